"""A screen as cells: what is written in each, and how it looks."""

from collections.abc import Iterable
from functools import lru_cache
from operator import ne
from unicodedata import category, east_asian_width

from msgspec import Struct
from rich.cells import split_graphemes
from rich.color import ColorSystem
from rich.segment import Segment

from nkreader.reading.cells import is_simple
from nkreader.text.regex import regex
from nkreader.tui.driver.looks import PLAIN, Look, blank_of, look_of

UNKNOWN = "\0"
"""What a cell holds of which nothing is known."""
CONTINUED = ""
"""What the cells hold that a wide character left of them covers."""
# Cells that differ, side by side, each a byte.
_CHANGED = regex(rb"\x01+")
_EMOJI = range(0x1F000, 0x20000)


class Row(Struct):
    """A row of cells: in each a grapheme cluster, and its look.

    Blanks have a look of which everything can be seen, so that equal cells look the same.
    """

    text: list[str]
    looks: list[Look]

    def copy(self) -> "Row":
        """Return a row of one's own."""
        return Row(self.text.copy(), self.looks.copy())


Grid = list[Row]


def unknown_row(width: int) -> Row:
    """Return a row of which nothing is known."""
    return Row([UNKNOWN] * width, [PLAIN] * width)


def blank_row(width: int) -> Row:
    """Return a row of blanks in the terminal's own colours."""
    return Row([" "] * width, [PLAIN] * width)


def paint(row: Row, x: int, cells: Row) -> None:
    """Put cells into a row from column ``x`` on; what is beyond its end is left out."""
    text, looks = row.text, row.looks
    end = min(x + len(cells.text), len(text))
    if end <= x:
        return
    if x and text[x] == CONTINUED:
        _blank_before(row, x)
    text[x:end] = cells.text[: end - x]
    looks[x:end] = cells.looks[: end - x]
    if end < len(text):
        if text[end] == CONTINUED:
            _blank(row, end)
    elif len(cells.text) > end - x and cells.text[end - x] == CONTINUED:
        # The right half of a wide character did not fit.
        _blank_before(row, end)


def _blank_before(row: Row, x: int) -> None:
    """Blank the wide character that ends before column ``x``, of which half is gone."""
    x -= 1
    while x > 0 and row.text[x] == CONTINUED:
        _blank(row, x)
        x -= 1
    _blank(row, x)


def _blank(row: Row, x: int) -> None:
    row.text[x], row.looks[x] = " ", blank_of(row.looks[x])


def cells_of(segments: Iterable[Segment], system: ColorSystem) -> Row:
    """Return the cells that segments of styled text take."""
    out = Row([], [])
    for text, style, _ in segments:
        look = look_of(style, system)
        if is_simple(text):
            _add_simple(out, text, look)
        else:
            _add_clusters(out, text, look)
    return out


def _add_simple(out: Row, text: str, look: Look) -> None:
    out.text.extend(text)
    blank = blank_of(look)
    if blank == look:
        out.looks.extend([look] * len(text))
    else:
        out.looks.extend([blank if char == " " else look for char in text])


def _add_clusters(out: Row, text: str, look: Look) -> None:
    for start, end, width in split_graphemes(text)[0]:
        # No control character goes to a terminal as text.
        cluster = "".join(char for char in text[start:end] if category(char) != "Cc")
        if width:
            seen = blank_of(look) if cluster == " " else look
            out.text += [cluster or " ", *[CONTINUED] * (width - 1)]
            out.looks += [seen] * width
        elif cluster and out.text:
            _add_to_last(out, cluster)


def _add_to_last(out: Row, marks: str) -> None:
    """Put what takes no cell of its own onto the character before it."""
    x = len(out.text) - 1
    while x and out.text[x] == CONTINUED:
        x -= 1
    out.text[x] += marks


@lru_cache(maxsize=4096)
def sure_width(cluster: str) -> int:
    """Return how many cells a cluster takes on every terminal, 0 if that is not sure.

    Not sure are emoji, clusters of several code points, and the characters that are one cell
    or two as the terminal is set (quotation marks, dashes, lines of boxes).
    """
    if len(cluster) != 1:
        return 0
    wide = east_asian_width(cluster)
    if wide in ("W", "F"):
        return 0 if ord(cluster) in _EMOJI else 2
    return 1 if wide != "A" and is_simple(cluster) else 0


def differs(old: Row, new: Row) -> list[tuple[int, int]]:
    """Return the stretches of cells, as start and end, in which ``new`` is not ``old``.

    A wide character is changed as a whole.
    """
    if old.text == new.text and old.looks == new.looks:
        return []
    before, now = (zip(row.text, row.looks, strict=True) for row in (old, new))
    changed = bytes(map(ne, before, now))
    text = new.text
    out: list[tuple[int, int]] = []
    for found in _CHANGED.finditer(changed):
        start, end = found.span()
        while start and text[start] == CONTINUED:
            start -= 1
        while end < len(text) and text[end] == CONTINUED:
            end += 1
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out
