"""How a terminal's cursor goes from cell to cell in the fewest bytes."""

from functools import lru_cache
from typing import NamedTuple


class Place(NamedTuple):
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
        ways += _within_row(before, after, to_column=to_column)
        if before.x == after.x >= 0:
            ways.append(_steps("B" if after.y > before.y else "A", abs(after.y - before.y)))
        if 0 < after.y - before.y <= 2:
            # The line discipline makes two bytes of a line feed.
            ways.append("\r" + "\n" * (after.y - before.y) + _steps("C", after.x))
    return min(ways, key=_sent)


def absolute(place: Place) -> str:
    """Return the sequence that moves the cursor from wherever it is."""
    row = "" if place.y == 0 else str(place.y + 1)
    column = "" if place.x == 0 else f";{place.x + 1}"
    return f"\x1b[{row}{column}H"


def _within_row(before: Place, after: Place, *, to_column: bool) -> list[str]:
    if before.y != after.y:
        return []
    ways = ["\r" + _steps("C", after.x)]
    if to_column:
        ways.append(f"\x1b[{after.x + 1}G" if after.x else "\x1b[G")
    if before.x >= 0:
        far = after.x - before.x
        ways.append(_steps("C", far) if far > 0 else _steps("D", -far))
        if -3 <= far < 0:
            ways.append("\b" * -far)
    return ways


def _steps(letter: str, count: int) -> str:
    """Return a relative move."""
    if not count:
        return ""
    return f"\x1b[{count if count > 1 else ''}{letter}"


def _sent(sequence: str) -> int:
    return len(sequence) + sequence.count("\n")
