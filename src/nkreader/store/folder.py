"""Where the databases of a folder are: one file per annotator, and what lies beside it."""

import os
import unicodedata
from pathlib import Path

from nkreader.store.errors import StoreError, shown

GENERATIONS = 3  # copies of a database that are kept

_SUFFIX = ".json"
_TEXTS = ".texts"
_LONGEST = 100  # bytes; the names made of it stay below what file systems take


def database_path(folder: Path, annotator: str) -> Path:
    """Return the file of an annotator; raise StoreError for a name that can be no file's."""
    fault = _fault(annotator)
    if fault:
        raise StoreError(
            f"'{shown(annotator[:40])}' cannot be an annotator's name: {fault}; "
            "choose another with --annotator"
        )
    return folder / (annotator + _SUFFIX)


def history_path(database: Path) -> Path:
    """Return the file of a database's history."""
    return database.with_name(database.name.removesuffix(_SUFFIX) + ".history.jsonl")


def texts_path(database: Path) -> Path:
    """Return the folder of the texts that a database's annotations were made on."""
    return database.with_name(database.name.removesuffix(_SUFFIX) + _TEXTS)


def texts_paths(folder: Path) -> tuple[Path, ...]:
    """Return the folders of the texts that anybody has kept, in order; links are left out."""
    try:
        return tuple(
            path
            for path in sorted(folder.iterdir())
            if path.name.endswith(_TEXTS) and path.is_dir() and not path.is_symlink()
        )
    except OSError:
        return ()


def lock_path(database: Path) -> Path:
    """Return the file that is locked while a process may write the database."""
    return database.with_name(database.name + ".lock")


def drafts_path(database: Path) -> Path:
    """Return the folder of what was typed and is not saved in a database yet."""
    return database.with_name(database.name.removesuffix(_SUFFIX) + ".drafts")


def backup_path(database: Path, number: int) -> Path:
    """Return the file of a database's copy, from 1 for the newest to ``GENERATIONS``."""
    return database.with_name(f"{database.name}.backup-{number}")


def other_databases(folder: Path, own: Path | None) -> tuple[Path, ...]:
    """Return the files of a folder that may be other annotators', in order.

    Links that lead out of the folder are left out.
    """
    inside = Path(os.path.realpath(folder))
    try:
        return tuple(
            path
            for path in sorted(folder.iterdir())
            if path.name.endswith(_SUFFIX)
            and not path.name.startswith(".")
            and path != own
            and Path(os.path.realpath(path)).parent == inside
            and path.is_file()
        )
    except OSError:
        return ()


def _fault(annotator: str) -> str | None:
    if not annotator.strip():
        return "it is empty"
    if annotator.startswith(".") or annotator != annotator.strip():
        return "it begins with a dot, or begins or ends with a space"
    if "/" in annotator or "\\" in annotator:
        return "it holds a slash"
    if any(unicodedata.category(char)[0] == "C" for char in annotator):
        return "it holds an invisible character"
    if len(annotator.encode("utf-8", "replace")) > _LONGEST:
        return f"it is longer than {_LONGEST} bytes"
    return None
