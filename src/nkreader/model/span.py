"""A stretch of text. Offsets are code points, from 0, end exclusive."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Span(NamedTuple):
    """Code points ``start`` to ``end`` (exclusive) of a source's text."""

    start: int
    end: int

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        """Return the slice of ``text`` that this span names."""
        return text[self.start : self.end]


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, with those that touch or overlap made one."""
    out: list[Span] = []
    for span in sorted(spans):
        if span.end <= span.start:
            continue
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(Span(*span))
    return tuple(out)


def clipped(spans: Iterable[Span], within: Span) -> list[Span]:
    """Return what of the spans lies in ``within``, in their order; what has nothing there goes."""
    return [
        Span(max(each.start, within.start), min(each.end, within.end))
        for each in spans
        if each.overlaps(within)
    ]


def gaps(spans: Iterable[Span], start: int, end: int) -> Iterator[Span]:
    """Yield what of ``start`` to ``end`` no span covers, in order."""
    at = start
    for span in merged(spans):
        if span.end <= start or span.start >= end:
            continue
        if span.start > at:
            yield Span(at, span.start)
        at = max(at, span.end)
    if at < end:
        yield Span(at, end)
