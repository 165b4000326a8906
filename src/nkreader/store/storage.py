"""A TinyDB storage in which a change costs the same however much is stored.

Knows files and rows, not what the rows mean.
"""

import errno
import os
from collections.abc import Sequence
from contextlib import suppress
from copy import deepcopy
from pathlib import Path
from typing import Any, NamedTuple, cast

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from nkreader.store import durable, layout
from nkreader.store.errors import StoreError, reason, shown
from nkreader.store.layout import ANNOTATIONS, Row, Tables

FEW = 16  # rows that are added in one write; more are one atomic replacement


class _Piece(NamedTuple):
    """Bytes to write over others; ``old`` takes them back, ``then`` is where the next go."""

    table: str
    at: int
    new: bytes
    old: bytes
    then: layout.Region


class LineStorage(Storage):
    """The tables of one file, in memory and, whenever a method returns, on disk.

    ``torn`` is what the file held if its last write had been cut short: then the
    tables are what could be read of it. A method that raises OSError has changed
    neither the file nor the tables.
    """

    def __init__(self, path: str | os.PathLike[str], *, read: bool = True) -> None:
        """Read the file unless told not to; raise StoreError for one that is no database."""
        # A link is followed once and for all, so that it stays where it is.
        self.path = Path(os.path.realpath(path))
        self.tables: Tables = {}
        self.torn: bytes | None = None
        self.exists = False
        self.size = 0
        self.dead = 0  # rows in the file that no longer count
        self._buried: dict[str, set[str]] = {}
        self._regions: dict[str, layout.Region] = {}
        self._signature: durable.Signature | None = None
        self._descriptor: int | None = None
        if read:
            self._load()

    def read(self) -> dict[str, dict[str, Any]]:
        """Return the live rows by table and key, as TinyDB wants them."""
        return self.tables

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the whole content, all or nothing."""
        self._replace({name: dict(rows) for name, rows in data.items()})

    def put(self, rows: Sequence[Row]) -> None:
        """Put and delete rows, at a cost that does not grow with the file if they are few."""
        pieces = self._pieces(rows) if len(rows) <= FEW else None
        if pieces is None:
            tables = {name: dict(rows_) for name, rows_ in self.tables.items()}
            for row in rows:
                _set(tables, row)
            self._replace(tables)
            return
        self._overwrite(pieces)
        for row in rows:
            had = row.key in self.tables.get(row.table, ())
            self.dead += had + (row.document is None)
            if row.document is None:
                self._buried.setdefault(row.table, set()).add(row.key)
            _set(self.tables, row)

    def compact(self) -> None:
        """Leave out of the file what no longer counts."""
        self._replace(self.tables)

    def is_free(self, table: str, key: str) -> bool:
        """Tell whether no row of the file, deleted ones included, has this key."""
        return key not in self.tables.get(table, ()) and key not in self._buried.get(table, ())

    def changed(self) -> bool:
        """Tell whether somebody else has written, replaced or removed the file."""
        return durable.signature(self.path) != self._signature

    def close(self) -> None:
        """Close the file."""
        if self._descriptor is not None:
            durable.close(self._descriptor)
            self._descriptor = None

    def _load(self) -> None:
        try:
            raw, self._signature = durable.read(self.path)
        except FileNotFoundError:
            return
        except OSError as error:
            raise StoreError(f"cannot read {shown(self.path)}: {reason(error)}") from error
        self.exists = bool(raw)
        if not raw:
            return
        try:
            tables = layout.parsed(raw)
        except ValueError as error:
            tables = self._salvaged(raw, error)
            self.torn = raw
        self.tables, self._buried = layout.without_deleted(tables)
        self.size = len(raw)
        if self.torn is None:
            self._regions = layout.regions(raw, tables)
            written = layout.lines(raw, self._regions)
            self.dead = max(0, written - sum(map(len, self.tables.values())))

    def _salvaged(self, raw: bytes, error: ValueError) -> Tables:
        try:
            return layout.salvaged(raw)
        except layout.Damaged as damage:
            raise StoreError(
                f"{shown(self.path)} is damaged at line {damage.line} and was left as it is: "
                "put a copy of it back, or move it away to begin a new one"
            ) from None
        except ValueError:
            raise StoreError(
                f"{shown(self.path)} is not a database of annotations ({reason(error)}) and was "
                "left as it is: move it away, or name another folder with --annotations"
            ) from None

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
        tables = layout.ordered(tables)
        pieces, regions = layout.rendered(tables)
        durable.replace(self.path, pieces)
        self.close()
        self.tables, self.torn, self.exists = tables, None, True
        self._regions, self._buried, self.dead = regions, {}, 0
        self._sign(self.path.stat())

    def _opened(self) -> int:
        if self._descriptor is None:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CLOEXEC)
            if durable.Signature.of(os.fstat(self._descriptor)) != self._signature:
                self.close()
                raise OSError(errno.ESTALE, "it was replaced just now")
        return self._descriptor

    def _sign(self, status: os.stat_result) -> None:
        self.size = status.st_size
        self._signature = durable.Signature.of(status)


class LineTable(Table):
    """A TinyDB table whose changes are put row by row."""

    def _update_table(self, updater: Any) -> None:
        storage = cast(LineStorage, self._storage)
        before = storage.tables.get(self.name, {})
        after = {int(key): deepcopy(document) for key, document in before.items()}
        updater(after)
        rows = [
            Row(self.name, str(key), dict(cast(dict[str, object], document)))
            for key, document in after.items()
            if before.get(str(key)) != document
        ]
        gone = [Row(self.name, key, None) for key in before if int(key) not in after]
        if rows or gone:
            storage.put(rows + gone)
        self.clear_cache()


class LineDatabase(TinyDB):
    """TinyDB on a :class:`LineStorage`."""

    table_class = LineTable
    default_table_name = ANNOTATIONS
    default_storage_class = LineStorage  # type: ignore[assignment]  # any storage will do

    def __init__(self, path: Path, *, read: bool = True) -> None:
        """Open the database in the file at ``path``, which need not exist yet."""
        super().__init__(path, read=read)

    @property
    def lines(self) -> LineStorage:
        """The storage, by its own type."""
        return cast(LineStorage, self._storage)

    def put(self, rows: Sequence[Row]) -> None:
        """Put and delete rows of any tables, durable on return, all or none."""
        self.lines.put(rows)
        for table in self._tables.values():
            table.clear_cache()


def _set(tables: Tables, row: Row) -> None:
    rows = tables.setdefault(row.table, {})
    if row.document is None:
        rows.pop(row.key, None)
    else:
        rows[row.key] = row.document
