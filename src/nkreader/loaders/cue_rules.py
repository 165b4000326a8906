"""Cue rules: TOML tables `[[cue]]` and `[signs]` that become rules for suggestions.

Knows the rules that come with the package, and the format of a user's own: a cue has a
`name` and as wanted `label`, `weight` and `phrases`; one of a known name changes what it
gives of that cue.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from nkreader.model.annotation import Label
from nkreader.model.cue import SIGNS, Cue, CueRules
from nkreader.model.errors import NkreaderError
from nkreader.text.display import one_line
from nkreader.text.patterns import pattern

_FIELDS = ("name", "label", "weight", "phrases")
_HEAVIEST = 10.0
_MOST_CUES = 500
_MOST_PHRASES = 500
_LONGEST = 200  # code points of a name or a phrase


@cache
def built_in() -> CueRules:
    """Return the rules that come with the package."""
    from importlib import resources

    rules = CueRules()
    folder = resources.files("nkreader") / "cues"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            rules = extended(rules, parsed(file.read_text(encoding="utf-8"), file.name), file.name)
    return rules


def parsed(text: str, origin: str) -> Mapping[str, object]:
    """Return the tables of a TOML text; `origin` names it in what NkreaderError says."""
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise NkreaderError(f"{origin}: not valid TOML: {one_line(str(error))}") from error


def extended(rules: CueRules, tables: Mapping[str, object], origin: str) -> CueRules:
    """Return the rules with what ``tables`` say: cues, signs, needed, muted, heard.

    NkreaderError says in one line what cannot be used, and where it is.
    """
    return CueRules(
        cues=_cues(rules.cues, tables.get("cue", []), origin),
        signs={**rules.signs, **_signs(tables.get("signs", {}), origin)},
        needed=_given(tables, "needed", rules.needed, origin, 0, 1),
        lead=_given(tables, "lead", rules.lead, origin, 0, _HEAVIEST),
        muted=rules.muted | _names(tables.get("muted", []), f"{origin}: muted"),
        heard=rules.heard | _names(tables.get("heard", []), f"{origin}: heard"),
    )


def _given(
    tables: Mapping[str, object], name: str, known: float, origin: str, least: float, most: float
) -> float:
    return _number(tables[name], f"{origin}: {name}", least, most) if name in tables else known


def _cues(known: tuple[Cue, ...], tables: object, origin: str) -> tuple[Cue, ...]:
    if not isinstance(tables, list):
        raise NkreaderError(f"{origin}: cue is not a list of tables; write [[cue]]")
    cues = {cue.name: cue for cue in known}
    for number, table in enumerate(tables, start=1):
        cue = _cue(table, cues, f"{origin}: cue {number}")
        cues[cue.name] = cue
    if len(cues) > _MOST_CUES:
        raise NkreaderError(f"{origin}: more than {_MOST_CUES} cues")
    return tuple(cues.values())


def _cue(table: object, known: Mapping[str, Cue], where: str) -> Cue:
    if not isinstance(table, dict):
        raise NkreaderError(f"{where}: not a table; write [[cue]]")
    name = _text(table.get("name"), f"{where}: name")
    where = f"{where} ({_shown(name)})"
    for key in table:
        if key not in _FIELDS:
            raise NkreaderError(
                f"{where}: unknown field {_shown(key)}; known are {', '.join(_FIELDS)}"
            )
    cue = known.get(name, Cue(name, None, 1.0, ()))
    if "label" in table:
        cue = replace(cue, label=_label(table["label"], where))
    if "weight" in table:
        cue = replace(
            cue, weight=_number(table["weight"], f"{where}: weight", -_HEAVIEST, _HEAVIEST)
        )
    if "phrases" in table:
        cue = replace(cue, phrases=_phrases(table["phrases"], where))
    if not cue.phrases:
        raise NkreaderError(f"{where}: phrases are missing")
    return cue


def _phrases(values: object, where: str) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise NkreaderError(f"{where}: phrases are not a list of strings")
    if len(values) > _MOST_PHRASES:
        raise NkreaderError(f"{where}: more than {_MOST_PHRASES} phrases")
    return tuple(dict.fromkeys(_phrase(value, where) for value in values))


def _phrase(value: object, where: str) -> str:
    phrase = _text(value, f"{where}: a phrase")
    try:
        pattern(phrase)
    except ValueError as error:
        raise NkreaderError(f"{where}: phrase {_shown(phrase)} {one_line(str(error))}") from error
    return phrase


def _label(value: object, where: str) -> Label:
    if isinstance(value, str) and value in tuple(Label):
        return Label(value)
    raise NkreaderError(f"{where}: unknown label {_shown(value)}; use one of {', '.join(Label)}")


def _signs(table: object, origin: str) -> dict[str, float]:
    if not isinstance(table, dict):
        raise NkreaderError(f"{origin}: signs is not a table of sign = weight")
    for name in table:
        if name not in SIGNS:
            raise NkreaderError(
                f"{origin}: signs: unknown sign {_shown(name)}; known are {', '.join(SIGNS)}"
            )
    return {
        name: _number(value, f"{origin}: signs: {name}", -_HEAVIEST, _HEAVIEST)
        for name, value in table.items()
    }


def _number(value: object, where: str, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise NkreaderError(f"{where}: {_shown(value)} is not a number")
    if not math.isfinite(value) or not least <= value <= most:
        raise NkreaderError(f"{where}: {_shown(value)} is not between {least:g} and {most:g}")
    return float(value)


def _names(values: object, where: str) -> frozenset[str]:
    if not isinstance(values, list):
        raise NkreaderError(f"{where}: not a list of names of cues")
    return frozenset(_text(value, where) for value in values)


def _text(value: object, where: str) -> str:
    if value is None:
        raise NkreaderError(f"{where} is missing")
    if not isinstance(value, str) or not value.strip():
        raise NkreaderError(f"{where}: {_shown(value)} is not a string of words")
    if len(value) > _LONGEST or not value.isprintable():
        raise NkreaderError(f"{where}: {_shown(value)} is too long or holds control characters")
    return " ".join(value.split())


def _shown(value: object) -> str:
    text = one_line(value if isinstance(value, str) else repr(value))
    return f"“{text[:60]}…”" if len(text) > 60 else f"“{text}”"
