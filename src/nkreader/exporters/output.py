"""What an export is when it is written: one text, one binary file, or a folder of files.

Everything comes in pieces, so that nobody need hold the whole; all texts are UTF-8. Each kind
knows what it has made by a mark, so that nothing else is ever replaced.
"""

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from nkreader.exporters.export import Export


class Text(Struct, frozen=True):
    """One text; all of it can be encoded as UTF-8. ``mark`` is what only such a text begins with.

    A text of no annotation may be empty, and then has no mark.
    """

    chunks: Callable[[Export], Iterator[str]]
    mark: re.Pattern[bytes]


class Binary(Struct, frozen=True):
    """One file that is not text. ``mark`` is what only such a file begins with."""

    chunks: Callable[[Export], Iterator[bytes]]
    mark: re.Pattern[bytes]


class File(Struct, frozen=True):
    """A text file of a folder; ``name`` has no folder in it and is fit for any file system."""

    name: str
    chunks: Iterator[str]


Beginning = Callable[[str], bytes]
"""Gives how a file of a folder begins, by its name; nothing of one that is not there."""


class Folder(Struct, frozen=True):
    """Several files, each to be written before the next is asked for.

    ``made`` tells of the file with a name, in a folder that is there, whether such an export
    has made it.
    """

    files: Callable[[Export], Iterator[File]]
    made: Callable[[str, Beginning], bool]


Output = Text | Binary | Folder
