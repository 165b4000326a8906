"""A terminal emulator that holds a screen for tests: pyte, and what it lacks."""

from functools import cache
from typing import NamedTuple

import pyte
from pyte.screens import Margins


class Cell(NamedTuple):
    """What can be seen of a cell; a blank has neither colour of its own nor boldness."""

    data: str
    foreground: str
    background: str
    attributes: tuple[bool, ...]


class _Screen(pyte.Screen):
    """Adds SU and SD."""

    def scroll_up(self, count: int = 1, *_: int, **_private: bool) -> None:
        self._shift(count or 1, up=True)

    def scroll_down(self, count: int = 1, *_: int, **_private: bool) -> None:
        self._shift(count or 1, up=False)

    def _shift(self, count: int, *, up: bool) -> None:
        top, bottom = self.margins or Margins(0, self.lines - 1)
        before = self.cursor.y
        self.cursor.y = bottom if up else top
        for _ in range(min(count, bottom - top + 1)):
            if up:
                self.index()
            else:
                self.reverse_index()
        self.cursor.y = before


class _Stream(pyte.ByteStream):
    csi = {**pyte.ByteStream.csi, "S": "scroll_up", "T": "scroll_down"}  # noqa: RUF012
    events = pyte.ByteStream.events | {"scroll_up", "scroll_down"}


class Emulator:
    """What a terminal of ``columns`` x ``rows`` cells shows."""

    def __init__(self, columns: int, rows: int) -> None:
        """Show nothing."""
        self._screen = _Screen(columns, rows)
        self._stream = _Stream(self._screen)

    def feed(self, text: str) -> None:
        """Take what a program writes."""
        self.take(text.encode())

    def take(self, data: bytes) -> None:
        """Take what a program has written, wherever it is cut."""
        self._stream.feed(data)

    def resize(self, columns: int, rows: int) -> None:
        """Become another size."""
        self._screen.resize(rows, columns)

    def clear(self) -> None:
        """Show nothing any more, as when somebody else has used the terminal."""
        self._screen.reset()

    @property
    def cells(self) -> list[list[Cell]]:
        """All rows of cells."""
        screen = self._screen
        return [
            [_seen(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)
        ]

    @property
    def text(self) -> list[str]:
        """The rows as text."""
        screen = self._screen
        # What a wide character covers is an empty cell.
        return [
            "".join([screen.buffer[y][x].data for x in range(screen.columns)])
            for y in range(screen.lines)
        ]


@cache
def _seen(char: pyte.screens.Char) -> Cell:
    attributes = (char.underscore, char.strikethrough, char.reverse)
    if char.data == " " and not any(attributes):
        return Cell(" ", "", char.bg, attributes)
    return Cell(char.data, char.fg, char.bg, (*attributes, char.bold, char.italics, char.blink))
