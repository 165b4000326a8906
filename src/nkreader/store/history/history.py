"""What was changed, when: a file of its own that grows by one line per step.

An undo and a redo are lines too, with the changes that they made. So the last line
always says all that may be missing in the database, and no line is ever changed.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from nkreader.model.change import Step
from nkreader.store.disk import durable
from nkreader.store.errors import StoreError, shown
from nkreader.store.history.entry import (
    Entry,
    LogEntry,
    checksum_of,
    decoded,
    encoded,
    summary,
)
from nkreader.store.history.past import Past
from nkreader.store.history.stacks import Stacks
from nkreader.store.history.tail import closes_a_long_line, line_before, passing_lines, tail


class History:
    """The lines of one file, which need not exist. Lines are read when they are asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._signature: durable.Signature | None = None
        self._end = 0  # of the last whole line
        self._before: int | None = None  # where it began, if it was appended here
        self._stacks: Stacks | None = None
        self._damaged = 0  # number of the last line that cannot be read
        self._damage_end = 0
        self._suspect = False  # a sync failed: what is there may not be on the medium

    def last(self) -> Entry | None:
        """Return the last line, None if there is none that can be read."""
        return _entry(tail(self.path)[0])

    def last_but_one(self) -> Entry | None:
        """Return the line before the last, None if there is none that can be read."""
        line, torn = tail(self.path)
        if not line:
            return None
        return _entry(line_before(self.path, self.path.stat().st_size - len(torn) - len(line)))

    def past(self, *, without_torn: bool = False) -> Past:
        """Return what all lines know, those that cannot be read left out.

        ``without_torn`` takes what is torn for cut off already, so that nothing is missing by it.
        """
        entries = [_entry(line) for _, line in self._lines()]
        whole = None not in entries and (without_torn or not self.is_torn())
        return Past((each for each in entries if each), whole=whole)

    def log(self) -> Iterator[LogEntry]:
        """Yield for a person what can be read, oldest first."""
        for _, line in self._lines():
            with suppress(ValueError):
                yield summary(line)

    def damaged_lines(self) -> Iterator[int]:
        """Yield the numbers of the lines that cannot be read."""
        for number, (_, line) in enumerate(self._lines(), 1):
            if _entry(line) is None:
                yield number

    def damaged(self) -> int:
        """Return the number of the last line that cannot be read, 0 if all can."""
        self._known()
        return self._damaged

    def set_damage_aside(self) -> Path | None:
        """Begin anew after the last line that cannot be read; return where all is kept.

        What is before such a line cannot be undone: nobody knows what it did.
        """
        number = self.damaged()
        if not number:
            return None
        raw, _ = durable.read(self.path)
        aside = durable.keep_aside(self.path, raw, "damaged")
        durable.replace(self.path, [raw[self._damage_end :]])
        self._forget()
        return aside

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
        return bool(tail(self.path)[1])

    def ends_with(self, mark: str) -> bool:
        """Tell whether the last line is whole and the one with that checksum.

        A long line that ends with it is taken for whole without being read: whoever knows
        its checksum has seen it so.
        """
        found = durable.signature(self.path)
        if found and closes_a_long_line(self.path, mark):
            if found != self._signature:
                self._begin_at(found, found.size)
            return True
        line, torn = tail(self.path)
        return not torn and checksum_of(line) == mark

    def mark(self) -> str:
        """Return the checksum of the last line, which tells it from all others."""
        return checksum_of(tail(self.path)[0])

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
            self._stacks.move(entry.kind, at)
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
        _, torn = tail(self.path)
        if not torn:
            return None
        aside = durable.keep_aside(self.path, torn, "torn")
        os.truncate(self.path, self.path.stat().st_size - len(torn))
        return aside

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
        found = durable.signature(self.path)
        self._begin_at(found, found.size - len(tail(self.path)[1]) if found else 0)

    def _begin_at(self, found: durable.Signature | None, end: int) -> None:
        """Know of a file, whose last whole line ends at byte ``end``, nothing else yet."""
        self._stacks, self._before, self._damaged = None, None, 0
        self._signature, self._end = found, end

    def _refresh(self) -> None:
        if durable.signature(self.path) != self._signature:
            self._forget()

    def _known(self) -> Stacks:
        self._refresh()
        if self._stacks is None:
            stacks = Stacks()
            for number, (at, line) in enumerate(passing_lines(self.path, self._end), 1):
                if line.kind:
                    stacks.move(line.kind, at)
                else:  # nobody knows what it did: what was before it stays
                    self._damaged, self._damage_end = number, at + line.size
                    stacks = Stacks()
            self._stacks = stacks
        return self._stacks

    def _top(self, stack: Sequence[int]) -> Step | None:
        if not stack:
            return None
        with durable.opened(self.path) as file:
            file.seek(stack[-1])
            entry = _entry(file.readline())
        if entry is None:
            raise StoreError(
                f"nkreader check tells what is wrong with {shown(self.path.name)}: what it says "
                "there cannot be read"
            )
        return entry.step

    def _lines(self) -> Iterator[tuple[int, bytes]]:
        """Yield where each whole line begins, and the line."""
        _, torn = tail(self.path)
        with suppress(FileNotFoundError), durable.opened(self.path) as file:
            end = os.fstat(file.fileno()).st_size - len(torn)
            at = 0
            while at < end:
                line = file.readline()
                yield at, line
                at += len(line)


def mark_of(entry: Entry) -> str:
    """Return the checksum that the line of an entry will have."""
    return checksum_of(encoded(entry))


def _entry(line: bytes) -> Entry | None:
    try:
        return decoded(line)
    except ValueError:
        return None
