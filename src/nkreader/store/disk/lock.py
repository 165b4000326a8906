"""One writer per database, by a lock that the kernel drops when its holder dies."""

import contextlib
import fcntl
import os
from pathlib import Path
from typing import NamedTuple

from nkreader.store.disk import durable
from nkreader.text.regex import regex

_HOLDER = regex(rb"([1-9][0-9]{0,9}) ([A-Za-z0-9_.-]{1,255})\n")

_LONGEST = 512  # bytes; more than a holder ever writes


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
            return _holder(file.read(_LONGEST))
    except OSError:
        return None


def live_holder(path: Path) -> Holder | None:
    """Return whom a lock's file names, None if that is a process of this host that has ended."""
    holder = named_holder(path)
    if holder and holder.host == os.uname().nodename and not _is_running(holder.pid):
        return None
    return holder


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def _locked(path: Path) -> int:
    while True:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        descriptor = os.open(path, flags, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _holder(os.pread(descriptor, _LONGEST, 0))
            os.close(descriptor)
            raise Held(str(holder or "another process")) from None
        except BaseException:
            os.close(descriptor)
            raise
        if _is_at(descriptor, path):
            holder = _holder(os.pread(descriptor, _LONGEST, 0))
            if holder is None or holder.host == os.uname().nodename:
                return descriptor
            # A shared file system need not tell one host of another's locks.
            os.close(descriptor)
            raise Held(str(holder), elsewhere=True)
        os.close(descriptor)  # its holder has just removed it: take the lock on the next one


def _is_at(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat(follow_symlinks=False))
    except FileNotFoundError:
        return False


def _holder(content: bytes) -> Holder | None:
    match = _HOLDER.fullmatch(content)
    return Holder(int(match[1]), match[2].decode("ascii")) if match else None
