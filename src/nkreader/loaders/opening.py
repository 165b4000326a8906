"""Opening a file that may be anything: only regular files are read, and nothing hangs."""

import os
import stat
from pathlib import Path

from nkreader.model.errors import NkreaderError

# More than this is no text that a person reads, and would not fit into memory four times.
LARGEST = 256 * 1024 * 1024
_PIECE = 1024 * 1024

_KINDS = (
    (stat.S_ISDIR, "it is a folder"),
    (stat.S_ISFIFO, "it is a pipe, not a file"),
    (stat.S_ISSOCK, "it is a socket, not a file"),
    (stat.S_ISCHR, "it is a device, not a file"),
    (stat.S_ISBLK, "it is a device, not a file"),
)


def odd_kind(mode: int) -> str | None:
    """Say what a thing of this ``st_mode`` is, None for a regular file."""
    if stat.S_ISREG(mode):
        return None
    return next((name for is_kind, name in _KINDS if is_kind(mode)), "it is not a file")


def why(error: OSError) -> str:
    """Say an operating system's error in a few words."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "you may not read it"
    return (error.strerror or type(error).__name__).lower()


def read_bytes(path: Path, limit: int | None = None) -> bytes:
    """Return the bytes of a regular file, or the first ``limit``; a link to one is followed.

    Raises NkreaderError with the reason alone: the caller knows the name.
    """
    try:
        # Without O_NONBLOCK, opening a pipe waits for a writer, for ever if there is none.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        raise NkreaderError(_reason(path, error)) from error
    try:
        kind = odd_kind(os.fstat(descriptor).st_mode)
        if kind:
            raise NkreaderError(kind)
        return _all_of(descriptor) if limit is None else os.read(descriptor, limit)
    except OSError as error:
        raise NkreaderError(why(error)) from error
    finally:
        os.close(descriptor)


def size_of(path: Path) -> int:
    """Return how many bytes a file holds, 0 where nobody can tell."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _all_of(descriptor: int) -> bytes:
    """Return the bytes up to the end of the file, which may grow while it is read."""
    pieces: list[bytes] = []
    size = 0
    while piece := os.read(descriptor, _PIECE):
        size += len(piece)
        if size > LARGEST:
            raise NkreaderError(f"it is larger than {LARGEST // 1024**2} MB")
        pieces.append(piece)
    return b"".join(pieces)


def _reason(path: Path, error: OSError | ValueError) -> str:
    if isinstance(error, ValueError):
        return "its name holds a NUL character"
    try:
        # A socket refuses to be opened with an error that says nothing to anybody.
        return odd_kind(path.stat().st_mode) or why(error)
    except OSError:
        return why(error)
