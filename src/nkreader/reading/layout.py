"""Text at a width: offsets to rows and cells, and back.

A row is a stretch of code points. Rows are made block by block when they are first
needed; until then a block's height is an estimate. Knows nothing of styles or screens.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate, pairwise

from msgspec import Struct

from nkreader.model.span import Span
from nkreader.reading import cells
from nkreader.reading.flow import Flow
from nkreader.reading.shown import Shown

# Blocks are cut at line ends near this many code points, so that a text of any size
# opens in the time that its first screen takes.
BLOCK = 1 << 16
# A text of no more blocks than this is wrapped at once: it takes a few milliseconds.
_AT_ONCE = 2
# How full rows are on average: for the estimate of heights.
_FILL = 0.85


class Place(Struct, frozen=True):
    """A cell of the laid-out text: row ``y`` from the top, cell ``x`` in it."""

    y: int
    x: int


class Layout:
    """A flow at a width of ``columns`` cells."""

    def __init__(self, flow: Flow, columns: int) -> None:
        """Prepare the blocks, and wrap them if they are few."""
        self.columns = max(columns, 1)
        self._flow = flow
        self._hidden_starts = [span.start for span in flow.hidden]
        self._bounds = _block_bounds(flow)
        self._rows: list[array[int] | None] = [None] * (len(self._bounds) - 1)
        self._heights = [
            max(1, int((end - start) / (self.columns * _FILL)))
            for start, end in pairwise(self._bounds)
        ]
        self._tops: list[int] = []
        self._sum()
        if len(self._rows) <= _AT_ONCE:
            for block in self.pending:
                self.wrap(block)

    @property
    def shown(self) -> Shown:
        """The text as it is drawn, of the length of the source's."""
        return self._flow.shown

    @property
    def height(self) -> int:
        """The number of rows: exact once ``pending`` is empty, an estimate before."""
        return self._tops[-1]

    @property
    def pending(self) -> tuple[int, ...]:
        """The blocks that are not wrapped yet."""
        return tuple(i for i, rows in enumerate(self._rows) if rows is None)

    def nearest_pending(self, y: int) -> int | None:
        """Return the block nearest to row ``y`` that is not wrapped yet, None if all are."""
        here = bisect_right(self._tops, y) - 1
        count = len(self._rows)
        for distance in range(count):
            for block in (here + distance, here - distance):
                if 0 <= block < count and self._rows[block] is None:
                    return block
        return None

    def wrap(self, block: int) -> None:
        """Make the rows of a block, if they are not there yet."""
        self._block_rows(block)

    def row(self, y: int) -> Span:
        """Return the drawn code points of row ``y``: without the line end."""
        extent = self.extent(y)
        return Span(extent.start, self._drawn_end(extent))

    def extent(self, y: int) -> Span:
        """Return all code points of row ``y``: rows in a row tile the text."""
        while True:
            y = min(max(y, 0), self.height - 1)
            block = bisect_right(self._tops, y) - 1
            if self._rows[block] is not None:
                break
            self._block_rows(block)  # may move what follows: look again
        rows = self._block_rows(block)
        k = y - self._tops[block]
        end = rows[k + 1] if k + 1 < len(rows) else self._bounds[block + 1]
        return Span(rows[k], min(end, len(self._flow.shown)))

    def row_of(self, offset: int) -> int:
        """Return the row that holds the code point at ``offset``."""
        block = bisect_right(self._bounds, offset) - 1
        block = min(max(block, 0), len(self._rows) - 1)
        rows = self._block_rows(block)
        return self._tops[block] + max(0, bisect_right(rows, offset) - 1)

    def place_of(self, offset: int) -> Place:
        """Return the row and cell at which the code point at ``offset`` is drawn."""
        y = self.row_of(offset)
        row = self.row(y)
        x = sum(cells.width(part) for part in self._texts(Span(row.start, min(offset, row.end))))
        return Place(y, x)

    def offset_at(self, place: Place) -> int:
        """Return the offset drawn at a cell (of the row's end, beyond it)."""
        row = self.row(place.y)
        x = place.x
        last = row.start
        for piece in self.pieces(row):
            text = self._flow.shown.of(piece)
            wide = cells.width(text)
            if x < wide:
                return piece.start + cells.offset_at(text, x)
            x -= wide
            last = piece.end
        return last

    def pieces(self, span: Span) -> tuple[Span, ...]:
        """Return what of ``span`` is drawn in the lines: all but the hidden spans."""
        hidden = self._flow.hidden
        at = span.start
        out = []
        k = max(0, bisect_right(self._hidden_starts, span.start) - 1)
        while k < len(hidden) and hidden[k].start < span.end:
            if hidden[k].end > at:
                if hidden[k].start > at:
                    out.append(Span(at, hidden[k].start))
                at = hidden[k].end
            k += 1
        if at < span.end:
            out.append(Span(at, span.end))
        return tuple(out)

    def _drawn_end(self, span: Span) -> int:
        """Return where the drawn part of a row ends: at its first line end."""
        end = span.start
        for piece in self.pieces(span):
            newline = self._flow.shown.line_end(piece.start, piece.end)
            if newline >= 0:
                return newline
            end = piece.end
        return end

    def _texts(self, span: Span) -> list[str]:
        return [self._flow.shown.of(piece) for piece in self.pieces(span)]

    def _sum(self) -> None:
        self._tops = [0, *accumulate(self._heights)]

    def _block_rows(self, block: int) -> array[int]:
        rows = self._rows[block]
        if rows is None:
            rows = array("Q", self._wrapped(self._bounds[block], self._bounds[block + 1]))
            self._rows[block] = rows
            if len(rows) != self._heights[block]:
                self._heights[block] = len(rows)
                self._sum()
        return rows

    def _wrapped(self, start: int, end: int) -> list[int]:
        """Return the row starts of a block; empty lines in a row become one."""
        out: list[int] = []
        blank = False
        for line in self._lines(start, end):
            pieces = self.pieces(line)
            text = "".join(map(self._flow.shown.of, pieces))
            if text and not text.isspace():
                out.extend(_in_source(cells.row_starts(text, self.columns), line.start, pieces))
                blank = False
            elif not pieces and line.end > line.start:
                continue  # nothing but a mark: it stands beside the row that follows
            elif not blank:
                out.append(line.start)
                blank = True
        return [start, *out[1:]]

    def _lines(self, start: int, end: int) -> Iterator[Span]:
        """Yield the lines of a block, without their line ends."""
        shown, breaks = self._flow.shown, self._flow.breaks
        at = start
        while at < end:
            k = bisect_right(breaks, at)
            forced = breaks[k] if k < len(breaks) else end
            newline = shown.line_end(at, min(forced + 1, end))
            if newline < 0 and forced < end:
                yield Span(at, forced)
                at = forced
            else:
                stop = newline if newline >= 0 else end
                yield Span(at, stop)
                at = stop + 1


