"""How wide text is, in terminal cells, and where a line of it may break.

Knows nothing of sources: it is given text that is fit to be shown, without line ends.
"""

import re
from collections.abc import Iterator

from rich.cells import split_graphemes

# Anything outside these ranges may be other than one cell wide, or be part of a cluster.
_COMPLEX = re.compile(
    "[^\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20bf\u2190-\u21b5\u2400-\u2426\u2500-\u257f\xa0\ufffd\xb7]"
)
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff00-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
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
    if is_simple(text):
        return _simple_starts(text, columns)
    return _complex_starts(text, columns)


def _simple_starts(text: str, columns: int) -> list[int]:
    starts = [0]
    length = len(text)
    at = 0
    while length - at > columns:
        space = text.rfind(" ", at, at + columns + 1)
        at = at + columns if space <= at else space + 1
        while at < length and text[at] == " ":
            at += 1
        if at < length:
            starts.append(at)
    return starts


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
