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
        self._name = shown(path.name)
        self._file = file
        self._fault = ""
        self._refusal = ""  # what is said instead, where something can be done
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
        self.read_only, self.holder, self._fault, self._refusal = False, None, "", ""
        try:
            self._lock = WriterLock(lock_path(self._file))
        except Held as held:
            self.holder = held.holder
            if held.elsewhere:
                self._refusal = (
                    f"remove {shown(lock_path(self._file).name)} if {held.holder} no longer runs: "
                    f"it has locked {self._name}, and whether it still does cannot be seen here"
                )
                self._tell(self._refusal)
        except OSError as error:
            self._fault = reason(error)
        else:
            if not self._file.exists() or os.access(self._file, os.W_OK):
                return
            self.release()
            self._fault = "permission denied"
        self.read_only = True
        if self._fault:
            self._tell(f"{self._name} can only be read here: {self._fault}")

    def take_if_there(self) -> None:
        """Take the lock where there is a folder for it; where there can be none, only read."""
        if _is_there(self._file.parent):
            self.take()
            return
        self.read_only = not _can_be_made(self._file.parent)
        if self.read_only:
            self._fault = "its folder cannot be made"
            self._tell(f"{self._name} can only be read here: {self._fault}")

    def bar(self, refusal: str) -> None:
        """Read only from now on, and give the lock to whoever can do something about it."""
        self.release()
        self.read_only, self.holder, self._refusal = True, None, refusal

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
        if self._refusal:
            return self._refusal
        if self.holder:
            return f"{self._name} is open in another nkreader: {self.holder}"
        return f"{self._name} cannot be changed here: {self._fault or 'it was opened for reading'}"

    def _tell(self, notice: str) -> None:
        if notice not in self.notices:
            self.notices.append(notice)


def _can_be_made(folder: Path) -> bool:
    """Tell what the system says of making a folder; nothing is made to find out."""
    return os.access(next(filter(_is_there, folder.parents)), os.W_OK | os.X_OK)


def _is_there(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # it may not even be looked for
        return False
