"""The prose of a source: its text at the same length, with all that is no prose blanked.

Knows which parts of a source are no prose, and at which line ends prose stops. Must not
know sentences.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct

from nkreader.model.source import Source
from nkreader.model.span import Span, merged
from nkreader.text.blanking import blanked
from nkreader.text.line_ends import LINE_END, SAMPLE, Wrapping, flows_on, wrapping
from nkreader.text.regex import regex

# Stand for clock lines and for what is no prose while line ends are judged: two code points
# that are no characters, hence neither white space nor letters.
_CLOCK = "\uffff"
_FOREIGN = "\ufffe"

_GAP = regex(rf"[\r\n{_CLOCK}][\s{_CLOCK}]*+")
_INK = regex(r"\S")
_LINE_BEGINS = regex(r"[\r\n](?=\S)")
_SOFT = str.maketrans("\r\n", "  ")
_AHEAD = 64  # code points of the next line that are looked at
# Code points that are gone through at once. What is made of smaller pieces moves about in memory
# while it grows, and takes nearly twice the room.
_PIECE = 1 << 20


class _Parts(Struct, frozen=True):
    """What tells prose from the rest in a source; spans in text order, none overlap."""

    clocks: tuple[Span, ...]
    foreign: tuple[Span, ...]
    alone: tuple[Span, ...]
    edges: tuple[int, ...]
    """Where something begins or ends that no prose flows into."""
    wrap: Wrapping | None


def prose(source: Source, *, piece: int = _PIECE) -> str:
    """Return the text of ``source`` in which only prose stands.

    Clock lines and the line ends that prose flows over are spaces; boilerplate, the marks of
    turns and the line ends that prose stops at are line feeds. All else, no-break spaces
    too, is as it was. A text is gone through in pieces of about so many code points.
    """
    parts = _parts(source)
    out = ""
    for span in _pieces(source.text, parts, piece):
        # Added at once: a list of pieces would hold a long text a second time.
        out += _prose_of(source.text, span, parts)
    return out


def _parts(source: Source) -> _Parts:
    clocks = merged(timecode.span for timecode in source.timecodes)
    foreign = merged(chain(source.boilerplate, (turn.mark for turn in source.turns)))
    sections = (section.span for section in source.sections)
    edges = sorted(set(chain.from_iterable(chain(source.standalone, sections))))
    sample = _marked(source.text, 0, SAMPLE, clocks, foreign)
    wrap = wrapping(sample, source.shape)
    return _Parts(clocks, foreign, merged(source.standalone), tuple(edges), wrap)


def _pieces(text: str, parts: _Parts, size: int) -> Iterator[Span]:
    """Yield the spans that a text is gone through in."""
    start = 0
    while start < len(text):
        end = _cut(text, start + size, parts)
        yield Span(start, end)
        start = end


def _cut(text: str, at: int, parts: _Parts) -> int:
    """Return where, from ``at`` on, the text may be cut and no part ends; else its end.

    That is where a line begins, and in a line of any length as long as it goes on so far that
    no more than its length matters.
    """
    while ink := _INK.search(text, at):
        at = ink.end()
        if LINE_END.search(text, at, at + SAMPLE):
            begins = _LINE_BEGINS.search(text, at)
            if begins is None:
                break
            at = begins.end()
        reached = max(_reached(parts.clocks, at), _reached(parts.foreign, at))
        if reached < at:
            return at
        at = reached
    return len(text)


def _reached(spans: Sequence[Span], at: int) -> int:
    """Return where the last span ends that begins at ``at`` or before, -1 where none does."""
    last = bisect_right(spans, at, key=_start) - 1
    return spans[last].end if last >= 0 else -1


def _start(span: Span) -> int:
    return span.start


def _marked(
    text: str, start: int, end: int, clocks: Sequence[Span], foreign: Sequence[Span]
) -> str:
    """Return a stretch of ``text`` with what is no prose marked."""
    piece = blanked(text[start:end], _within(clocks, start, end), _CLOCK)
    return blanked(piece, _within(foreign, start, end), _FOREIGN)


def _within(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """Return the spans that reach into a stretch, cut to it and counted from its start."""
    first = bisect_right(spans, start, key=lambda span: span.end)
    last = bisect_left(spans, end, key=_start)
    return [
        Span(max(span.start, start) - start, min(span.end, end) - start)
        for span in spans[first:last]
    ]


def _prose_of(text: str, span: Span, parts: _Parts) -> str:
    start, end = span
    marked = _marked(text, start, end + _AHEAD, parts.clocks, parts.foreign)
    flowing = _flowing(marked, start, parts)[: end - start].replace("\r", "\n")
    flowing = blanked(flowing, _within(parts.clocks, start, end))
    return blanked(flowing, _within(parts.foreign, start, end), "\n")


def _flowing(text: str, offset: int, parts: _Parts) -> str:
    """Return ``text``, which begins at ``offset``, with a space where prose flows over its end."""
    line_start = 0

    def judged(found: re.Match[str]) -> str:
        nonlocal line_start
        start, end = found.span()
        ends = found[0]
        line = text[line_start:start].rstrip()
        gap_start = line_start + len(line)
        line_start = end
        following = text[end : end + _AHEAD]
        if not (
            (_is_one_line_end(ends) and _meet(line, following, parts.wrap))
            or _CLOCK in ends
            or _inside_one(parts.alone, gap_start + offset, end + offset)
        ):
            return ends
        flows = not _any_in(parts.edges, gap_start + offset, end + offset)
        return ends.translate(_SOFT) if flows else ends

    return _GAP.sub(judged, text)


def _is_one_line_end(gap: str) -> bool:
    return len(gap) == 1 or len(LINE_END.findall(gap)) == 1


def _meet(line: str, following: str, wrap: Wrapping | None) -> bool:
    """Tell whether both are prose, and it flows from one to the other."""
    if line.endswith(_FOREIGN) or following.startswith(_FOREIGN):
        return False
    return flows_on(line, following, wrap)


def _any_in(positions: Sequence[int], start: int, end: int) -> bool:
    at = bisect_left(positions, start)
    return at < len(positions) and positions[at] <= end


def _inside_one(spans: tuple[Span, ...], start: int, end: int) -> bool:
    at = bisect_right(spans, (start, end)) - 1
    return at >= 0 and end <= spans[at].end
