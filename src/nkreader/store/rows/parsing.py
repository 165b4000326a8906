"""What the bytes of a database hold: all of it, some of it sealed, or what can be read of them."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from nkreader.store.errors import NoDatabaseError, StoreError, reason
from nkreader.store.rows import layout, seal
from nkreader.store.rows.layout import ANNOTATIONS, META, Tables
from nkreader.store.rows.meta import is_newer, is_signed, meta_of
from nkreader.store.rows.sealed_lines import SealedLines
from nkreader.store.rows.sealed_rows import SealedRows

if TYPE_CHECKING:  # a file that is whole needs none of it
    from nkreader.store.repair.salvage import Piece


class Damage(Struct, frozen=True):
    """What a damaged file holds, and what of it cannot be read."""

    raw: bytes
    pieces: "tuple[Piece, ...]"


class Parsed(Struct, frozen=True):
    """What a file holds: its live rows, and the keys of its deleted ones by table.

    Of a file that is whole it is also known where rows can be added, how many rows it has that
    count no more included, and the byte from which on annotations are read row by row. One that
    was ``torn``, its last write cut short, or that has more ``damage`` can be added to nowhere;
    where git has left two versions in it, ``other_side`` is the second one.
    """

    tables: Tables
    buried: dict[str, set[str]]
    regions: dict[str, layout.Region] = {}
    written: int = 0
    sealed_to: int = 0
    torn: bool = False
    damage: Damage | None = None
    other_side: bytes | None = None


def parse(raw: bytes, path: Path) -> Parsed:
    """Return what the file at ``path`` holds if ``raw``, which is something, is all of it.

    Raises NoDatabaseError where nothing in it tells that it is a database of ours.
    """
    sealed = seal.opened(raw)
    rest = sealed.rest if sealed else raw
    try:
        tables = layout.parsed(rest)
        if sealed and not layout.regions(rest, tables):
            sealed, rest, tables = None, raw, layout.parsed(raw)
    except ValueError as error:
        return _salvaged(raw, path, error)
    if not _tells_whose_it_is(tables) and _is_ours(raw, tables, path):
        return _damaged(raw, path, "it does not say what it is")
    return _whole(raw, rest, tables, sealed)


def _whole(raw: bytes, rest: bytes, tables: Tables, sealed: seal.Sealed | None) -> Parsed:
    """Return what a file holds of which all but what is ``sealed`` was read."""
    regions = layout.regions(rest, tables)
    written = layout.lines(rest, regions)
    tables, buried = layout.without_deleted(tables)
    if sealed is None:
        return Parsed(tables, buried, regions, written, layout.start_of_annotations(raw))
    loose, gone = tables[ANNOTATIONS], buried.get(ANNOTATIONS, set())
    tables[ANNOTATIONS] = SealedRows(SealedLines(raw, sealed), loose, gone)
    regions[ANNOTATIONS] = layout.Region(len(raw) - len(layout.TAIL), 0, bare=False)
    return Parsed(tables, buried, regions, written + sealed.rows, sealed.end)


def _salvaged(raw: bytes, path: Path, error: ValueError) -> Parsed:
    """Return what can be read of a file that is not whole."""
    with suppress(ValueError, layout.Damaged):
        tables = layout.salvaged(raw)
        if _tells_whose_it_is(tables):
            return Parsed(*layout.without_deleted(tables), torn=True)
    return _two_sides(raw, path) or _damaged(raw, path, reason(error))


def _two_sides(raw: bytes, path: Path) -> Parsed | None:
    """Return what a file holds in which git has left two versions, None for any other."""
    from nkreader.store.repair.salvage import sides

    if both := sides(raw):
        with suppress(StoreError):
            ours, theirs = (parse(each, path) for each in both)
            if META in ours.tables and META in theirs.tables:
                damage = Damage(raw, ours.damage.pieces if ours.damage else ())
                return Parsed(ours.tables, {}, damage=damage, other_side=both[1])
    return None


def _damaged(raw: bytes, path: Path, why: str) -> Parsed:
    """Return what can be read of a damaged file, or raise NoDatabaseError."""
    from nkreader.store.repair.salvage import salvage

    found = salvage(raw)
    if found is None or not (
        not meta_of(found.tables)
        or _tells_whose_it_is(found.tables)
        or _is_ours(raw, found.tables, path)
    ):
        raise NoDatabaseError(path, why) from None
    damage = Damage(raw, found.pieces)
    return Parsed(*layout.without_deleted(found.tables), damage=damage)


def _tells_whose_it_is(tables: Tables) -> bool:
    return is_signed(tables) or is_newer(tables)


def _is_ours(raw: bytes, tables: Tables, path: Path) -> bool:
    from nkreader.store.repair.belonging import is_ours

    return is_ours(raw, tables, path)
