"""Gazetteers: TOML tables `[[entity]]` that become entities.

Knows the built-in list, which comes with the package, and the format of a user's own:
`name` and `type`, and as wanted `aliases` (names in any case), `cased` (names only as
written, because in other writing they are words) and `wikidata` (an id such as Q423).
"""

import re
from collections.abc import Iterable
from functools import cache

from nkreader.loaders.wrong_values import shown
from nkreader.model.entity import Entity, EntityType, fault_of
from nkreader.model.errors import NkreaderError
from nkreader.text.display import one_line
from nkreader.text.spaces import one_spaced

_FIELDS = frozenset({"name", "type", "wikidata", "aliases", "cased"})
_WIKIDATA = re.compile(r"Q[1-9]\d*")


@cache
def gazetteer() -> tuple[Entity, ...]:
    """Return the entities that come with the package."""
    from importlib import resources

    folder = resources.files("nkreader") / "gazetteer"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return combine(*(parse(f.read_text(encoding="utf-8"), f.name) for f in files))


def parse(text: str, origin: str) -> tuple[Entity, ...]:
    """Return the entities of a TOML text; `origin` names it in what NkreaderError says."""
    import tomllib

    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise NkreaderError(f"{origin}: not valid TOML: {one_line(str(error))}") from error
    for key in document:
        if key != "entity":
            raise NkreaderError(f"{origin}: unknown key {shown(key)}; expected [[entity]] tables")
    return from_tables(document.get("entity", []), origin)


def from_tables(tables: object, origin: str) -> tuple[Entity, ...]:
    """Return the entities of parsed ``[[entity]]`` tables; NkreaderError where they are none."""
    if not isinstance(tables, list):
        raise NkreaderError(f"{origin}: entity is not a list of tables; write [[entity]]")
    return tuple(
        _entity(table, f"{origin}: entity {number}") for number, table in enumerate(tables, start=1)
    )


def combine(*lists: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return the lists as one, entities of the same name made one.

    Their aliases are united; of type and Wikidata id the later given one is kept.
    """
    known: dict[str, Entity] = {}
    for entity in (entity for entities in lists for entity in entities):
        before = known.get(entity.name)
        known[entity.name] = entity if before is None else _united(before, entity)
    return tuple(known.values())


def _united(before: Entity, later: Entity) -> Entity:
    return Entity(
        name=before.name,
        type=later.type,
        aliases=tuple(dict.fromkeys((*before.aliases, *later.aliases))),
        cased=tuple(dict.fromkeys((*before.cased, *later.cased))),
        wikidata=later.wikidata or before.wikidata,
    )


def _entity(table: object, where: str) -> Entity:
    if not isinstance(table, dict):
        raise NkreaderError(f"{where}: not a table; write [[entity]]")
    if "name" not in table:
        raise NkreaderError(f"{where}: name is missing")
    name = _name(table["name"], f"{where}: name")
    where = f"{where} ({shown(name)})"
    for field in table:
        if field not in _FIELDS:
            raise NkreaderError(
                f"{where}: unknown field {shown(field)}; known are {', '.join(sorted(_FIELDS))}"
            )
    return Entity(
        name=name,
        type=_type(table.get("type"), where),
        aliases=_names(table.get("aliases", []), f"{where}: aliases"),
        cased=_names(table.get("cased", []), f"{where}: cased"),
        wikidata=_wikidata(table.get("wikidata"), where),
    )


def _type(value: object, where: str) -> EntityType:
    if isinstance(value, str) and value in EntityType.__members__:
        return EntityType[value]
    problem = "type is missing" if value is None else f"unknown type {shown(value)}"
    raise NkreaderError(f"{where}: {problem}; use one of {', '.join(EntityType)}")


def _names(values: object, where: str) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise NkreaderError(f"{where}: not a list of strings")
    return tuple(dict.fromkeys(_name(value, where) for value in values))


def _name(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise NkreaderError(f"{where}: {shown(value)} is not a string")
    fault = fault_of(value)
    if fault:
        raise NkreaderError(f"{where}: {shown(value)} {fault}")
    return one_spaced(value)


def _wikidata(value: object, where: str) -> str | None:
    if value is None or (isinstance(value, str) and _WIKIDATA.fullmatch(value)):
        return value
    raise NkreaderError(f"{where}: wikidata is {shown(value)}, not an id such as Q423")
