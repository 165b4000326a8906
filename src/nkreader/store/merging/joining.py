"""Joining two values that were changed apart, field by field, against what both come from. Pure."""

from typing import Any

from msgspec.structs import fields, replace

from nkreader.model.annotation import Annotation
from nkreader.store.rows.values import Value

# What says where a passage is is changed as one: half of one place is no place.
_PASSAGE = frozenset(
    ("source", "section", "start", "end", "quote", "prefix", "suffix", "text", "said_at")
)
_TIMES = frozenset(("modified",))


def joined(base: Value, ours: Value, theirs: Value) -> Value | None:
    """Return both sides' changes to ``base`` in one; None if they contradict each other.

    What was added to and taken from a list on either side is added and taken.
    """
    result: dict[str, Any] = {}
    for unit in _units(base):
        before, mine, other = (_part(each, unit) for each in (base, ours, theirs))
        if other in (mine, before):
            chosen = mine
        elif mine == before:
            chosen = other
        elif unit <= _TIMES:
            chosen = max(mine, other)
        elif all(isinstance(part[0], tuple) for part in (before, mine, other)):
            chosen = (_lists_joined(before[0], mine[0], other[0]),)
        else:
            return None
        result.update(zip(sorted(unit), chosen, strict=True))
    return replace(ours, **result)


def distance(one: Value, other: Value) -> int:
    """Count in how many ways two values differ, when they were changed left aside."""
    return sum(
        _apart(_part(one, unit), _part(other, unit)) for unit in _units(one) if not unit <= _TIMES
    )


def _apart(one: tuple[Any, ...], other: tuple[Any, ...]) -> int:
    if isinstance(one[0], tuple):
        return len(set(one[0]) ^ set(other[0]))
    return int(one != other)


def _units(value: Value) -> list[frozenset[str]]:
    """Return the fields of a value, those together that are changed together."""
    names = [each.name for each in fields(value)]
    if not isinstance(value, Annotation):
        return [frozenset((name,)) for name in names]
    return [_PASSAGE, *(frozenset((name,)) for name in names if name not in _PASSAGE)]


def _part(value: Value, unit: frozenset[str]) -> tuple[Any, ...]:
    return tuple(getattr(value, name) for name in sorted(unit))


def _lists_joined(
    base: tuple[object, ...], ours: tuple[object, ...], theirs: tuple[object, ...]
) -> tuple[object, ...]:
    kept = [each for each in ours if each in theirs or each not in base]
    return tuple(dict.fromkeys([*kept, *(each for each in theirs if each not in base)]))
