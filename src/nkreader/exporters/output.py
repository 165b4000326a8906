"""What an export is when it is written: one text, one binary file, or a folder of files.

Everything comes in pieces, so that nobody need hold the whole; all texts are UTF-8.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nkreader.exporters.export import Export


@dataclass(frozen=True, slots=True)
class Text:
    """One text; all of it can be encoded as UTF-8."""

    chunks: Callable[[Export], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Binary:
    """One file that is not text."""

    chunks: Callable[[Export], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class File:
    """A text file of a folder; ``name`` has no folder in it and is fit for any file system."""

    name: str
    chunks: Iterator[str]


@dataclass(frozen=True, slots=True)
class Folder:
    """Several files, each to be written before the next is asked for.

    ``suffixes`` are all that their names end in: a folder that holds anything else is
    none of this format.
    """

    files: Callable[[Export], Iterator[File]]
    suffixes: tuple[str, ...]


Output = Text | Binary | Folder
