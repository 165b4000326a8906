"""How wide text is, in terminal cells, and where a line of it may break.

Knows nothing of sources: it is given text that is fit to be shown, without line ends.
"""

from collections.abc import Iterator
from itertools import pairwise

from rich.cells import split_graphemes

from nkreader.text.regex import regex

# Anything outside these ranges may be other than one cell wide, or be part of a cluster.
_COMPLEX = regex(
    "[^\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2190-\u21b5\u2400-\u2426\u2500-\u257f\xa0\ufffd\xb7]"
)
_WIDE = regex(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
# How many code points are looked at for a row that is not simple, beside four for a cell, and
# how many rows must be found in them for the first to be sure.
_AROUND = 32
_SURELY = 2
# Closing marks that must not begin a line (a small part of the kinsoku rules).
_NEVER_FIRST = frozenset("、。，．,.!?！？：；:;)]}）］｝」』】〉》’”…ー")


def is_simple(text: str, start: int = 0, end: int | None = None) -> bool:
    """Tell whether every code point of the stretch is exactly one cell wide."""
    stop = len(text) if end is None else end
    return _COMPLEX.search(text, start, stop) is None


def graphemes(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and width in cells of each grapheme cluster."""
    yield from split_graphemes(text)[0]


def width(text: str) -> int:
    """Return the number of cells that ``text`` takes."""
    if is_simple(text):
        return len(text)
    return sum(cells for _, _, cells in graphemes(text))


def offset_at(text: str, x: int) -> int:
    """Return the offset of the cluster that covers cell ``x`` (the end, if none does)."""
    if is_simple(text):
        return min(max(x, 0), len(text))
    at = 0
    for start, _, cells in graphemes(text):
        at += cells
        if at > x:
            return start
    return len(text)


def cut(text: str, columns: int) -> str:
    """Return ``text``, its end an ellipsis where it is wider than ``columns`` cells."""
    if width(text) <= columns:
        return text
    return text[: offset_at(text, columns - 1)] + "…" if columns > 0 else ""


def row_starts(text: str, columns: int) -> list[int]:
    """Return where each row begins when ``text`` is set in ``columns`` cells.

    Rows break after spaces, which hang beyond the edge, and around wide characters.
    A word wider than a row is cut.
    """
    columns = max(columns, 1)
    starts, at = [0], 0
    odd = _next_odd(text, 0)
    while at < len(text):
        further = _simple_starts(text, at, columns, odd)
        starts += further
        at = starts[-1]
        if odd >= len(text):
            break
        # One row with what is odd in it, or near it; behind that most is simple again.
        at = _next_start(text, at, columns)
        if at < len(text):
            starts.append(at)
        if odd < at:
            odd = _next_odd(text, at)
    return starts


def wrapped(text: str, columns: int) -> list[str]:
    """Return the rows of a text, without the blanks at their ends."""
    starts = row_starts(text, columns)
    return [text[start:end].rstrip() for start, end in pairwise((*starts, len(text)))]


def _next_odd(text: str, at: int) -> int:
    """Return where the next code point is that may be other than one cell wide."""
    found = _COMPLEX.search(text, at)
    return found.start() if found else len(text)


def _simple_starts(text: str, at: int, columns: int, odd: int) -> list[int]:
    """Return where rows begin after the one at ``at``, as far as all is simple before ``odd``."""
    starts: list[int] = []
    length = len(text)
    reach = odd - columns - 1 if odd < length else length - columns - 1
    while at <= reach:
        space = text.rfind(" ", at, at + columns + 1)
        after = at + columns if space <= at else space + 1
        while after < length and text[after] == " ":
            after += 1
        if after >= odd:  # what is odd may belong to a blank before it
            break
        starts.append(after)
        at = after
    return starts


def _next_start(text: str, at: int, columns: int) -> int:
    """Return where the row after the one at ``at`` begins, the end of the text if none does."""
    size = 4 * columns + _AROUND
    while True:
        starts = _complex_starts(text[at : at + size], columns)
        if at + size >= len(text):
            return at + starts[1] if len(starts) > 1 else len(text)
        if len(starts) > _SURELY:  # what is cut off at the end has no say in the first ones
            return at + starts[1]
        size *= 2


def _complex_starts(text: str, columns: int) -> list[int]:
    starts = [0]
    x = 0
    break_at, break_x = 0, 0  # the last place where this row may end, and its cell
    row = 0
    for start, end, cells in graphemes(text):
        char = text[start]
        wide = _WIDE.match(char) is not None
        if wide and char not in _NEVER_FIRST and start > row:
            break_at, break_x = start, x
        if x + cells > columns and start > row and char != " " and cells:
            if break_at > row:
                row, x = break_at, x - break_x
            else:
                row, x = start, 0
            starts.append(row)
            break_at, break_x = row, 0
        x += cells
        if char == " " or (wide and text[end : end + 1] not in _NEVER_FIRST):
            break_at, break_x = end, x
    return starts
