"""Who may write a database: this process, another one, or nobody."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nkreader.store.disk.lock import Held, WriterLock
from nkreader.store.errors import reason, shown
from nkreader.store.folder import lock_path


class Access:
    """This process's right to write a file; ``path`` is the name the user knows it by.

    ``holder`` is the process and host that write it, where that is why this one may not.
    """

    def __init__(self, path: Path, file: Path, *, wanted: bool) -> None:
        self.read_only = not wanted
        self.wanted = wanted
        self.holder: str | None = None
        self.notices: list[str] = []
        self._path = path
        self._file = file
        self._fault = ""
        self._lock: WriterLock | None = None

    @property
    def held(self) -> bool:
        """Whether this process has the lock."""
        return self._lock is not None

    def stands(self) -> bool:
        """Tell whether this process has the lock, and others find it."""
        return self._lock is not None and self._lock.stands()

    def take(self) -> None:
        """Take the lock; where that cannot be, become one that reads."""
        self.read_only, self.holder, self._fault = False, None, ""
        try:
            self._lock = WriterLock(lock_path(self._file))
        except Held as held:
            self.holder = held.holder
            if held.elsewhere:
                self._tell(
                    f"{shown(lock_path(self._file))} says that {held.holder} is writing: if "
                    "nothing there writes any more, remove that file"
                )
        except OSError as error:
            self._fault = reason(error)
        else:
            if not self._file.exists() or os.access(self._file, os.W_OK):
                return
            self.release()
            self._fault = "permission denied"
        self.read_only = True
        if self._fault:
            self._tell(f"{shown(self._path)} can only be read here: {self._fault}")

    def bar(self, why: str) -> None:
        """Read only from now on, and give the lock to whoever can do something about it."""
        self.release()
        self.read_only, self.holder, self._fault = True, None, why

    def release(self) -> None:
        """Give the lock up, if there is one."""
        if self._lock:
            self._lock.release()
            self._lock = None

    @contextmanager
    def for_a_moment(self) -> Iterator[bool]:
        """Take the lock for a ``with`` block, and tell whether it could be had."""
        try:
            self._lock = WriterLock(lock_path(self._file))
        except (Held, OSError):
            yield False
            return
        try:
            yield True
        finally:
            self.release()

    def refusal(self) -> str:
        """Return what a change is refused with."""
        why = f"{self.holder} is writing it" if self.holder else self._fault
        return f"{shown(self._path)} cannot be changed here: {why or 'it was opened for reading'}"

    def _tell(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices.append(notice)
