"""Repairing an annotator's files: a new database, the old one kept byte for byte.

What was damaged is kept as ``ANNOTATOR.json.damaged-N``, what cannot be read row by row
as ``ANNOTATOR.json.aside-N``, a line of JSON for each row.
"""

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from nkreader.model.annotation import Annotation
from nkreader.model.change import Change, Step
from nkreader.store.disk import durable
from nkreader.store.disk.lock import Held, WriterLock
from nkreader.store.errors import StoreError, reason, shown
from nkreader.store.folder import history_path, lock_path
from nkreader.store.history.entry import Entry, Kind
from nkreader.store.history.history import History
from nkreader.store.history.past import Past
from nkreader.store.repair.backup import newest_state, newest_whole
from nkreader.store.repair.mending import mended
from nkreader.store.repair.restoring import is_restorable
from nkreader.store.rows.contents import Contents
from nkreader.store.rows.layout import SOURCES, Tables
from nkreader.store.rows.storage import LineStorage
from nkreader.store.rows.values import State
from nkreader.text.counted import counted

_REPAIR = "repair"  # the operation of a step that a repair has made


def repair(path: Path, annotator: str, at: str) -> tuple[str, ...]:
    """Mend the database at ``path`` and its history; say what was done, nothing for nothing.

    Raise StoreError while another process writes it, or where it is somebody else's file.
    """
    file = Path(os.path.realpath(path))
    if not file.parent.is_dir():
        return ()
    try:
        lock = WriterLock(lock_path(file))
    except Held as held:
        if held.elsewhere:
            raise StoreError(
                f"remove {shown(lock_path(file).name)} if {held.holder} no longer runs: it has "
                f"locked {shown(path.name)}, which cannot be repaired until then"
            ) from None
        who = f"{held.holder} is writing it"
        raise StoreError(f"{shown(path.name)} cannot be repaired now: {who}") from None
    except OSError as error:
        raise StoreError(f"cannot repair {shown(path.name)}: {reason(error)}") from error
    try:
        return tuple(_repaired(file, annotator, at))
    except OSError as error:
        raise StoreError(f"cannot repair {shown(path.name)}: {reason(error)}") from error
    finally:
        lock.release()


def _repaired(file: Path, annotator: str, at: str) -> Iterator[str]:
    history = History(history_path(file))
    past = history.past()
    raw = durable.read(file)[0] if file.exists() else b""
    storage, told = _read(file, raw, past)
    yield from told
    found = mended(storage, past, cache(lambda: newest_state(file)))
    yield from found.told
    agreeing = _agreeing(found.state)
    if agreeing:
        yield f"{counted(len(agreeing), 'span')} made as long as the quote"
    state = found.state | agreeing
    yield from _write(file, raw, storage, state, annotator, anew=bool(told))
    yield from _mend_history(history)
    yield from _note(history, state, at)


def _read(file: Path, raw: bytes, past: Past) -> tuple[LineStorage, list[str]]:
    """Return what the file holds, or else what its newest copy does."""
    try:
        storage = LineStorage.of(raw, file)
    except StoreError:
        if not is_restorable(file):
            raise
        storage = LineStorage(file, read=False)
    if storage.exists or any(past.last().values()):
        return storage, []
    if copy := newest_whole(file):
        return LineStorage.of(durable.read(copy[0])[0], file), [f"put back from {copy[0].name}"]
    return storage, []


def _agreeing(state: State) -> State:
    """Return annotations whose spans have another length than their quotes, with spans mended."""
    return {
        slot: replace(value, end=value.start + len(value.quote))
        for slot, value in state.items()
        if isinstance(value, Annotation)
        and value.quote
        and value.end - value.start != len(value.quote)
    }


def _write(
    file: Path, raw: bytes, storage: LineStorage, state: State, annotator: str, *, anew: bool
) -> Iterator[str]:
    contents = Contents(storage)
    news = contents.news(state)
    if not (anew or news or contents.aside or storage.damage or storage.torn):
        return
    if raw:
        yield f"the file as it was is kept as {durable.keep_aside(file, raw, 'damaged').name}"
    if lines := _aside(contents, storage):
        aside = durable.keep_aside(file, b"".join(lines), "aside")
        yield f"set aside in {aside.name}: {counted(len(lines), 'row')} that cannot be read"
    tables: Tables = {name: dict(rows) for name, rows in storage.tables.items()}
    for each in contents.aside:
        del tables[each.table][each.key]
    for row in contents.rows(news, annotator):
        rows = tables.setdefault(row.table, {})
        rows.pop(row.key, None)
        if row.document is not None:
            rows[row.key] = row.document
    LineStorage(file, read=False).write(tables)
    yield f"{shown(file.name)} was written anew"


def _aside(contents: Contents, storage: LineStorage) -> list[bytes]:
    rows: list[dict[str, object]] = [
        {"table": each.table, "key": each.key, "why": each.why, "row": each.document}
        for each in contents.aside
    ]
    pieces = storage.damage.pieces if storage.damage else ()
    rows += [{"line": piece.line, "text": piece.text} for piece in pieces]
    return [json.dumps(row).encode("ascii") + b"\n" for row in rows]


def _mend_history(history: History) -> Iterator[str]:
    while kept := history.drop_torn():
        yield f"an unfinished line of the history was cut off and kept as {kept.name}"
    if kept := history.set_damage_aside():
        yield f"the history begins anew after what is damaged; as it was it is {kept.name}"


def _note(history: History, state: State, at: str) -> Iterator[str]:
    """Let the history say what stands, of all that it knows."""
    past = history.past()
    changes = tuple(
        Change(before, state.get(slot))  # type: ignore[arg-type]
        for slot, before in past.last().items()
        if slot.table != SOURCES and state.get(slot) != before
    )
    if past.whole and changes:
        history.append(Entry(Kind.STEP, Step(os.urandom(8).hex(), _REPAIR, at, changes)))
        what = f"{counted(len(changes), 'change')} that it did not have"
        yield f"noted in the history: {what} (undo takes that back)"
