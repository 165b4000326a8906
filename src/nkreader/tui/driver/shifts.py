"""Finds out what has moved up or down on the screen, in one pane or over its full width."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from nkreader.tui.driver.grid import Grid, Row, unknown_row

# Fewer rows that changed are written sooner than it is found out whether they moved.
_FEWEST_CHANGED = 6
_FEWEST_MOVED = 4
# Rows that occur more often (blank ones) tell nothing of where they went.
_MOST_ALIKE = 3


class Shift(Struct, frozen=True):
    """Rows ``top`` to ``bottom``, both included, move up by ``rows`` (down, if it is < 0)."""

    top: int
    bottom: int
    rows: int

    def apply(self, grid: Grid) -> Grid:
        """Return the grid after the move; nothing is known of the rows that come in."""
        out = list(grid)
        for y in range(self.top, self.bottom + 1):
            source = y + self.rows
            inside = self.top <= source <= self.bottom
            out[y] = grid[source].copy() if inside else unknown_row(len(grid[y].text))
        return out


def find_shift(
    old: Grid, new: Grid, changed: Sequence[tuple[int, list[tuple[int, int]]]]
) -> Shift | None:
    """Return by how much most of what changed has moved, None where it has not.

    ``changed`` is, for each row that changed, the stretches of cells that did. What is
    compared are the columns in which most rows changed: those of the pane that scrolled.
    """
    if len(changed) < _FEWEST_CHANGED:
        return None
    left = _median(stretches[0][0] for _, stretches in changed)
    right = _median(stretches[-1][1] for _, stretches in changed)
    top, bottom = changed[0][0], changed[-1][0]
    lines = range(top, bottom + 1)
    before = {y: _key(old[y], left, right) for y in lines}
    after = {y: _key(new[y], left, right) for y in lines}
    by = _most_wanted(before, after)
    if by is None:
        return None
    moved = [y for y in lines if before.get(y + by) == after[y]]
    # A blank row fits anywhere: the ends are such as tell something.
    if len(moved) < max(_FEWEST_MOVED, len(changed) // 3):
        return None
    first, last = moved[0], moved[-1]
    return Shift(min(first, first + by), max(last, last + by), by)


def _key(row: Row, left: int, right: int) -> str:
    return "\0".join(row.text[left:right])


def _most_wanted(before: dict[int, str], after: dict[int, str]) -> int | None:
    """Return the move that most rows have made."""
    where: dict[str, list[int]] = {}
    for y, key in before.items():
        where.setdefault(key, []).append(y)
    votes = Counter(
        source - y
        for y, key in after.items()
        if before[y] != key
        for source in where.get(key, ())
        if len(where[key]) <= _MOST_ALIKE
    )
    return votes.most_common(1)[0][0] if votes else None


def _median(columns: Iterable[int]) -> int:
    """Return the one in the middle, of two the lower."""
    ordered = sorted(columns)
    return ordered[(len(ordered) - 1) // 2]
