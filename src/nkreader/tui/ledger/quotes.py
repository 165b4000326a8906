"""Quotes in full, each as many lines high as it needs, one under the cursor."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from msgspec import Struct

from nkreader.reading import cells
from nkreader.text.display import one_line
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.panes.rows import Line, Piece, Row, Rows

_STEP = 2
_DEEPEST = 4


class Quote(Struct, frozen=True):
    """What an annotation says in full; ``head`` goes before it, ``foot`` after it.

    ``depth`` is how far it is set in, as an answer to an answer is. All text is foreign.
    """

    key: str
    sign: Piece
    head: str
    text: str
    foot: str = ""
    depth: int = 0


class QuoteList(RowList):
    """Quotes one below another; one that is too long for the screen is scrolled through."""

    BINDING_GROUP_TITLE = "Quotes"
    EMPTY: ClassVar[str] = "nothing"

    def __init__(self, *, id: str) -> None:
        """Hold no quotes yet."""
        super().__init__(id=id)
        self._quotes: Sequence[Quote] = ()
        self._starts = [0]
        self._set_in = 0

    def show_quotes(self, quotes: Sequence[Quote], *, empty: str = "") -> None:
        """Show these quotes; ``empty`` is said where there are none."""
        self._quotes = quotes
        self._set(empty)

    def on_resize(self) -> None:
        """Set the quotes anew in another width."""
        if self.size.width != self._set_in:
            self._set(self.empty)
        super().on_resize()

    def line_of(self, at: int) -> int:
        """Return the line on which a quote begins."""
        return self._starts[min(at, len(self._starts) - 1)]

    def row_at(self, y: int) -> tuple[int, int]:
        """Return the quote on a line, and which of its lines that is."""
        at = bisect_right(self._starts, y) - 1
        return at, y - self._starts[at]

    def rows_on_a_page(self) -> int:
        """Return by how many quotes a page is turned: to the last that is seen."""
        top = self.scroll_offset.y
        last, _ = self.row_at(top + self.size.height - 1)
        first, _ = self.row_at(top)
        return max(1, last - first)

    def action_step(self, step: int) -> None:
        """Move the cursor, unless there is more of the quote to be read that way."""
        top, height = self.scroll_offset.y, self.size.height
        at = 0 if self.key is None else self._rows.place(self.key) or 0
        first, end = self.line_of(at), self.line_of(at + 1) - 1  # without the blank
        if step == 1 and first < top + height < end:
            self.show_from(min(top + height - 1, end - height))
        elif step == -1 and first < top < end:
            self.show_from(max(top - height + 1, first))
        else:
            super().action_step(step)

    def _set(self, empty: str) -> None:
        self._set_in = self.size.width
        rows = [Row(each.key, tuple(_lines(each, self._set_in))) for each in self._quotes]
        self._starts = [0, *accumulate(len(row.lines) for row in rows)]
        self.show_rows(Rows.of(rows), empty=empty)
        self.refresh()


def _lines(quote: Quote, width: int) -> Sequence[Line]:
    """Return the lines of a quote: its sign and head, what it says, its foot, a blank."""
    indent = " " * (_STEP * min(quote.depth, _DEEPEST))
    hang = indent + " " * (cells.width(quote.sign[0]) + 1)
    room = max(width - len(hang), 1)
    head = [(indent + quote.sign[0] + " ", quote.sign[1])]
    out: list[Line] = []
    for number, line in enumerate(cells.wrapped(one_line(quote.head), room)):
        out.append((*head, (line, "strong")) if not number else ((hang + line, "strong"),))
    out += [((hang + line, ""),) for line in cells.wrapped(one_line(quote.text), room)]
    out += [((hang + line, "faint"),) for line in cells.wrapped(one_line(quote.foot), room) if line]
    return [*out, (("", ""),)]
