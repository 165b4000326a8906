"""Offsets in UTF-16 units, as JavaScript and Java count, and in code points, as everything here."""

import re
from bisect import bisect_left
from itertools import accumulate

_WIDE = re.compile("[\U00010000-\U0010ffff]+")


class Utf16:
    """The two counts of one text. Both directions take time logarithmic in its wide stretches."""

    def __init__(self, text: str) -> None:
        """Find where code points are that take two units."""
        # After each stretch of wide code points: where it ends, and how many there were so far.
        spans = [found.span() for found in _WIDE.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]
        self._before = [0, *accumulate(end - start for start, end in spans)]
        self._unit_starts = [
            start + wide for start, wide in zip(self._starts, self._before, strict=False)
        ]

    def units(self, offset: int) -> int:
        """Return how many units stand before a code point."""
        stretch = bisect_left(self._starts, offset) - 1
        if stretch < 0:
            return offset
        inside = min(offset, self._ends[stretch]) - self._starts[stretch]
        return offset + self._before[stretch] + inside

    def code_points(self, units: int) -> int | None:
        """Return how many code points stand before a unit; None in the middle of one."""
        stretch = bisect_left(self._unit_starts, units) - 1
        if stretch < 0:
            return units
        inside = units - self._unit_starts[stretch]
        length = self._ends[stretch] - self._starts[stretch]
        if inside >= 2 * length:
            return units - self._before[stretch + 1]
        return None if inside % 2 else self._starts[stretch] + inside // 2
