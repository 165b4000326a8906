"""Checking an annotator's files: what is wrong with them, one finding a line. Changes nothing."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from tinydb import TinyDB

from nkreader.store.disk import durable
from nkreader.store.disk.lock import live_holder
from nkreader.store.errors import NoDatabaseError, StoreError, reason, shown
from nkreader.store.folder import history_path, lock_path
from nkreader.store.history.history import History
from nkreader.store.others import OtherAnnotators
from nkreader.store.repair.backup import backups
from nkreader.store.repair.differences import findings_of_history
from nkreader.store.repair.finding import Finding, Severity
from nkreader.store.repair.kept_texts import findings_of_texts
from nkreader.store.repair.litter import findings_of_litter
from nkreader.store.repair.recovery import is_settled, to_be_put_in
from nkreader.store.repair.references import findings_of_references
from nkreader.store.repair.restoring import is_gone, refusal
from nkreader.store.rows.contents import Contents
from nkreader.store.rows.database import LineDatabase
from nkreader.store.rows.meta import is_signed
from nkreader.store.rows.storage import LineStorage


def check(path: Path) -> tuple[Finding, ...]:
    """Return all that is to be said of the database at ``path`` and the files beside it."""
    file = Path(os.path.realpath(path))
    before = durable.signature(file)
    found = _looked_at(path, file)
    if live_holder(lock_path(file)) and durable.signature(file) != before:
        found = _looked_at(path, file)  # it was written meanwhile
    return found


def _looked_at(path: Path, file: Path) -> tuple[Finding, ...]:
    return (
        *_guarded(file, file, lambda: _of_database(path, file)),
        *_guarded(history_path(file), file, lambda: findings_of_history(file)),
        *_of_copies(file),
        *findings_of_litter(file),
    )


def _guarded(
    file: Path, database: Path, look: Callable[[], Iterator[Finding]]
) -> Iterator[Finding]:
    """Yield what ``look`` finds, and what keeps it from finding more."""
    try:
        yield from look()
    except NoDatabaseError as error:
        yield Finding(Severity.FAULT, file, str(refusal(database, error)))
    except StoreError as error:
        yield Finding(Severity.FAULT, file, str(error))
    except OSError as error:
        yield Finding(Severity.FAULT, file, f"cannot be read: {reason(error)}")


def _of_database(path: Path, file: Path) -> Iterator[Finding]:
    fault = Severity.FAULT
    storage = LineStorage(file)
    if not storage.exists:
        gone = is_gone(file)
        what = "is gone, but not its copies or its history" if gone else "is not there yet"
        yield Finding(fault if gone else Severity.NOTICE, file, what)
        return
    contents = Contents(storage)
    contents.read_all()
    with suppress(OSError):  # what keeps the history from being read is told of that
        contents.take(to_be_put_in(contents, History(history_path(file))) or {}, ())
    if storage.torn is not None:
        yield Finding(fault, file, "its last write was cut short")
    yield from (Finding(fault, file, what) for what in _of_damage(storage))
    for each in contents.aside:
        yield Finding(fault, file, str(each))
    if storage.torn is None and storage.damage is None:
        yield from _as_plain_tinydb(file)
    yield from findings_of_texts(file, contents)
    others = OtherAnnotators(path.parent, path)
    yield from findings_of_references(file, contents, others)
    for notice in others.notices():
        yield Finding(Severity.NOTICE, path.parent, notice)


def _of_damage(storage: LineStorage) -> Iterator[str]:
    if storage.damage is None:
        return
    signed, pieces = is_signed(storage.tables), storage.damage.pieces
    if storage.other_side:
        yield "holds two versions that git could not merge"
    elif not signed:
        yield "the row that says what it is is damaged or missing"
    elif not pieces:
        yield "what stands between its rows is damaged"
    for piece in pieces:
        yield f"line {piece.line} cannot be read: {shown(piece.text[:60])}"


def _as_plain_tinydb(file: Path) -> Iterator[Finding]:
    try:
        with TinyDB(file, access_mode="r", encoding="utf-8") as database:
            for name in database.tables():
                database.table(name).all()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        what = f"plain TinyDB does not read it: {reason(error)}"
        yield Finding(Severity.FAULT, file, what)


def _of_copies(file: Path) -> Iterator[Finding]:
    copies = backups(file)
    for path in copies:
        try:
            contents = Contents(LineStorage(path))
            contents.read_all()
            whole = contents.is_whole
        except (StoreError, OSError):
            whole = False
        if not whole:
            yield Finding(Severity.FAULT, path, "is no copy that could be put back")
    if file.exists() and not copies:
        yield Finding(
            Severity.NOTICE, file, "there is no copy of it yet: leaving nkreader makes one"
        )


def opens_unchanged(path: Path) -> bool:
    """Tell whether the database can be opened to look without being brought in order by that."""
    file = Path(os.path.realpath(path))
    try:
        database = LineDatabase(file)
        contents = Contents(database.lines)
        damaged = database.lines.damage is not None
        return damaged or is_settled(database, contents, History(history_path(file)))
    except (StoreError, OSError):
        return False
