"""How a terminal's cursor goes from cell to cell in the fewest bytes."""

from functools import lru_cache

from msgspec import Struct

# VT is a line feed everywhere, and the line discipline adds nothing to it as it does to LF.
_LINE_FEED = "\v"
_MOST_LINE_FEEDS = 3
# A row down and a row up in the same column; either scrolls only at the edge of the screen.
_INDEX, _REVERSE_INDEX = "\x1bD", "\x1bM"


class Place(Struct, frozen=True):
    """A cell by column and row, both counted from 0."""

    x: int
    y: int


@lru_cache(maxsize=16384)
def move(before: Place | None, after: Place, *, to_column: bool) -> str:
    """Return the shortest sequence that moves the cursor; None is an unknown place.

    A column of ``before`` beyond the right edge is not known either, as after a character
    that may be wider than one thinks. ``to_column``: the terminal knows CHA.
    """
    if before == after:
        return ""
    ways = [absolute(after)]
    if before is not None:
        anywhere = _to_column(after.x, to_column=to_column)
        near = min(anywhere, _by_columns(before.x, after.x), key=len)
        ways.append(_by_rows(before.y, after.y) + near)
        if 0 < after.y - before.y <= _MOST_LINE_FEEDS:
            # Some terminals go to the first column, too: the column is told anew.
            ways.append(_LINE_FEED * (after.y - before.y) + anywhere)
    return min(ways, key=len)


def absolute(place: Place) -> str:
    """Return the sequence that moves the cursor from wherever it is."""
    row = "" if place.y == 0 else str(place.y + 1)
    column = "" if place.x == 0 else f";{place.x + 1}"
    return f"\x1b[{row}{column}H"


def _to_column(x: int, *, to_column: bool) -> str:
    """Return a move within the row from wherever the cursor is in it."""
    far = "\r" + _steps("C", x)
    return min(far, f"\x1b[{x + 1}G", key=len) if to_column else far


def _by_columns(before: int, after: int) -> str:
    """Return a relative move; ``before`` may be unknown."""
    far = after - before
    if before < 0:
        return "\r" + _steps("C", after)
    return _steps("C", far) if far > 0 else min(_steps("D", -far), "\b" * -far, key=len)


def _by_rows(before: int, after: int) -> str:
    """Return a relative move, which keeps the column."""
    far = after - before
    if abs(far) == 1:
        return _INDEX if far > 0 else _REVERSE_INDEX
    return _steps("B", far) if far > 0 else _steps("A", -far)


def _steps(letter: str, count: int) -> str:
    """Return a relative move."""
    if not count:
        return ""
    return f"\x1b[{count if count > 1 else ''}{letter}"