def _in_source(starts: list[int], line_start: int, pieces: tuple[Span, ...]) -> list[int]:
    """Return row starts, counted in the joined pieces, as offsets into the source."""
    joined = [0, *accumulate(piece.end - piece.start for piece in pieces)]
    out = [line_start]
    for start in starts[1:]:
        k = bisect_right(joined, start) - 1
        out.append(pieces[k].start + start - joined[k])
    return out


def _block_bounds(flow: Flow) -> list[int]:
    """Return where blocks begin and end: at line ends, or in a huge line at spaces."""
    shown = flow.shown
    bounds = [0]
    at = 0
    while len(shown) - at > BLOCK:
        cut = shown.line_end(at + BLOCK, at + 2 * BLOCK) + 1
        if not cut:
            cut = shown.space_before(at, at + BLOCK) + 1 or at + BLOCK
        at = _outside_hidden(flow, cut)
        bounds.append(at)
    bounds.append(max(len(shown), 1))
    return bounds if bounds[-1] > bounds[-2] else [*bounds[:-2], bounds[-1]]


def _outside_hidden(flow: Flow, cut: int) -> int:
    """Return ``cut``, moved past a hidden span that it would divide."""
    k = bisect_left(flow.hidden, (cut,)) - 1
    if k >= 0 and flow.hidden[k].end > cut:
        return flow.hidden[k].end
    return cut
