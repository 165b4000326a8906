"""Sources whose file is gone: whether one was asked for, and what lies where it lay.

No file is opened here: whoever does so decides which folders may be looked into.
"""

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

# How many files of a folder are looked at for one that had another name.
_LOOKED_AT = 500
# The most bytes of a character, or of a byte-order mark, in any encoding that is read.
_WIDEST = 4


def lies_under(path: Path, named: Iterable[Path]) -> bool:
    """Tell whether an absolute path is, or lies in, one of the ``named``; no link is followed."""
    return any(path.is_relative_to(os.path.abspath(each)) for each in named)


def files_beside(path: Path, length: int) -> Iterator[Path]:
    """Yield the files in the folder of ``path`` that may hold ``length`` code points, by name.

    Hidden files and links are left out; of a folder with very many, only some are looked at.
    """
    try:
        with os.scandir(path.parent) as scan:
            found = sorted(islice(scan, _LOOKED_AT), key=lambda each: each.name)
            for entry in found:
                if not entry.name.startswith(".") and _may_hold(entry, length):
                    yield Path(entry.path)
    except (OSError, ValueError):
        return


def _may_hold(entry: os.DirEntry[str], length: int) -> bool:
    try:
        size = entry.stat(follow_symlinks=False).st_size
        return entry.is_file(follow_symlinks=False) and length <= size <= _WIDEST * (length + 1)
    except OSError:
        return False
