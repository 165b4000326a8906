"""Passages as a reader wants them quoted: without what is nobody's prose."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from nkreader.model.source import Source
from nkreader.model.span import Span, gaps
from nkreader.text.spaces import one_spaced

_Part = TypeVar("_Part")


def readable(source: Source, span: Span) -> str:
    """Return the prose of ``span``, white space folded.

    Clock lines, the marks of turns and boilerplate are left out.
    """
    hidden = (
        *_within(span, source.timecodes, lambda timecode: timecode.span),
        *_within(span, source.turns, lambda turn: turn.mark),
        *_within(span, source.boilerplate, lambda boilerplate: boilerplate),
    )
    parts = (part.of(source.text) for part in gaps(hidden, span.start, span.end))
    return one_spaced(" ".join(parts))


def _within(span: Span, parts: Sequence[_Part], where: Callable[[_Part], Span]) -> Iterator[Span]:
    """Yield the places of those ``parts`` (in text order) that overlap ``span``."""
    first = bisect_right(parts, span.start, key=lambda part: where(part).end)
    for index in range(first, len(parts)):
        place = where(parts[index])
        if place.start >= span.end:
            return
        yield place
