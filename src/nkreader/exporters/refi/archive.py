"""The archive of a REFI-QDA project, ``.qdpx``: the project and a text for each source.

The same export gives the same bytes: every file in it has the oldest date that a zip can have.
The folder of the texts has a small letter, because ATLAS.ti finds it under no other name.
"""

import io
import re
import struct
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from nkreader.exporters.export import Export
from nkreader.exporters.refi.project import on_whole_line_ends, project, source_guid
from nkreader.exporters.refi.xml_text import is_whole
from nkreader.exporters.tagged_text import (
    ACROSS,
    TaggedText,
    lost_by_text,
    mentions_lost,
    tagged_texts,
)
from nkreader.model.record import source_to_record
from nkreader.text.line_feeds import LineFeeds

PICTURED = "text with characters that XML has no form for (here they are pictures)"
WIDENED = "passage that splits a line end (here it has all of it)"

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_OLDEST = (1980, 1, 1, 0, 0, 0)
_PROJECT = "project.qde"
# An extra field of the first entry, which stands at the beginning and which readers of zips that
# do not know it pass over: a number, how long it is, and what.
_MADE_HERE = struct.pack("<2sH8s", b"nk", 8, b"nkreader")
MARK = re.compile(rb"PK\x03\x04.{26}" + re.escape(_PROJECT.encode() + _MADE_HERE), re.DOTALL)
_PIECE = 1 << 20  # code points of a text that are encoded at a time


def archive(export: Export) -> Iterator[bytes]:
    """Yield the archive, piece by piece; texts are read one at a time, and twice."""
    yield from _zipped(_entries(export))


def losses(export: Export) -> Counter[str]:
    """Count what of an export a project cannot carry; links lead from source to source."""
    lost = lost_by_text(export) + mentions_lost(export)
    del lost[ACROSS]
    for tagged in tagged_texts(export):
        lost[PICTURED] += sum(not is_whole(text) for text in _bare(tagged))
        lost[WIDENED] += sum(
            on_whole_line_ends(tagged.text, one.span) != one.span for one in tagged.annotations
        )
    return +lost


def _bare(tagged: TaggedText) -> Iterator[str]:
    """Yield what is written as it is; facts are escaped where XML has no form for a character."""
    for value in source_to_record(tagged.source).values():
        yield str(value)
    for one in tagged.annotations:
        yield one.annotation.annotator
        yield one.annotation.note or ""
        yield from one.annotation.tags


def _entries(export: Export) -> Iterator[tuple[str, Iterator[bytes]]]:
    yield _PROJECT, (piece.encode("utf-8") for piece in project(export))
    for tagged in tagged_texts(export):
        yield f"sources/{source_guid(tagged.source)}.txt", _encoded(LineFeeds(tagged.text).text)


def _encoded(text: str) -> Iterator[bytes]:
    for start in range(0, len(text), _PIECE):
        yield text[start : start + _PIECE].encode("utf-8")


def _zipped(entries: Iterable[tuple[str, Iterator[bytes]]]) -> Iterator[bytes]:
    import zipfile  # 10 ms that only this needs

    drain = _Drain()
    with zipfile.ZipFile(drain, "w") as made:
        for name, pieces in entries:
            info = zipfile.ZipInfo(name, _OLDEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.extra = _MADE_HERE if name == _PROJECT else b""
            info.create_system = 3  # Unix, wherever it is made
            info.external_attr = 0o644 << 16
            with made.open(info, "w") as entry:
                for piece in pieces:
                    entry.write(piece)
                    yield drain.taken()
    yield drain.taken()


class _Drain(io.RawIOBase):
    """A file that is written from front to back, and taken away piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: "ReadableBuffer", /) -> int:
        self._pieces.append(bytes(data))
        return len(self._pieces[-1])

    def taken(self) -> bytes:
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data
