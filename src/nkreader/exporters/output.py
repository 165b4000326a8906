"""What an export is when it is written: one text, one binary file, or a folder of files.

Everything comes in pieces, so that nobody need hold the whole; all texts are UTF-8.
"""

from collections.abc import Callable, Iterator

from msgspec import Struct

from nkreader.exporters.export import Export


class Text(Struct, frozen=True):
    """One text; all of it can be encoded as UTF-8."""

    chunks: Callable[[Export], Iterator[str]]


class Binary(Struct, frozen=True):
    """One file that is not text."""

    chunks: Callable[[Export], Iterator[bytes]]


class File(Struct, frozen=True):
    """A text file of a folder; ``name`` has no folder in it and is fit for any file system."""

    name: str
    chunks: Iterator[str]


class Folder(Struct, frozen=True):
    """Several files, each to be written before the next is asked for.

    ``suffixes`` are all that their names end in: a folder that holds anything else is
    none of this format.
    """

    files: Callable[[Export], Iterator[File]]
    suffixes: tuple[str, ...]


Output = Text | Binary | Folder
