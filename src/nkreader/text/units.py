"""Offsets of a text in the units that other tools count in, and back.

Inside, every offset counts code points. Java and JavaScript count UTF-16 units, of which a
code point above U+FFFF takes two; tools that read files as text see one character where a
line ends in CR LF.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from nkreader.model.span import Span

_ABOVE_BMP = re.compile("[\U00010000-\U0010ffff]")
_PAIR = re.compile("\r(?=\n)")
_CR = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class Units:
    """Offsets of one text: in code points, and in units of which some take one more or less.

    ``odd`` are the code points that do, in order; ``more`` is 1 where they take two units,
    -1 where they take none. ``length`` is that of the text in code points.
    """

    odd: tuple[int, ...]
    more: int
    length: int
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        starts = tuple(at + self.more * before for before, at in enumerate(self.odd))
        object.__setattr__(self, "_starts", starts)

    @property
    def end(self) -> int:
        """The length of the text in units."""
        return self.length + self.more * len(self.odd)

    def of(self, offset: int) -> int:
        """Return an offset in units; ``offset`` counts code points."""
        return offset + self.more * bisect_left(self.odd, offset)

    def of_span(self, span: Span) -> Span:
        """Return a span in units; ``span`` counts code points."""
        return Span(self.of(span.start), self.of(span.end))

    def code_points(self, units: int) -> int | None:
        """Return an offset in code points, None where it lies outside the text or in one."""
        before = bisect_left(self._starts, units)
        if not 0 <= units <= self.end or (
            self.more > 0 and before and self._starts[before - 1] + 1 == units
        ):
            return None
        return units - self.more * before

    def code_point_span(self, units: Span) -> Span | None:
        """Return a span in code points, None where it is none of the text, or empty."""
        start, end = self.code_points(units.start), self.code_points(units.end)
        return Span(start, end) if start is not None and end is not None and start < end else None


def utf16_units(text: str) -> Units:
    """Return how offsets of ``text`` stand in UTF-16 units."""
    return Units(tuple(found.start() for found in _ABOVE_BMP.finditer(text)), 1, len(text))


def lf_units(text: str) -> Units:
    """Return how offsets of ``text`` stand in ``with_lf(text)``.

    Between CR and LF there is no place: an offset there stands before the LF.
    """
    return Units(tuple(found.start() for found in _PAIR.finditer(text)), -1, len(text))


def with_lf(text: str) -> str:
    """Return ``text`` with every line end an LF."""
    return _CR.sub("\n", text)


def on_whole_line_ends(text: str, span: Span) -> Span:
    """Return ``span``, wider by a code point where it begins or ends between CR and LF."""
    start, end = span
    return Span(start - _splits(text, start), end + _splits(text, end))


def _splits(text: str, offset: int) -> bool:
    return offset > 0 and text[offset - 1 : offset + 1] == "\r\n"
