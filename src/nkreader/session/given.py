"""What was named to be imported, opened: a file, or a folder whose files are looked at."""

import os
from pathlib import Path

from nkreader.importers.file import ImportFile
from nkreader.importers.guards.limits import MOST_FILES
from nkreader.loaders.opening import read_bytes
from nkreader.model.errors import NkreaderError
from nkreader.text.display import one_line


def given(path: Path, databases: Path) -> ImportFile:
    """Return what lies at a path that the user has named; nothing is read yet.

    Raises NkreaderError for what lies in the folder of the ``databases``.
    """
    real, folder = Path(os.path.realpath(path)), Path(os.path.realpath(databases))
    if folder in (real, real.parent):
        raise NkreaderError(
            f"{one_line(str(path))} lies among the databases, whose work is read already"
        )
    if path.is_dir():
        return ImportFile(path.name or str(path), bytes, lambda: _files_in(path), is_folder=True)
    return ImportFile(path.name, lambda: _read(path), lambda: _files_in(path.parent))


def _read(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except NkreaderError as error:
        raise NkreaderError(f"{one_line(str(path))} cannot be imported: {error}") from error


def _files_in(folder: Path) -> tuple[ImportFile, ...]:
    """Return the regular files of a folder by name, hidden ones and links left out."""
    try:
        with os.scandir(folder) as scan:
            found = [entry for entry in scan if not entry.name.startswith(".")]
            files = sorted(each.name for each in found if each.is_file(follow_symlinks=False))
    except OSError as error:
        why = (error.strerror or type(error).__name__).lower()
        raise NkreaderError(f"{one_line(str(folder))} cannot be imported: {why}") from error
    if len(files) > MOST_FILES:
        raise NkreaderError(f"{one_line(str(folder))} has more than {MOST_FILES} files")
    return tuple(_file_in(folder, name) for name in files)


def _file_in(folder: Path, name: str) -> ImportFile:
    return ImportFile(name, lambda: _read(folder / name))
