"""Which of many spans lie over a stretch, found without looking at all of them."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain, pairwise
from operator import indexOf, is_
from typing import Generic, TypeVar

from nkreader.model.span import Span

Thing = TypeVar("Thing")


class Cover(Generic[Thing]):
    """Things with a span each, which may overlap."""

    def __init__(self, things: Iterable[Thing], span_of: Callable[[Thing], Span]) -> None:
        """Sort the things by where their spans start."""
        self._span_of = span_of
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

    def renewed(self, things: Sequence[Thing]) -> "Cover[Thing]":
        """Return the cover of other things; looked at is what is not the same at either end."""
        first, last = alike(self._things, things)
        end, new = len(self._things) - last, things[first : len(things) - last]
        spans = [self._span_of(each) for each in new]
        seam = (*self._spans[max(first - 1, 0) : first], *spans, *self._spans[end : end + 1])
        if any(a > b for a, b in pairwise(seam)):
            return Cover(things, self._span_of)
        found = Cover[Thing]([], self._span_of)
        found._things = [*self._things[:first], *new, *self._things[end:]]
        found._spans = [*self._spans[:first], *spans, *self._spans[end:]]
        found._starts = [*self._starts[:first], *(span.start for span in spans)]
        found._starts += self._starts[end:]
        found._furthest = [*self._furthest[:first], *(0 for _ in spans), *self._furthest[end:]]
        reach = self._furthest[first - 1] if first else 0
        for k in range(first, len(found._spans)):
            reach = max(reach, found._spans[k].end)
            if k >= first + len(spans) and found._furthest[k] == reach:
                break  # from here on it is as it was
            found._furthest[k] = reach
        return found


def alike(before: Sequence[object], now: Sequence[object]) -> tuple[int, int]:
    """Return how many things are the same at the beginnings of two sequences, and at their ends.

    None counts for both.
    """
    shorter = min(len(before), len(now))
    first = _until_other(before, now)
    return first, min(_until_other(reversed(before), reversed(now)), shorter - first)


def _until_other(before: Iterable[object], now: Iterable[object]) -> int:
    return indexOf(chain(map(is_, before, now), (False,)), False)
