"""Which of many spans lie over a stretch, found without looking at all of them."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from nkreader.model.span import Span

Thing = TypeVar("Thing")


class Cover(Generic[Thing]):
    """Things with a span each, which may overlap."""

    def __init__(self, things: Iterable[Thing], span_of: Callable[[Thing], Span]) -> None:
        """Sort the things by where their spans start."""
        self._things = sorted(things, key=span_of)
        self._spans = [*map(span_of, self._things)]
        self._starts = [start for start, _ in self._spans]
        self._furthest = [*accumulate([end for _, end in self._spans], max)]

    def over(self, stretch: Span) -> tuple[Thing, ...]:
        """Return the things whose spans share a code point with ``stretch``, in order."""
        out = []
        k = bisect_left(self._starts, stretch.end) - 1
        while k >= 0 and self._furthest[k] > stretch.start:
            if self._spans[k].end > stretch.start:
                out.append(self._things[k])
            k -= 1
        return tuple(reversed(out))
