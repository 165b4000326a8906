"""Copies of a database, three generations of them, each of a file that was read whole.

The first is of the last sitting; the third is at least a day old, once there is one so
old; the second is on its way there. Each is put in its place whole or not at all, so a
rotation can be ended anywhere without the loss of one that is not to be given up.
"""

import time
from contextlib import suppress
from pathlib import Path

from nkreader.store.disk import durable
from nkreader.store.errors import StoreError
from nkreader.store.folder import GENERATIONS, backup_path
from nkreader.store.rows.contents import Contents
from nkreader.store.rows.storage import LineStorage
from nkreader.store.rows.values import State

_SMALL = 1 << 20  # bytes; a larger file is copied once an hour at most

_HOUR = 3_600
_DAY = 24 * _HOUR


def is_due(database: Path, *, after: int = _HOUR) -> bool:
    """Tell whether the newest copy is missing or older than so many seconds."""
    newest = durable.signature(backup_path(database, 1))
    return newest is None or _is_older(newest, after, time.time())


def back_up(database: Path, raw: bytes, now: float | None = None) -> bool:
    """Copy what a database holds; tell whether that was news.

    ``raw`` must have been read whole. Raise OSError where the copy cannot be made.
    """
    first, *_ = paths = [backup_path(database, number) for number in range(1, GENERATIONS + 1)]
    with suppress(FileNotFoundError):
        if durable.read(first)[0] == raw:
            return False
    durable.remove_leftovers(first)
    draft, _ = durable.leftovers(first)
    durable.write_new(draft, [raw])
    present = [durable.signature(path) for path in paths]
    for number in _moved(present, len(raw), time.time() if now is None else now):
        paths[number].replace(paths[number + 1])
    draft.replace(first)
    durable.sync_folder(database.parent)
    return True


def copy_at_the_end(database: Path, size: int) -> None:
    """Copy what a sitting has left, if it is whole, and small or a copy is due."""
    if size > _SMALL and not is_due(database):
        return
    raw, _ = durable.read(database)
    if Contents(LineStorage.of(raw, database)).is_whole:
        back_up(database, raw)


def copy_what_was_read(database: Path, contents: Contents) -> None:
    """Copy a file that has just been read, if that was whole and a copy is due.

    A large one is copied when it is left, not while somebody waits to read; here only where
    that has not come to pass for a day.
    """
    large = contents.signature and contents.signature.size > _SMALL
    if contents.is_whole and is_due(database, after=_DAY if large else _HOUR):
        raw, signature = durable.read(database)
        if signature == contents.signature:
            back_up(database, raw)


def backups(database: Path) -> list[Path]:
    """Return the copies there are, the newest first."""
    numbers = range(1, GENERATIONS + 1)
    return [path for path in (backup_path(database, each) for each in numbers) if path.is_file()]


def newest_whole(database: Path) -> tuple[Path, State] | None:
    """Return the newest copy that can be read whole, and what it holds."""
    for path in backups(database):
        with suppress(StoreError, OSError):
            contents = Contents(LineStorage(path))
            state = contents.state()
            if contents.is_whole:
                return path, state
    return None


def newest_state(database: Path) -> State:
    """Return what stands in the newest copy that is whole, nothing where there is none."""
    copy = newest_whole(database)
    return copy[1] if copy else {}


def _moved(present: list[durable.Signature | None], size: int, now: float) -> list[int]:
    """Return which generations become the next older one, the oldest first."""
    first, second, third = present
    if first is None:
        return []
    if second is None:
        return [0]
    # What has shrunk may have lost something: what there was before is not given up for it.
    moves = _is_older(second, _DAY, now) or _is_much_smaller(size, first.size)
    if third is None or (moves and not _is_much_smaller(second.size, third.size)):
        return [1, 0]
    return []


def _is_older(made: durable.Signature, seconds: int, now: float) -> bool:
    # What was made in the future was made before the clock was set back.
    return not 0 <= now - made.modified / 1e9 < seconds


def _is_much_smaller(size: int, than: int) -> bool:
    return size * 2 < than
