"""One writer per database, by a lock that the kernel drops when its holder dies."""

import contextlib
import fcntl
import os
import time
from pathlib import Path
from typing import NamedTuple

from nkreader.store.disk import durable
from nkreader.text.regex import regex

_HOLDER = regex(rb"([1-9][0-9]{0,9}) ([A-Za-z0-9_.-]{1,255})\n")

_LONGEST = 512  # bytes; more than a holder ever writes
_SOMEBODY = "another process"  # a holder that has not said yet who it is
_TRIES = 50
_AN_INSTANT = 0.001  # seconds


class Holder(NamedTuple):
    """The process that has a lock, as the lock's file names it."""

    pid: int
    host: str

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}"


class Held(Exception):  # noqa: N818 - a state of the lock, not a fault
    """Another process has the lock; ``holder`` says which.

    ``elsewhere`` tells that it is one of another host, of which nothing can be known here.
    """

    def __init__(self, holder: str, *, elsewhere: bool = False) -> None:
        super().__init__(holder)
        self.holder = holder
        self.elsewhere = elsewhere


class WriterLock:
    """An exclusive lock on a file that names the process and host that hold it."""

    def __init__(self, path: Path) -> None:
        """Take the lock; raise Held where another has it, OSError where none can be made."""
        self._path = path
        self._descriptor = _locked(path)
        with contextlib.suppress(OSError):  # a lock that does not say whose it is still locks
            os.ftruncate(self._descriptor, 0)
            os.pwrite(self._descriptor, f"{os.getpid()} {os.uname().nodename}\n".encode(), 0)

    def stands(self) -> bool:
        """Tell whether the locked file is still there for others to find."""
        return _is_at(self._descriptor, self._path)

    def release(self) -> None:
        """Give the lock up and remove its file."""
        # Removed while still held: nobody can have locked this very file meanwhile.
        if self.stands():
            with contextlib.suppress(OSError):
                self._path.unlink()
        durable.close(self._descriptor)


def named_holder(path: Path) -> Holder | None:
    """Return whom a lock's file names, be it locked or not; None where it names nobody."""
    try:
        with durable.opened(path) as file:
            return _named_in(file.fileno())
    except OSError:
        return None


def live_holder(path: Path) -> Holder | None:
    """Return who has a lock, or may have it on another host; None where nobody here has it.

    The kernel is asked, not the number: another process may bear that by now.
    """
    try:
        with durable.opened(path) as file:
            holder = _named_in(file.fileno())
            here = holder is not None and holder.host == os.uname().nodename
            # Closing gives it up again; who wants to write meanwhile waits that long.
            return None if here and _had(file.fileno(), fcntl.LOCK_SH) else holder
    except OSError:
        return None


def _locked(path: Path) -> int:
    for _ in range(_TRIES):
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        descriptor = os.open(path, flags, 0o600)
        try:
            if _had(descriptor, fcntl.LOCK_EX):
                if _is_at(descriptor, path):
                    _refuse_elsewhere(descriptor)
                    return descriptor
                # Its holder has just removed it: the lock is to be that on the next one.
            elif not _had(descriptor, fcntl.LOCK_SH):  # else somebody only asks who has it
                raise Held(str(_named_in(descriptor) or _SOMEBODY))
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        time.sleep(_AN_INSTANT)
    raise Held(_SOMEBODY)


def _had(descriptor: int, how: int) -> bool:
    """Take the lock of an open file, alone or with others, if it can be had at once; tell so."""
    try:
        fcntl.flock(descriptor, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _refuse_elsewhere(descriptor: int) -> None:
    """Raise Held where another host is named: a shared file system need not know of its locks."""
    holder = _named_in(descriptor)
    if holder and holder.host != os.uname().nodename:
        raise Held(str(holder), elsewhere=True)


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat(follow_symlinks=False))
    except FileNotFoundError:
        return False


def _named_in(descriptor: int) -> Holder | None:
    match = _HOLDER.fullmatch(os.pread(descriptor, _LONGEST, 0))
    return Holder(int(match[1]), match[2].decode("ascii")) if match else None
