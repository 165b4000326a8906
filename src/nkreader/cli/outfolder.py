"""Writing a result into a folder: made whole or not at all, and never over one by accident."""

import os
import secrets
import shutil
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from nkreader.cli.outfile import cannot_be_written, is_there, write_synced
from nkreader.exporters.output import File
from nkreader.model.errors import NkreaderError
from nkreader.store.disk.durable import sync_folder


def write_folder(
    path: Path, files: Iterable[File], *, suffixes: tuple[str, ...], force: bool = False
) -> None:
    """Write a folder beside ``path`` and then put it there.

    ``force`` replaces a folder that is there, if all in it are files whose names end in one
    of ``suffixes``. Raises NkreaderError where there is something else, or the folder
    cannot be written.
    """
    _check(path, suffixes, force=force)
    draft = path.with_name(f".nkreader-{secrets.token_hex(4)}.tmp")
    try:
        draft.mkdir()
        for file in files:
            write_synced(draft / file.name, (chunk.encode("utf-8") for chunk in file.chunks))
        sync_folder(draft)
        _put(draft, path, suffixes, force=force)
    except OSError as error:
        raise cannot_be_written(path, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _check(path: Path, suffixes: tuple[str, ...], *, force: bool) -> None:
    try:
        mode = path.lstat().st_mode
    except OSError:
        return
    if not force:
        raise is_there(path)
    if not stat.S_ISDIR(mode):
        raise NkreaderError(f"{path} is no folder: name another one")
    try:
        with os.scandir(path) as found:
            strange = [entry.name for entry in found if not _is_ours(entry, suffixes)]
    except OSError as error:
        raise cannot_be_written(path, error) from error
    if strange:
        raise NkreaderError(
            f"{path} holds {min(strange)}, which no such export makes: name another folder"
        )


def _is_ours(entry: os.DirEntry[str], suffixes: tuple[str, ...]) -> bool:
    return entry.is_file(follow_symlinks=False) and entry.name.endswith(suffixes)


def _put(draft: Path, path: Path, suffixes: tuple[str, ...], *, force: bool) -> None:
    _check(path, suffixes, force=force)
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
