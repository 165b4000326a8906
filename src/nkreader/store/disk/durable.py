"""Files that hold what they are said to hold: writes, syncs and replacements.

Knows nothing of what is written. Every file it makes has mode 0600, every folder
0700, and nothing is made elsewhere than beside its target.
"""

import contextlib
import errno
import fcntl
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

_CHUNK = 1 << 20


class Signature(Struct, frozen=True):
    """What tells that a file is no longer the one that was read."""

    device: int
    inode: int
    size: int
    modified: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Signature":
        """Return the signature that ``status`` bears."""
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def signature(path: Path) -> Signature | None:
    """Return the signature of the file at ``path``, None where there is none."""
    try:
        return Signature.of(path.stat())
    except FileNotFoundError:
        return None


def opened(path: Path) -> BinaryIO:
    """Open a regular file for reading; raise OSError for anything that is not one."""
    # Without O_NONBLOCK a named pipe would hold the program up for ever.
    file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "Not a regular file", str(path))
    return file


def read(path: Path) -> tuple[bytes, Signature]:
    """Return a regular file's bytes and its signature."""
    with opened(path) as file:
        before = Signature.of(os.fstat(file.fileno()))
        return file.read(), before


def write_at(descriptor: int, data: bytes, at: int) -> None:
    """Write all of ``data`` at byte ``at``, or raise OSError.

    A short write is an error: what a second one would add to it cannot be trusted.
    """
    if os.pwrite(descriptor, data, at) != len(data):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def sync(descriptor: int) -> None:
    """Return when the file's content is on the medium."""
    if sys.platform == "darwin":  # where fsync leaves it in the drive's cache
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fdatasync(descriptor)


def close(descriptor: int) -> None:
    """Close a file of which all that matters was synced: what closing reports is too late."""
    with contextlib.suppress(OSError):
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the folder's entries are on the medium."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        close(descriptor)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and what is missing above it, for the user alone."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(0o700)
    sync_folder(folder.parent)


def write_new(path: Path, chunks: Iterable[bytes], *, like: os.stat_result | None = None) -> None:
    """Write a file that must not exist yet, synced; on an error leave none behind.

    ``like`` is the status of the file whose mode and owner it takes over.
    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(path, flags, 0o600)
    try:
        at = 0
        for chunk in _joined(chunks):
            write_at(descriptor, chunk, at)
            at += len(chunk)
        if like:
            os.fchmod(descriptor, stat.S_IMODE(like.st_mode))
            with contextlib.suppress(OSError):  # only root may give files away
                os.fchown(descriptor, like.st_uid, like.st_gid)
        os.fsync(descriptor)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    finally:
        close(descriptor)


def replace(path: Path, chunks: Iterable[bytes]) -> None:
    """Make ``chunks`` the content of ``path``, all or nothing, durable on return."""
    temporary, previous = leftovers(path)
    remove_leftovers(path)
    like = path.stat() if path.exists() else None
    write_new(temporary, chunks, like=like)
    try:
        if like:
            with contextlib.suppress(OSError):  # a file system without hard links
                os.link(path, previous)
        temporary.replace(path)
        try:
            sync_folder(path.parent)
        except BaseException:
            _take_back(path, previous, existed=like is not None)
            raise
    finally:
        with contextlib.suppress(OSError):  # the next replacement removes them
            remove_leftovers(path)


def leftovers(path: Path) -> tuple[Path, Path]:
    """Return the names that a replacement of ``path`` uses on its way."""
    return path.with_name(path.name + ".tmp"), path.with_name(path.name + ".previous")


def remove_leftovers(path: Path) -> None:
    """Remove what a replacement that was killed has left. Only for its lock's holder."""
    for leftover in leftovers(path):
        leftover.unlink(missing_ok=True)


def keep_aside(path: Path, data: bytes, why: str) -> Path:
    """Write ``data`` to the first free ``PATH.WHY-N`` and return its name.

    What is kept already is not kept twice.
    """
    number = 1
    while True:
        aside = path.with_name(f"{path.name}.{why}-{number}")
        try:
            write_new(aside, [data])
        except FileExistsError:
            with contextlib.suppress(OSError):
                if read(aside)[0] == data:
                    return aside
            number += 1
            continue
        sync_folder(path.parent)
        return aside


def _take_back(path: Path, previous: Path, *, existed: bool) -> None:
    with contextlib.suppress(OSError):
        if previous.exists():
            previous.replace(path)
        elif not existed:
            path.unlink()


def _joined(chunks: Iterable[bytes]) -> Iterator[bytes]:
    buffer: list[bytes] = []
    size = 0
    for chunk in chunks:
        buffer.append(chunk)
        size += len(chunk)
        if size >= _CHUNK:
            yield b"".join(buffer)
            buffer.clear()
            size = 0
    if buffer:
        yield b"".join(buffer)
