"""What was said when, in order, and where somebody, or what is said of a claim, shifts."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from msgspec import Struct

from nkreader.analysis.claims.ledger import Ledger
from nkreader.model.annotation import Annotation, Label, Relation

Sides = Callable[[str], Iterable[str]]


class Stance(NamedTuple):
    """How an annotation stands to the statement ``key``: for it or not, and by what act."""

    key: str
    affirms: bool
    act: str


class Shift(Struct, frozen=True):
    """A turn in what is said of one claim: ``words`` say from what to what.

    ``before`` is the id of what was said until then. ``same`` tells whether it was said by
    the same side; else the claim is denied, or confirmed after denials, for the first time.
    """

    words: str
    before: str
    same: bool


class Event(Struct, frozen=True):
    """An annotation in a timeline; ``when`` is ISO 8601, None where nobody knows."""

    annotation: Annotation
    when: str | None
    shift: Shift | None = None


_ACTS: Mapping[Relation, tuple[bool, str]] = {
    Relation.DENIES: (False, "denied"),
    Relation.SUPPORTS: (True, "supported"),
    Relation.UNDERMINES: (False, "undermined"),
}
_CLAIMED, _CONFIRMED = "claimed", "confirmed"
_PLAIN_ACTS = (_CLAIMED, "denied")


def timeline(ledger: Ledger, annotations: Iterable[Annotation], sides: Sides) -> tuple[Event, ...]:
    """Return annotations of the ledger in order; what has no date comes last, and shifts nothing.

    ``sides`` names the sides that a speaker speaks for.
    """
    in_order = sorted({each.id: each for each in annotations}.values(), key=ledger.rank)
    standing = _Standing()
    events = []
    for each in in_order:
        when = ledger.when(each)
        shift = None
        if when is not None:
            named = tuple(sides(each.speaker)) if each.speaker else ()
            shift = standing.take(each.id, tuple(_stances(ledger, each)), named)
        events.append(Event(each, when, shift))
    return tuple(events)


def around(ledger: Ledger, key: str) -> tuple[Annotation, ...]:
    """Return what belongs to the timeline of a statement: it, and all that answers it."""
    found = ledger.statement(key)
    return (*found.said, *(answer.annotation for answer in found.answers))


def spoken_by(ledger: Ledger, speaker: str, sides: Sides) -> tuple[Annotation, ...]:
    """Return what is said by, or handed on by, somebody on one of a speaker's sides."""
    wanted = set(sides(speaker))
    return tuple(
        each
        for each in ledger.annotations.values()
        if any(who and wanted.intersection(sides(who)) for who in (each.speaker, each.via))
    )


def _stances(ledger: Ledger, annotation: Annotation) -> Iterator[Stance]:
    """Yield how an annotation, or what is said alike with it, stands to statements."""
    key = ledger.key_of(annotation.id)
    if key is None:
        return
    if ledger.label(key) is Label.CLAIM:
        yield Stance(key, affirms=True, act=_CLAIMED)
    for relation, other in ledger.targets(key):
        if relation in _ACTS:
            affirms, act = _ACTS[relation]
            yield Stance(other, affirms, act)


class _Standing:
    """What was said of each statement last: by each side, and plainly by anybody."""

    def __init__(self) -> None:
        self._by_side: dict[tuple[str, str], tuple[Stance, str]] = {}
        self._turned: set[tuple[str, bool]] = set()
        self._plainly: dict[str, tuple[Stance, str]] = {}

    def take(
        self, annotation_id: str, stances: Iterable[Stance], sides: Iterable[str]
    ) -> Shift | None:
        """Take what is said next; return the shift that it is, the speaker's own before all."""
        found: list[Shift] = []
        for stance in stances:
            now = (stance, annotation_id)
            own = [self._by_side.get((stance.key, side)) for side in sides]
            found += _shift(stance, own, same=True)
            self._by_side.update({(stance.key, side): now for side in sides})
            if stance.act in _PLAIN_ACTS:
                found += self._turn(stance)
                self._plainly[stance.key] = now
        return max(found, key=lambda shift: shift.same, default=None)

    def _turn(self, stance: Stance) -> Iterator[Shift]:
        """Yield the shift where anybody turns what is said of a claim that way for the first time.

        That one side goes on saying yes and the other no is none.
        """
        way = (stance.key, stance.affirms)
        if way not in self._turned:
            for shift in _shift(stance, [self._plainly.get(stance.key)], same=False):
                self._turned.add(way)
                yield shift


def _shift(
    stance: Stance, before: Iterable[tuple[Stance, str] | None], *, same: bool
) -> Iterator[Shift]:
    for known in before:
        if known is not None and known[0].affirms != stance.affirms:
            act = _CONFIRMED if stance.act == _CLAIMED else stance.act
            yield Shift(f"{known[0].act}, then {act}", known[1], same)
