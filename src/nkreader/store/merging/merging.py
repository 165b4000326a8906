"""Merging two states of one database by id, so that nothing that was saved is lost. Pure.

*Ours* is what this program has saved, *theirs* what the file holds now: another program
has written it, or an older or another copy was put in its place.
"""

import hashlib
from collections import defaultdict
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace

from nkreader.model.annotation import Annotation
from nkreader.model.entity import Entity
from nkreader.model.review import Review
from nkreader.model.source import SourceRef
from nkreader.model.verdict import Verdict
from nkreader.store.history.past import Past
from nkreader.store.merging.joining import distance, joined
from nkreader.store.rows.layout import SOURCES
from nkreader.store.rows.values import Slot, State, Value, slot_of


class Fate(StrEnum):
    """What became of a value that is not the same on both sides, in words for a person."""

    TAKEN = "taken in"
    KEPT = "kept that it did not have"
    OLDER = "older there than here"
    GONE = "deleted here and still there"
    JOINED = "changed on both sides and joined"
    TWICE = "changed on both sides and kept twice"
    LATER = "changed on both sides, of which the later stands"


class Merge(Struct, frozen=True):
    """What is to stand, and what became of what differed, by id or name; not of sources."""

    state: State
    fates: dict[Fate, list[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        """Say it in a line: how many of each, and which were kept twice."""
        told = [f"{len(ids)} {fate}" for fate, ids in self.fates.items()]
        return ", ".join(told) + self._twice()

    def _twice(self) -> str:
        ids = self.fates.get(Fate.TWICE, [])
        return f" ({', '.join(ids[:5])}{', …' if len(ids) > 5 else ''})" if ids else ""


def merge(ours: State, theirs: State, past: Past | None) -> Merge:
    """Return what is to stand of both; without a past, whatever differs is kept twice.

    An older state of ours does not replace ours, one that was made from ours does; what
    was changed on both sides is joined field by field. Where that cannot be, ours keeps
    the id and theirs gets one of its own, which is the same whenever this is done again.
    Of two verdicts on one annotation, or two records of one review, the later stands.
    What may have been made from ours as well as from an older state was made from ours,
    unless something else shows that theirs goes back to an older one.
    """
    state, fates = dict(ours), defaultdict(list)
    behind = past is not None and _is_behind(ours, theirs, past)
    for slot in {**ours, **theirs}:
        mine, other = ours.get(slot), theirs.get(slot)
        if mine == other:
            continue
        value, fate = _settled(slot, mine, other, past, behind=behind)
        state[slot] = value
        told = slot.identity
        if fate is Fate.TWICE and isinstance(other, Annotation):
            twin = _twin(other, state)
            state[slot_of(twin)] = twin
            told = f"{slot.identity} and {twin.id}"
        if slot.table != SOURCES:
            fates[fate].append(told)
    return Merge(state, dict(fates))


def _settled(
    slot: Slot, mine: Value | None, other: Value | None, past: Past | None, *, behind: bool
) -> tuple[Value | None, Fate]:
    if other is None:
        return mine, Fate.KEPT
    if mine is None:
        gone = past is not None and past.knows(slot, other)
        return (None, Fate.GONE) if gone else (other, Fate.TAKEN)
    if past is None:
        return _without_base(mine, other)
    if past.knows(slot, other):
        return mine, Fate.OLDER
    return _of_both(slot, mine, other, past, behind=behind)


def _is_behind(ours: State, theirs: State, past: Past) -> bool:
    """Tell whether theirs lacks something of ours, so that it may be made from an older state."""
    for slot, mine in ours.items():
        other = theirs.get(slot)
        if mine != other and (other is None or past.knows(slot, other)):
            return True
    return False


def _of_both(
    slot: Slot, mine: Value, other: Value, past: Past, *, behind: bool
) -> tuple[Value, Fate]:
    known = past.states(slot)
    if isinstance(mine, Review):  # what it counts on either side is not to be counted as one
        return (other, Fate.TAKEN) if _time(other) > _time(mine) else (mine, Fate.LATER)
    if isinstance(mine, SourceRef):
        return other, Fate.TAKEN
    if isinstance(mine, Entity):
        found = _found({*known, mine}, mine, other, behind=True)
        return (found, _fate(found, other)) if found else (_widened(mine, other), Fate.JOINED)
    # One that was edited by hand still says when that which was edited had been changed.
    bases = {each for each in (*known, mine) if _time(each) == _time(other)}
    if not known and not bases:  # nothing is known but when each was changed
        return (mine, Fate.OLDER) if _time(other) < _time(mine) else _without_base(mine, other)
    found = _found(bases or {*known, mine}, mine, other, behind=behind)
    return (found, _fate(found, other)) if found else _without_base(mine, other)


def _without_base(mine: Value, other: Value) -> tuple[Value, Fate]:
    if not isinstance(mine, Verdict | Review):
        return mine, Fate.TWICE
    return max(mine, other, key=_time), Fate.LATER


def _time(value: Value) -> str:
    return value.modified if isinstance(value, Annotation | Verdict | Review) else ""


def _found(bases: set[Value], mine: Value, other: Value, *, behind: bool) -> Value | None:
    """Return what the likeliest bases lead to, None if they disagree or cannot be joined."""
    apart = {base: distance(base, other) for base in bases}
    nearest = min(apart.values())
    if apart.get(mine) == nearest and not behind:  # it is what stood there to be changed
        return joined(mine, mine, other)
    results = {joined(base, mine, other) for base, count in apart.items() if count == nearest}
    return results.pop() if len(results) == 1 else None


def _fate(found: Value, other: Value) -> Fate:
    return Fate.TAKEN if found == other else Fate.JOINED


def _widened(mine: Entity, other: Value) -> Entity:
    """Return our entity under all names that either side knows it by."""
    if not isinstance(other, Entity):
        return mine
    return replace(
        mine,
        aliases=tuple(dict.fromkeys((*mine.aliases, *other.aliases))),
        cased=tuple(dict.fromkeys((*mine.cased, *other.cased))),
    )


def _twin(theirs: Annotation, state: State) -> Annotation:
    """Return ``theirs`` under an id that follows from what it says."""
    told = repr(theirs).encode()
    while True:
        told = hashlib.blake2b(told, digest_size=6).digest()
        twin = replace(theirs, id=told.hex())
        if state.get(slot_of(twin), twin) == twin:
            return twin
