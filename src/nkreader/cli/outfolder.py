"""Writing a result into a folder: made whole or not at all, and never over one by accident."""

import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from nkreader.cli.outfile import beginning, cannot_be_written, is_there, write_new
from nkreader.exporters.output import Beginning, File
from nkreader.model.errors import NkreaderError
from nkreader.store.disk.durable import sync_folder

Replaces = Callable[[str, Beginning], bool]


def write_folder(path: Path, files: Iterable[File], *, replaces: Replaces | None = None) -> None:
    """Write a folder beside ``path`` and then put it there.

    A folder that is there is replaced if all in it are files of which ``replaces`` says so, by
    name and beginning. Raises NkreaderError where there is anything else, or the folder cannot
    be written.
    """
    _check(path, replaces)
    draft = path.with_name(f".nkreader-{secrets.token_hex(4)}.tmp")
    try:
        draft.mkdir()
        for file in files:
            write_new(draft / file.name, (chunk.encode("utf-8") for chunk in file.chunks))
        sync_folder(draft)
        _put(draft, path, replaces)
    except OSError as error:
        raise cannot_be_written(path, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _check(path: Path, replaces: Replaces | None) -> None:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return
    if replaces is None:
        raise is_there(path)
    if not stat.S_ISDIR(mode):
        raise NkreaderError(f"{path} is no folder: name another one")
    try:
        with os.scandir(path) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        raise cannot_be_written(path, error) from error
    for entry in entries:
        if not _was_made(entry, replaces):
            raise NkreaderError(
                f"{path} holds {entry.name}, which no such export has made: name another "
                "folder, or move it away"
            )


def _was_made(entry: os.DirEntry[str], made: Replaces) -> bool:
    if not entry.is_file(follow_symlinks=False):
        return False
    folder = Path(entry.path).parent
    return made(entry.name, lambda name: beginning(folder / name))


def _put(draft: Path, path: Path, replaces: Replaces | None) -> None:
    _check(path, replaces)
    old = draft.with_suffix(".old")
    with suppress(FileNotFoundError):
        path.rename(old)
    try:
        draft.rename(path)
    except OSError:
        with suppress(FileNotFoundError):
            old.rename(path)
        raise
    sync_folder(path.parent)
    shutil.rmtree(old, ignore_errors=True)
