"""Writing a result into a file: all of it or nothing, and never over one by accident."""

import os
import secrets
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from nkreader.model.errors import NkreaderError
from nkreader.store.disk.durable import sync_folder

Replaces = Callable[[bytes], bool]

_LOOKED_AT = 1 << 26  # bytes; in some formats a whole text stands before what tells them


def write_file(path: Path, chunks: Iterable[bytes], *, replaces: Replaces | None = None) -> None:
    """Write a file beside ``path`` and then put it there.

    A file that is there is replaced if it is empty or ``replaces`` says so of its beginning.
    Raises NkreaderError where there is anything else, or the file cannot be written.
    """
    _check(path, replaces)
    draft = path.with_name(f".nkreader-{secrets.token_hex(4)}.tmp")
    try:
        write_new(draft, chunks)
        _put(draft, path, replaces)
    except FileExistsError:
        raise is_there(path) from None
    except OSError as error:
        raise cannot_be_written(path, error) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _check(path: Path, replaces: Replaces | None) -> None:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return
    if replaces is None:
        raise is_there(path)
    if not stat.S_ISREG(mode):
        raise NkreaderError(f"{path} is a link, a folder or a device: name a file")
    found = beginning(path)
    if found and not replaces(found):
        raise NkreaderError(f"{path} was made by no export: name another file, or move it away")


def beginning(path: Path) -> bytes:
    """Return how a file begins, nothing of one that is not there.

    Raises NkreaderError where it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(_LOOKED_AT)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise cannot_be_written(path, error) from error


def is_there(path: Path) -> NkreaderError:
    """Return the refusal of a place where there is something."""
    return NkreaderError(f"{path} is there already: name another file, or add --force")


def cannot_be_written(path: Path, error: OSError) -> NkreaderError:
    """Return what to say of a file or folder that the system did not let be written."""
    why = (error.strerror or type(error).__name__).lower()
    return NkreaderError(f"{path} cannot be written: {why}")


def write_new(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file where there is none, durable on return; raise OSError where it cannot be."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _put(draft: Path, path: Path, replaces: Replaces | None) -> None:
    if replaces is None:
        _put_new(draft, path)
    else:
        _check(path, replaces)
        draft.replace(path)
    sync_folder(path.parent)


def _put_new(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)  # unlike a rename, it fails where there is something
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        _check(path, None)
        draft.replace(path)
