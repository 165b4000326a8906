"""A TinyDB storage in which a change costs the same however much is stored.

Knows files and rows, not what the rows mean.
"""

import errno
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from msgspec import Struct
from tinydb.storages import Storage

from nkreader.store.disk import durable
from nkreader.store.errors import StoreError, reason, shown
from nkreader.store.rows import layout, seal
from nkreader.store.rows.layout import ANNOTATIONS, META, Row, Tables
from nkreader.store.rows.meta import meta_of, with_meta
from nkreader.store.rows.parsing import Damage, parse
from nkreader.store.rows.sealed_lines import SealedLines
from nkreader.store.rows.sealed_rows import SealedRows, body_of, copied

_SOON_COMPACTED = 1 << 20  # bytes; a larger file waits until it is worth while
_FREED_OF_DELETED = 8 << 20  # bytes; up to here no deleted row is left for other programs to find
FEW = 16  # rows that are added in one write; more are one atomic replacement


class _Piece(Struct, frozen=True):
    """Bytes to write over others; ``old`` takes them back, ``then`` is where the next go."""

    table: str
    at: int
    new: bytes
    old: bytes
    then: layout.Region


class LineStorage(Storage):
    """The tables of one file, in memory and, whenever a method returns, on disk.

    ``signature`` tells this file from what others may put there. ``torn`` is what it held
    if its last write had been cut short: then the tables are what could be read of it.
    ``damage`` tells that more is wrong with it: then it is only read, and where git has
    left two versions in it, ``other_side`` is the second one.
    A method that raises OSError has changed neither the file nor the tables.
    """

    def __init__(self, path: str | os.PathLike[str], *, read: bool = True) -> None:
        """Read the file unless told not to; raise StoreError for one that is no database."""
        # A link is followed once and for all, so that it stays where it is.
        self.path = Path(os.path.realpath(path))
        self.tables: Tables = {}
        self.torn: bytes | None = None
        self.damage: Damage | None = None
        self.other_side: LineStorage | None = None
        self.exists = False
        self.size = 0
        self._is_readable: Callable[[], bool] = _unknown
        self._raw = b""  # of a large file, until it is known whether all can be read
        self._sealed_to = 0  # the byte from which on annotations are read row by row
        self._written = 0  # rows in the file, those that no longer count included
        self._buried: dict[str, set[str]] = {}
        self._regions: dict[str, layout.Region] = {}
        self.signature: durable.Signature | None = None
        self._descriptor: int | None = None
        if read:
            self._load()

    @classmethod
    def of(cls, raw: bytes, path: Path) -> "LineStorage":
        """Return what the file at ``path`` holds if ``raw`` is all of it."""
        storage = cls(path, read=False)
        storage._take(raw)
        return storage

    def read(self) -> dict[str, dict[str, Any]]:
        """Return the live rows by table and key, as TinyDB wants them."""
        return cast(dict[str, dict[str, Any]], self.tables)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace the whole content, all or nothing."""
        self.doubt()
        self._replace({name: dict(rows) for name, rows in data.items()})

    def put(self, rows: Sequence[Row], *, anew: bool = False) -> None:
        """Put and delete rows, at a cost that does not grow with the file if they are few.

        ``anew`` leaves nothing in the file that no longer counts, and writes all of it.
        """
        pieces = None if anew or len(rows) > FEW else self._pieces(rows)
        if pieces is None:
            tables = {name: copied(rows_) for name, rows_ in self.tables.items()}
            for row in rows:
                _set(tables, row)
            self._replace(tables)
            return
        self._overwrite(pieces)
        self._written += len(rows)
        for row in rows:
            if row.document is None:
                self._buried.setdefault(row.table, set()).add(row.key)
            _set(self.tables, row)

    def rely_on(self, is_readable: Callable[[], bool]) -> None:
        """Ask there whether all rows can be read: then a large file is sealed when written anew."""
        self._is_readable = is_readable
        raw, self._raw = self._raw, b""
        if raw and is_readable():
            rows = self.tables[ANNOTATIONS]
            span = (self._sealed_to, self._regions[ANNOTATIONS].at)
            if layout.keys_of_lines(raw, *span) == list(rows):
                lines = SealedLines(raw, seal.Sealed(*span, len(rows), b""))
                self.tables[ANNOTATIONS] = SealedRows(lines, {}, ())

    def doubt(self) -> None:
        """Rely on nobody any more who would know of all rows whether they can be read."""
        self._is_readable = _unknown

    def compact(self) -> None:
        """Leave out of the file what no longer counts."""
        self._replace(self.tables)

    @property
    def dead(self) -> int:
        """How many rows of the file no longer count."""
        return max(0, self._written - sum(map(len, self.tables.values())))

    def is_free(self, table: str, key: str) -> bool:
        """Tell whether no row of the file, deleted ones included, has this key."""
        return key not in self.tables.get(table, ()) and key not in self._buried.get(table, ())

    def has_room(self, table: str) -> bool:
        """Tell whether the file has blanks for more rows of a table."""
        region = self._regions.get(table)
        return region is not None and region.room > 0

    def is_worth_compacting(self) -> bool:
        """Tell whether what is to be read at every start costs more than writing the file anew."""
        end = self._regions[ANNOTATIONS].at if ANNOTATIONS in self._regions else 0
        if end - self._sealed_to > seal.WORTH and self._is_readable():
            return True
        dead, live = self.dead, sum(map(len, self.tables.values()))
        small = self.size <= _SOON_COMPACTED or self.is_to_be_freed()
        return bool(dead) and (small or dead * 4 > live)

    def is_to_be_freed(self) -> bool:
        """Tell whether other programs find deleted rows in a file that is quickly written anew."""
        return bool(self._buried) and self.size <= _FREED_OF_DELETED

    def changed(self) -> bool:
        """Tell whether somebody else has written, replaced or removed the file."""
        return durable.signature(self.path) != self.signature

    def close(self) -> None:
        """Close the file."""
        if self._descriptor is not None:
            durable.close(self._descriptor)
            self._descriptor = None

    def _load(self) -> None:
        try:
            raw, self.signature = durable.read(self.path)
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreError(f"cannot read {shown(self.path.name)}: {reason(error)}") from error
        self._take(raw)

    def _take(self, raw: bytes) -> None:
        self.exists, self.size = bool(raw), len(raw)
        if not raw:
            return
        found = parse(raw, self.path)
        self.tables, self._buried, self._regions = found.tables, found.buried, found.regions
        self._written, self._sealed_to = found.written, found.sealed_to
        self.torn, self.damage = raw if found.torn else None, found.damage
        if found.other_side is not None:
            self.other_side = LineStorage.of(found.other_side, self.path)
        is_sealed = isinstance(self.tables.get(ANNOTATIONS), SealedRows)
        if self._regions and not is_sealed and self.size >= seal.WORTH:
            self._raw = raw

    def _pieces(self, rows: Sequence[Row]) -> list[_Piece] | None:
        """Return what to write where, None if there is no room for it."""
        pieces = []
        for table in dict.fromkeys(row.table for row in rows):
            region = self._regions.get(table)
            if region is None:
                return None
            new = layout.addition([row for row in rows if row.table == table], bare=region.bare)
            last = table == ANNOTATIONS
            if not last and len(new) > region.room:
                return None
            then = layout.Region(
                region.at + len(new), 0 if last else region.room - len(new), bare=False
            )
            tail = layout.TAIL if last else b""
            old = tail or b" " * len(new)
            pieces.append(_Piece(table, region.at, new + tail, old, then))
        return pieces

    def _overwrite(self, pieces: Sequence[_Piece]) -> None:
        descriptor = self._opened()
        try:
            for piece in pieces:
                durable.write_at(descriptor, piece.new, piece.at)
            self._sync(descriptor)
        except BaseException:
            self._restore(descriptor, pieces)
            raise
        self._regions |= {piece.table: piece.then for piece in pieces}
        self._sign(os.fstat(descriptor))

    def _restore(self, descriptor: int, pieces: Sequence[_Piece]) -> None:
        try:
            for piece in pieces:
                durable.write_at(descriptor, piece.old, piece.at)
            os.ftruncate(descriptor, self.size)
            self._sync(descriptor)
        except OSError:
            self._regions = {}
        with suppress(OSError):
            self._sign(os.fstat(descriptor))

    def _sync(self, descriptor: int) -> None:
        try:
            durable.sync(descriptor)
        except BaseException:
            # What the system failed to write it may take for written from now on:
            # the next change is not to rest on this file, but to write all of it anew.
            self._regions = {}
            raise

    def _replace(self, tables: Tables) -> None:
        if self.damage:
            raise StoreError(f"{shown(self.path.name)} is damaged and was left as it is")
        tables = layout.ordered(tables)
        bodies = {name: body_of(rows) for name, rows in tables.items()}
        size = sum(map(len, bodies[ANNOTATIONS]))
        sealed = size >= seal.WORTH and self._is_readable()
        if said := meta_of(tables):
            said = seal.sealed(said, bodies[ANNOTATIONS]) if sealed else seal.unsealed(said)
            tables = with_meta(tables, said)
            bodies[META] = body_of(tables[META])
        pieces, regions = layout.rendered(bodies)
        durable.replace(self.path, pieces)
        self.close()
        self.tables, self.torn, self.exists = tables, None, True
        self._regions, self._buried = regions, {}
        self._sealed_to = regions[ANNOTATIONS].at - (0 if sealed else size)
        self._written = sum(map(len, tables.values()))
        self._sign(self.path.stat())

    def _opened(self) -> int:
        if self._descriptor is None:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
            if durable.Signature.of(os.fstat(self._descriptor)) != self.signature:
                self.close()
                raise OSError(errno.ESTALE, "it was replaced just now")
        return self._descriptor

    def _sign(self, status: os.stat_result) -> None:
        self.size = status.st_size
        self.signature = durable.Signature.of(status)


def _unknown() -> bool:
    return False


def _set(tables: Tables, row: Row) -> None:
    rows = tables.setdefault(row.table, {})
    if row.document is None:
        rows.pop(row.key, None)
    else:
        rows[row.key] = row.document
