"""The rows of a list, and how a line of one becomes cells. Each is made when it is drawn."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import overload

from msgspec import Struct
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from nkreader.reading import cells
from nkreader.text.display import visible

# A piece of a line: what it says, and the name of its style.
Piece = tuple[str, str]
Line = tuple[Piece, ...]


class Row(Struct, frozen=True):
    """What a row says, line by line; ``key`` is what it stands for."""

    key: str
    lines: tuple[Line, ...]


class Keys(Sequence[str]):
    """Keys in order, each made when it is asked for: there may be 100,000."""

    def __init__(self, count: int, make: Callable[[int], str]) -> None:
        """Take how many there are; ``make`` returns the key at a place."""
        self._count = count
        self._make = make

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        found = range(self._count)[at]
        return self._make(found) if isinstance(found, int) else [*map(self._make, found)]


class Rows:
    """The rows of a list, known by their keys; each is made when it is drawn."""

    def __init__(
        self,
        keys: Sequence[str],
        make: Callable[[int], Row],
        place: Callable[[str], int | None] | None = None,
    ) -> None:
        """Take the keys in order; ``make`` returns the row at a place.

        ``place`` finds a key where that needs no table of all of them.
        """
        self.keys = keys
        self._make = make
        self._made: dict[int, Row] = {}
        self._find = place

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Rows":
        """Return rows that are made already."""
        return cls([row.key for row in rows], rows.__getitem__)

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, at: int) -> Row:
        """Return a row, as it was when it was asked for first."""
        row = self._made.get(at)
        if row is None:
            row = self._made[at] = self._make(at)
        return row

    def __iter__(self) -> Iterator[Row]:
        return map(self.__getitem__, range(len(self.keys)))

    def get(self, at: int) -> Row | None:
        """Return a row, None beyond the end."""
        return self[at] if at < len(self.keys) else None

    def place(self, key: str) -> int | None:
        """Return where the row of ``key`` is, None where there is none."""
        return self._find(key) if self._find else self._places.get(key)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key: at for at, key in enumerate(self.keys)}


def strip_of(pieces: Line, width: int, style_of: Callable[[str], Style]) -> Strip:
    """Return a line as cells, cut and padded to ``width``."""
    out = []
    left = width
    for text, name in pieces:
        shown = cells.cut(visible(text), left)
        out.append(Segment(shown, style_of(name)))
        left -= cells.width(shown)
        if left <= 0:
            break
    if left > 0:
        out.append(Segment(" " * left, style_of("")))
    return Strip(out).crop(0, width)
