"""Adding names to the gazetteer."""

from collections.abc import Iterable

from msgspec.structs import replace

from nkreader.model.change import Change, Step
from nkreader.model.entity import Entity, EntityType, fault_of
from nkreader.model.errors import NkreaderError
from nkreader.session.session import Session
from nkreader.text.display import one_line
from nkreader.text.fold import fold
from nkreader.text.wordlists import BEFORE_A_FAMILY_NAME, COMMON


def add_name(
    session: Session, name: str, kind: EntityType | None = None, aliases: tuple[str, ...] = ()
) -> Entity:
    """Add aliases to the entity of that name, or make it; durable on return.

    One with a capital that in lower case is a word, such as Steel, is added to match only
    as written. ``kind`` is needed for a new entity. Raises NkreaderError where it is missing
    or not the known one, and for what can be no name.
    """
    clean = _clean(name)
    entities = session.entities
    known = {fold(each.name): each for each in entities}.get(fold(clean))
    base = _as_known(known, kind) if known else _new(clean, kind)
    before = session.store.entities.get(base.name)
    base = before or base
    fresh = tuple(dict.fromkeys(_clean(alias) for alias in aliases if alias.strip()))
    after = _with(base, fresh if known else (base.name, *fresh), _words(entities))
    if after != before:
        step = Step(session.new_id(), "entity", session.now(), (Change(before, after),))
        session.store.apply(step)
        session.forget_matcher()
    return after


def _clean(name: str) -> str:
    clean = " ".join(name.split())
    if not clean:
        raise NkreaderError("an entity needs a name")
    fault = fault_of(clean)
    if fault:
        raise NkreaderError(f"'{one_line(clean[:40])}' can be no name: it {fault}")
    return clean


def _new(name: str, kind: EntityType | None) -> Entity:
    if kind is None:
        raise NkreaderError(f"{name} is not in the gazetteer: say its type to make it")
    return Entity(name, kind)


def _as_known(known: Entity, kind: EntityType | None) -> Entity:
    if kind not in (None, known.type):
        raise NkreaderError(
            f"{known.name} is in the gazetteer as {known.type}, not {kind}: "
            "leave the type out, or choose another name"
        )
    return Entity(known.name, known.type, wikidata=known.wikidata)


def _with(entity: Entity, names: Iterable[str], words: frozenset[str]) -> Entity:
    """Return the entity with these names too: ``cased`` those that are ``words`` as well."""
    cased, aliases = list(entity.cased), list(entity.aliases)
    for name in names:
        is_word = fold(name) != name and fold(name) in words
        if is_word and name not in aliases:
            cased.append(name)
        elif not is_word and name != entity.name:
            aliases.append(name)
    return replace(entity, aliases=tuple(dict.fromkeys(aliases)), cased=tuple(dict.fromkeys(cased)))


def _words(entities: Iterable[Entity]) -> frozenset[str]:
    """Return what in lower case is no name, folded: common words, and what is cased anyway."""
    return COMMON | BEFORE_A_FAMILY_NAME | {fold(each) for one in entities for each in one.cased}
