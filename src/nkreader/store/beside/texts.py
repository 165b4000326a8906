"""The texts that were tagged, kept beside the databases: once for each version of a source.

folder/ANNOTATOR.texts/SHA256.txt.gz    named by the hash of the source's file

A text is UTF-8 in gzip, lone surrogates included. It is a copy, by which passages are found
again in a later version: what cannot be read of it is as good as not there.
"""

import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

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
_PIECE = 1 << 16  # code points that are packed at a time, so that no other thread waits long
_TEXT = ("utf-8", "surrogatepass")
_GZIP = 16 + zlib.MAX_WBITS  # what zlib is told for a header and an end as gzip has them


class _Ready(Struct, frozen=True):
    """What keeping a text takes: ``packed`` is to be written, None where it is kept already.

    ``found`` tells the file that was there by then from any that comes later.
    """

    sha256: str
    found: durable.Signature | None
    packed: tuple[bytes, ...] | None


class Texts:
    """The texts kept in a folder. One's own are written, everybody's are read."""

    def __init__(self, folder: Path, database: Path) -> None:
        self._folder = folder
        # A link to a database is followed; what lies beside it belongs to what it leads to.
        self._own = texts_path(Path(os.path.realpath(database)))
        self._done: set[str] = set()
        self._ready: _Ready | None = None
        self.notices: list[str] = []

    def keep(self, source: SourceRef, text: str) -> None:
        """Keep the text of a source, durable on return, unless it is kept already.

        What stands in the way is a notice: a passage can be tagged all the same.
        """
        if source.sha256 in self._done:
            return
        self._done.add(source.sha256)
        ready, self._ready = self._ready, None
        path = self._own / _name(source.sha256)
        try:
            now = source.sha256, durable.signature(path)
            if ready is None or (ready.sha256, ready.found) != now:
                ready = _made_ready(path, source, text)
            if ready.packed is not None:
                self._write(path, ready.packed)
        except OSError as error:
            self.notices.append(
                f"the text of {shown(source.path)} could not be kept in {shown(self._own)}: "
                f"{reason(error)}; should the source change, fewer passages are found again"
            )

    def prepare(self, source: SourceRef, text: str) -> None:
        """Do all that keeping a text takes but writing it; for another thread, before it is kept.

        One text is ready at a time.
        """
        if source.sha256 in self._done:
            return
        with suppress(OSError):  # told when the text is kept
            self._ready = _made_ready(self._own / _name(source.sha256), source, text)

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

    def _write(self, path: Path, packed: Iterable[bytes]) -> None:
        durable.make_folder(self._own)
        if self._own.is_symlink():
            raise NotADirectoryError(0, "it is a link", str(self._own))
        durable.replace(path, packed)


def _name(sha256: str) -> str:
    return f"{sha256}.txt.gz"


def _made_ready(path: Path, source: SourceRef, text: str) -> _Ready:
    found = durable.signature(path)
    kept = found is not None and _read(path, source.length) == text
    return _Ready(source.sha256, found, None if kept else _packed(text))


def _packed(text: str) -> tuple[bytes, ...]:
    """Return a text as gzip, in pieces; the same text gives the same bytes."""
    packer = zlib.compressobj(_FAST, zlib.DEFLATED, _GZIP)
    # One after the other: a copy of all of a large text would be as large.
    pieces = (text[at : at + _PIECE].encode(*_TEXT) for at in range(0, len(text), _PIECE))
    return (*map(packer.compress, pieces), packer.flush())


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
