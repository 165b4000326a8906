"""Knows how much of what was written to a terminal it has taken."""

from collections.abc import Callable
from typing import TextIO


class Meter:
    """A text file for the thread that writes, which knows when all is written."""

    def __init__(self, file: TextIO, drained: Callable[[], None]) -> None:
        """Write to ``file``; ``drained`` is called in the thread that writes."""
        self._file = file
        self._drained = drained
        self._given = 0
        self._written = 0
        self._taken = 0

    def give(self, text: str) -> None:
        """Note that this will be written."""
        self._given += len(text)

    def begin_anew(self) -> None:
        """Wait for nothing that was given before: the thread that had it has ended."""
        self._given = self._written = self._taken = 0

    @property
    def empty(self) -> bool:
        """Tell whether all that was given has been taken."""
        return self._taken >= self._given

    def write(self, text: str) -> int:
        """Write, however long the terminal takes."""
        count = self._file.write(text)
        self._written += len(text)
        return count

    def flush(self) -> None:
        """Write what is not yet out, and tell if that was all."""
        self._file.flush()
        self._taken = self._written
        if self.empty:
            self._drained()

    def fileno(self) -> int:
        """Return the file's number."""
        return self._file.fileno()

    def isatty(self) -> bool:
        """Tell whether the file is a terminal."""
        return self._file.isatty()
