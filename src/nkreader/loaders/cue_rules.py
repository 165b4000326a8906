"""Cue rules: TOML that becomes rules for suggestions.

Knows the rules that come with the package, and the format of a user's own, the same: tables
`[[cue]]` with `name` and as wanted `label`, `weight`, `phrases`, where a known name changes
what is given of that cue; `[signs]`; `verbs`; the numbers `needed`, `lead`, `said` and
`mute_after`; and the names of cues that are `muted` or `heard`.
"""

from collections.abc import Mapping
from functools import cache

from msgspec.structs import replace

from nkreader.loaders.cue_values import label, name, names, number, phrases, words
from nkreader.loaders.wrong_values import shown
from nkreader.model.cue import SIGNS, Cue, CueRules
from nkreader.model.errors import NkreaderError
from nkreader.text.display import one_line

_FIELDS = ("name", "label", "weight", "phrases")
_PARTS = ("cue", "signs", "needed", "lead", "said", "mute_after", "verbs", "muted", "heard")
_HEAVIEST = 10.0
_MOST_CUES = 200
_MOST_PHRASES = 5_000
_MOST_VERDICTS = 10_000
# So many faults are told one by one.
_TOLD = 20


@cache
def built_in() -> CueRules:
    """Return the rules that come with the package."""
    import tomllib
    from importlib import resources

    rules = CueRules()
    folder = resources.files("nkreader") / "cues"
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".toml"):
            tables = tomllib.loads(file.read_text(encoding="utf-8"))
            rules, faults = extended(rules, tables, file.name)
            if faults:
                raise NkreaderError(faults[0])
    return rules


def extended(rules: CueRules, tables: object, origin: str) -> tuple[CueRules, tuple[str, ...]]:
    """Return the rules with what ``tables`` say, and a line for each part that cannot be used.

    ``origin`` names the file in these lines. What cannot be used changes nothing.
    """
    if not isinstance(tables, dict):
        return rules, (f"{origin}: not a table of cues, signs and numbers",)
    faults = [
        f"{origin}: unknown {shown(key)}; known are {', '.join(_PARTS)}"
        for key in tables
        if key not in _PARTS
    ]
    for part in _parts(tables):
        try:
            rules = _with(rules, *part, origin)
        except NkreaderError as error:
            faults.append(one_line(str(error)))
    if len(faults) > _TOLD:
        more = f"{origin}: {len(faults) - _TOLD} more parts cannot be used"
        faults = [*faults[:_TOLD], more]
    return rules, tuple(faults)


def _parts(tables: Mapping[str, object]) -> list[tuple[str, object]]:
    """Return what stands in the tables part by part, each cue and sign one."""
    found: list[tuple[str, object]] = []
    for key in _PARTS:
        if key not in tables:
            continue
        value = tables[key]
        if key == "cue" and isinstance(value, list):
            found += [(f"cue {place}", each) for place, each in enumerate(value, start=1)]
        elif key == "signs" and isinstance(value, dict):
            found += [("signs", each) for each in value.items()]
        else:
            found.append((key, value))
    return found


def _with(rules: CueRules, part: str, value: object, origin: str) -> CueRules:
    """Return the rules with one part; NkreaderError says what is wrong with it, and where."""
    where = f"{origin}: {part}"
    match part:
        case "signs":
            return replace(rules, signs={**rules.signs, **_sign(value, where)})
        case "needed":
            return replace(rules, needed=number(value, where, 0, 1))
        case "lead":
            return replace(rules, lead=number(value, where, 0, _HEAVIEST))
        case "said":
            return replace(rules, said=number(value, where, 0, 1))
        case "mute_after":
            return replace(rules, mute_after=int(number(value, where, 1, _MOST_VERDICTS)))
        case "verbs":
            return replace(rules, verbs=rules.verbs | words(value, where))
        case "muted":
            return replace(rules, muted=rules.muted | names(value, where))
        case "heard":
            return replace(rules, heard=rules.heard | names(value, where))
        case _:
            return replace(rules, cues=_cues(rules.cues, value, where))


def _cues(known: tuple[Cue, ...], table: object, where: str) -> tuple[Cue, ...]:
    """Return the cues with one changed, or one more."""
    if not isinstance(table, dict):
        raise NkreaderError(f"{where}: not a table; write [[cue]]")
    called = name(table.get("name"), f"{where}: name")
    where = f"{where} ({shown(called)})"
    for key in table:
        if key not in _FIELDS:
            raise NkreaderError(
                f"{where}: unknown field {shown(key)}; known are {', '.join(_FIELDS)}"
            )
    cues = {cue.name: cue for cue in known}
    cue = cues.get(called, Cue(called, None, 1.0, ()))
    if "label" in table:
        cue = replace(cue, label=label(table["label"], where))
    if "weight" in table:
        weight = number(table["weight"], f"{where}: weight", -_HEAVIEST, _HEAVIEST)
        cue = replace(cue, weight=weight)
    if "phrases" in table:
        cue = replace(cue, phrases=phrases(table["phrases"], where))
    if not cue.phrases:
        raise NkreaderError(f"{where}: phrases are missing")
    cues[called] = cue
    if len(cues) > _MOST_CUES:
        raise NkreaderError(f"{where}: there are {_MOST_CUES} cues already")
    if sum(len(each.phrases) for each in cues.values()) > _MOST_PHRASES:
        raise NkreaderError(f"{where}: more than {_MOST_PHRASES} phrases in all")
    return tuple(cues.values())


def _sign(pair: object, where: str) -> dict[str, float]:
    if not isinstance(pair, tuple):
        raise NkreaderError(f"{where}: not a table of sign = weight")
    sign, weight = pair
    if sign not in SIGNS:
        raise NkreaderError(f"{where}: unknown sign {shown(sign)}; known are {', '.join(SIGNS)}")
    return {sign: number(weight, f"{where}: {sign}", -_HEAVIEST, _HEAVIEST)}
