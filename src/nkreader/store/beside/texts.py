"""The texts that were tagged, kept beside the databases: once for each version of a source.

folder/ANNOTATOR.texts/SHA256.txt.gz    named by the hash of the source's file

A text is UTF-8 in gzip, lone surrogates included. It is a copy, by which passages are found
again in a later version: what cannot be read of it is as good as not there.
"""

import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from nkreader.model.source import SourceRef
from nkreader.store.disk import durable
from nkreader.store.errors import reason, shown
from nkreader.store.folder import texts_path, texts_paths
from nkreader.text.regex import regex

_SHA256 = regex(r"[0-9a-f]{64}")
_MOST_BYTES = 4  # of a code point in UTF-8
_LARGEST = 256 << 20  # bytes of a text; no source is larger
_OVERHEAD = 1 << 16  # bytes by which a compressed text may be larger than the text
_FAST = 1  # a text of a hundred megabytes is kept in a second, in a fifth more space
_TEXT = ("utf-8", "surrogatepass")
_GZIP = 16 + zlib.MAX_WBITS  # what zlib is told for a header and an end as gzip has them


class Texts:
    """The texts kept in a folder. One's own are written, everybody's are read."""

    def __init__(self, folder: Path, database: Path) -> None:
        self._folder = folder
        # A link to a database is followed; what lies beside it belongs to what it leads to.
        self._own = texts_path(Path(os.path.realpath(database)))
        self._done: set[str] = set()
        self.notices: list[str] = []

    def keep(self, source: SourceRef, text: str) -> None:
        """Keep the text of a source, durable on return, unless it is kept already.

        What stands in the way is a notice: a passage can be tagged all the same.
        """
        if source.sha256 in self._done:
            return
        self._done.add(source.sha256)
        path = self._own / _name(source.sha256)
        try:
            if _read(path, source.length) != text:
                self._write(path, text)
        except OSError as error:
            self.notices.append(
                f"the text of {shown(source.path)} could not be kept in {shown(self._own)}: "
                f"{reason(error)}; should the source change, fewer passages are found again"
            )

    def find(self, source: SourceRef) -> str | None:
        """Return the text of a source as it was tagged, None where nobody has kept it."""
        if not _SHA256.fullmatch(source.sha256):
            return None
        for folder in self._folders():
            text = _read(folder / _name(source.sha256), source.length)
            if text is not None:
                return text
        return None

    def own(self, source: SourceRef) -> Path | None:
        """Return where one's own copy of a source's text belongs; None for no real source."""
        known = _SHA256.fullmatch(source.sha256)
        return self._own / _name(source.sha256) if known else None

    def read(self, source: SourceRef) -> str | None:
        """Return one's own copy of a source's text, None where it is none."""
        path = self.own(source)
        return _read(path, source.length) if path else None

    def _folders(self) -> Iterator[Path]:
        yield self._own
        yield from (each for each in texts_paths(self._folder) if each != self._own)

    def _write(self, path: Path, text: str) -> None:
        durable.make_folder(self._own)
        if self._own.is_symlink():
            raise NotADirectoryError(0, "it is a link", str(self._own))
        durable.replace(path, [_packed(text)])


def _name(sha256: str) -> str:
    return f"{sha256}.txt.gz"


def _packed(text: str) -> bytes:
    """Return a text as gzip; the same text gives the same bytes."""
    return zlib.compress(text.encode(*_TEXT), _FAST, wbits=_GZIP)


def _read(path: Path, length: int) -> str | None:
    """Return the text of ``length`` code points that a file holds, None if it does not."""
    most = length * _MOST_BYTES
    if most > _LARGEST or path.is_symlink() or path.parent.is_symlink():
        return None
    try:
        with durable.opened(path) as file:
            packed = file.read(most + _OVERHEAD)
        unpacking = zlib.decompressobj(wbits=_GZIP)
        text = unpacking.decompress(packed, most + 1).decode(*_TEXT)
    except (OSError, zlib.error, ValueError):
        return None
    return text if unpacking.eof and len(text) == length else None
