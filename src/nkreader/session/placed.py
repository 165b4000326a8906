"""Annotations, each with its place in today's text, in the order of the text."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property
from operator import attrgetter

from msgspec import Struct

from nkreader.model.annotation import AnchorState, Annotation
from nkreader.model.span import Span

# After every place that there is.
_NOWHERE = 1 << 62


class Placed(Struct, frozen=True):
    """An annotation and its place in today's text.

    An orphan has none, that of a ``changed`` one is a proposal.
    """

    annotation: Annotation
    state: AnchorState
    span: Span | None

    @property
    def order(self) -> tuple[int, int, str, str]:
        """The key that sorts by place, then by age; orphans last."""
        start, end = self.span or (_NOWHERE, _NOWHERE)
        return (start, end, self.annotation.created, self.annotation.id)

    @property
    def is_certain(self) -> bool:
        """Whether the quote stands at the place."""
        return self.state in (AnchorState.EXACT, AnchorState.MOVED)


_ORDER = attrgetter("order")


class InTextOrder(tuple[Placed, ...]):
    """Annotations on one source, in order of their places, then of their age; orphans last."""

    @classmethod
    def of(cls, placed: Iterable[Placed]) -> "InTextOrder":
        """Return these in order."""
        return cls(sorted(placed, key=_ORDER))

    @cached_property
    def _by_id(self) -> dict[str, Placed]:
        return {each.annotation.id: each for each in self}

    @property
    def in_text(self) -> "InTextOrder":
        """Those that have a place."""
        count = self.starting_before(_NOWHERE)
        return self if count == len(self) else InTextOrder(self[:count])

    @cached_property
    def _states(self) -> Counter[AnchorState]:
        return Counter(each.state for each in self)

    def count_in(self, state: AnchorState) -> int:
        """Return how many are in a state."""
        return self._states[state]

    def find(self, annotation_id: str | None) -> Placed | None:
        """Return an annotation by its id."""
        return None if annotation_id is None else self._by_id.get(annotation_id)

    def number_of(self, annotation_id: str) -> int | None:
        """Return how many stand before an annotation, by its id; None where it is not there."""
        found = self.find(annotation_id)
        return None if found is None else bisect_left(self, found.order, key=_ORDER)

    def starting_before(self, offset: int) -> int:
        """Return how many start before an offset."""
        return bisect_left(self, (offset,), key=_ORDER)

    def numbers_on(self, span: Span) -> range:
        """Return the numbers of those whose place is a span; the empty range is where one goes."""
        first = bisect_left(self, (span.start, span.end), key=_ORDER)
        return range(first, bisect_left(self, (span.start, span.end + 1), key=_ORDER))

    def with_changes(self, ids: Collection[str], now: Iterable[Placed]) -> "InTextOrder":
        """Return what it is once those of ``ids`` are what they are ``now``, if they are any more.

        What is many is only copied: looked at is what was changed.
        """
        items, by_id, states = list(self), dict(self._by_id), Counter(self._states)
        for key in ids:
            if gone := by_id.pop(key, None):
                del items[bisect_left(items, gone.order, key=_ORDER)]
                states[gone.state] -= 1
        for each in now:
            insort(items, each, key=_ORDER)
            by_id[each.annotation.id] = each
            states[each.state] += 1
        found = InTextOrder(items)
        found.__dict__ |= {"_by_id": by_id, "_states": states}
        return found


NOTHING_PLACED = InTextOrder()
