"""What was changed, when: a file of its own that grows by one line per step.

An undo and a redo are lines too, with the changes that they made. So the last line
always says all that may be missing in the database, and no line is ever changed.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple, TypeVar

from nkreader.model.change import Step
from nkreader.store import durable
from nkreader.store.entry import (
    Entry,
    Kind,
    LogEntry,
    checksum_of,
    decoded,
    encoded,
    kind_of,
    summary,
)
from nkreader.store.errors import StoreError, shown

_CHUNK = 1 << 16

_Read = TypeVar("_Read")


class _Stacks(NamedTuple):
    """Where the lines of the steps that can be undone and redone begin, the next one last."""

    undo: list[int]
    redo: list[int]


class History:
    """The lines of one file, which need not exist. Lines are read when they are asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._signature: durable.Signature | None = None
        self._end = 0  # of the last whole line
        self._before: int | None = None  # where it began, if it was appended here
        self._stacks: _Stacks | None = None
        self._damaged = 0  # number of the last line that cannot be read
        self._suspect = False  # a sync failed: what is there may not be on the medium

    def last(self) -> Entry | None:
        """Return the last line, None if there is none that can be read."""
        line, _ = self._tail()
        try:
            return decoded(line)
        except ValueError:
            return None

    def entries(self) -> Iterator[Entry]:
        """Yield all lines, oldest first; raise StoreError at one that cannot be read."""
        return self._read(decoded)

    def log(self) -> Iterator[LogEntry]:
        """Yield all lines for a person, oldest first; raise StoreError at one that is damaged."""
        return self._read(summary)

    def exists(self) -> bool:
        """Tell whether anything was ever changed."""
        return self.path.exists()

    def undoable(self) -> Step | None:
        """Return the step that an undo takes back; raise StoreError where that is unknown."""
        return self._top(self._known().undo)

    def redoable(self) -> Step | None:
        """Return the step that a redo does again; raise StoreError where that is unknown."""
        return self._top(self._known().redo)

    def is_torn(self) -> bool:
        """Tell whether a write that did not end has left something."""
        return bool(self._tail()[1])

    def mark(self) -> str:
        """Return the checksum of the last line, which tells it from all others."""
        return checksum_of(self._tail()[0])

    def append(self, entry: Entry) -> str:
        """Add a line, durable on return, and return its checksum.

        Raise OSError and leave the file as it was if that fails.
        """
        self._refresh()
        at, line = self._end, encoded(entry)
        made = self._signature is None
        try:
            if self._suspect:
                self._write_anew(line)
            else:
                self._write(line, at)
            if made:
                durable.sync_folder(self.path.parent)
        except BaseException:
            if made:
                self._remove()
            self._forget()
            raise
        self._end, self._before = at + len(line), at
        self._signature = durable.signature(self.path)
        if self._stacks:
            _move(self._stacks, entry.kind, at)
        return checksum_of(line)

    def take_back(self) -> None:
        """Remove the line that was just appended: the database refused its changes."""
        if self._before:
            with suppress(OSError):
                os.truncate(self.path, self._before)
        elif self._before == 0:
            self._remove()
        self._forget()

    def drop_torn(self) -> Path | None:
        """Cut off what a write that did not end has left, and return where it is kept."""
        _, torn = self._tail()
        if not torn:
            return None
        aside = durable.keep_aside(self.path, torn)
        os.truncate(self.path, self.path.stat().st_size - len(torn))
        return aside

    def _read(self, reading: Callable[[bytes], _Read]) -> Iterator[_Read]:
        for number, (_, line) in enumerate(self._lines(), 1):
            try:
                yield reading(line)
            except ValueError:
                raise self._damage(number) from None

    def _write(self, line: bytes, at: int) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(self.path, flags, 0o600)
        try:
            if os.fstat(descriptor).st_size > at:
                os.ftruncate(descriptor, at)
            try:
                durable.write_at(descriptor, line, at)
                self._suspect = True
                durable.sync(descriptor)
                self._suspect = False
            except BaseException:
                with suppress(OSError):
                    os.ftruncate(descriptor, at)
                raise
        finally:
            durable.close(descriptor)

    def _write_anew(self, line: bytes) -> None:
        kept = durable.read(self.path)[0][: self._end] if self._end else b""
        durable.replace(self.path, [kept, line])
        self._suspect = False

    def _remove(self) -> None:
        with suppress(OSError):
            self.path.unlink()

    def _forget(self) -> None:
        self._stacks, self._before, self._damaged = None, None, 0
        self._signature = durable.signature(self.path)
        self._end = self._signature.size - len(self._tail()[1]) if self._signature else 0

    def _refresh(self) -> None:
        if durable.signature(self.path) != self._signature:
            self._forget()

    def _known(self) -> _Stacks:
        self._refresh()
        if self._stacks is None:
            stacks = _Stacks([], [])
            for number, (at, line) in enumerate(self._lines(), 1):
                kind = kind_of(line)
                if kind:
                    _move(stacks, kind, at)
                else:  # nobody knows what it did: what was before it stays
                    self._damaged = number
                    stacks.undo.clear()
                    stacks.redo.clear()
            self._stacks = stacks
        return self._stacks

    def _top(self, stack: Sequence[int]) -> Step | None:
        if not stack:
            if self._damaged:
                raise self._damage(self._damaged)
            return None
        with durable.opened(self.path) as file:
            file.seek(stack[-1])
            line = file.readline()
        try:
            return decoded(line).step
        except ValueError:
            raise self._damage(0) from None

    def _damage(self, number: int) -> StoreError:
        where = f" at line {number}" if number else ""
        return StoreError(
            f"{shown(self.path)} is damaged{where}: what was changed up to there "
            "is in the database, and can no longer be undone"
        )

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield where each whole line begins, and the line."""
        _, torn = self._tail()
        with suppress(FileNotFoundError), durable.opened(self.path) as file:
            end = os.fstat(file.fileno()).st_size - len(torn)
            at = 0
            while at < end:
                line = file.readline()
                yield at, line
                at += len(line)

    def _tail(self) -> tuple[bytes, bytes]:
        """Return the last whole line, and what is torn after it."""
        try:
            file = durable.opened(self.path)
        except FileNotFoundError:
            return b"", b""
        with file:
            size = file.seek(0, os.SEEK_END)
            line = _line_to(file, size)
            if not line or kind_of(line):
                return line, b""
            return _line_to(file, size - len(line)), line


def _line_to(file: BinaryIO, end: int) -> bytes:
    """Return the line that ends at byte ``end``, its line break included if it has one."""
    length = _CHUNK
    while True:
        start = max(0, end - length)
        file.seek(start)
        raw = file.read(end - start)
        before = raw.rfind(b"\n", 0, max(0, len(raw) - 1)) + 1
        if before or start == 0:
            return raw[before:]
        length *= 8


def _move(stacks: _Stacks, kind: Kind, at: int) -> None:
    if kind is Kind.STEP:
        stacks.undo.append(at)
        stacks.redo.clear()
    elif kind is Kind.UNDO and stacks.undo:
        stacks.redo.append(stacks.undo.pop())
    elif kind is Kind.REDO and stacks.redo:
        stacks.undo.append(stacks.redo.pop())
