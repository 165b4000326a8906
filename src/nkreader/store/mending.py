"""What a damaged file still says, and what its history knows to be missing. Writes nothing."""

from typing import NamedTuple

from nkreader.store.contents import Contents
from nkreader.store.errors import shown
from nkreader.store.history import History
from nkreader.store.merging import Fate, merge
from nkreader.store.past import Past
from nkreader.store.storage import LineStorage


class Mended(NamedTuple):
    """What stands, with what came from the history, and what is in the file twice."""

    contents: Contents
    put_in: int
    twice: tuple[str, ...]


def mended(storage: LineStorage, history: History | None = None) -> Mended:
    """Return what a damaged file means: both sides of a conflict, and what only its history has.

    It can be looked at, not written: the file is not changed by it.
    """
    contents = Contents(storage)
    state = contents.state()
    twice: tuple[str, ...] = ()
    put_in = 0
    if storage.other_side:
        joined = merge(state, Contents(storage.other_side).state(), None)
        state, twice = joined.state, tuple(joined.fates.get(Fate.TWICE, ()))
    past = history.past() if history else Past()
    if past.whole:
        joined = merge(past.last(), state, past)
        state, put_in = joined.state, len(joined.fates.get(Fate.KEPT, ()))
    contents.take(contents.news(state), ())
    return Mended(contents, put_in, twice)


def damage_told(storage: LineStorage) -> str:
    """Say where a file is damaged, as in "ann.json is damaged at ..."."""
    damage = storage.damage
    if storage.other_side:
        return f"{shown(storage.path.name)} holds two versions that git could not merge"
    lines = sorted({piece.line for piece in damage.pieces}) if damage else []
    where = ", ".join(map(str, lines[:3])) + (f" and {len(lines) - 3} more" if lines[3:] else "")
    what = f"line {where}" if len(lines) == 1 else f"lines {where}"
    return f"{shown(storage.path.name)} is damaged" + (f" at {what}" if lines else "")
