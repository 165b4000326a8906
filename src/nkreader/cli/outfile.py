"""Writing a result into a file: all of it or nothing, and never over one by accident."""

import os
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from nkreader.model.errors import NkreaderError
from nkreader.store.disk.durable import sync_folder


def write_file(path: Path, chunks: Iterable[bytes], *, force: bool = False) -> None:
    """Write a file beside ``path`` and then put it there; ``force`` replaces what is there.

    Raises NkreaderError where there is something already, or the file cannot be written.
    """
    _check(path, force=force)
    draft = path.with_name(f".nkreader-{secrets.token_hex(4)}.tmp")
    try:
        write_synced(draft, chunks)
        _put(draft, path, force=force)
    except FileExistsError:
        raise is_there(path) from None
    except OSError as error:
        raise cannot_be_written(path, error) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _check(path: Path, *, force: bool) -> None:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return
    if not force:
        raise is_there(path)
    if not stat.S_ISREG(mode):
        raise NkreaderError(f"{path} is a link, a folder or a device: name a file")


def is_there(path: Path) -> NkreaderError:
    """Return the refusal of a place where there is something."""
    return NkreaderError(f"{path} is there already: name another file, or add --force")


def cannot_be_written(path: Path, error: OSError) -> NkreaderError:
    """Return what to say of a file or folder that the system did not let be written."""
    why = (error.strerror or type(error).__name__).lower()
    return NkreaderError(f"{path} cannot be written: {why}")


def write_synced(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file that must not exist yet; on return it is on the medium."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666)
    with os.fdopen(handle, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _put(draft: Path, path: Path, *, force: bool) -> None:
    if force:
        draft.replace(path)
    else:
        _put_new(draft, path)
    sync_folder(path.parent)


def _put_new(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)  # unlike a rename, it fails where there is something
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        _check(path, force=False)
        draft.replace(path)
