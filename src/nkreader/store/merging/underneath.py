"""What another program has done to a database while this one has it open."""

import os
from typing import NamedTuple

from nkreader.model.change import Step
from nkreader.store.acknowledge import acknowledge
from nkreader.store.errors import StoreError, shown
from nkreader.store.history.entry import Entry, Kind
from nkreader.store.history.history import History, mark_of
from nkreader.store.merging.merging import merge
from nkreader.store.rows.contents import Contents
from nkreader.store.rows.database import LineDatabase

_MERGE = "merge"  # the operation of a step that takes in what another program has made


class Merged(NamedTuple):
    """The file as it is now, what it means, whether that is news here, and what to tell."""

    database: LineDatabase
    contents: Contents
    news: bool
    notice: str


def take_in(ours: Contents, history: History, annotator: str, at: str) -> Merged:
    """Merge what the file holds now with ``ours``, as a step that can be undone."""
    database = LineDatabase(ours.path)
    name = shown(ours.path.name)
    if database.lines.torn is not None:
        raise StoreError(f"{name} was changed by another program and is cut short")
    if database.lines.damage:
        raise StoreError(
            f"leave nkreader, then nkreader check --repair mends {name}: another program has "
            "changed it, and it is damaged now"
        )
    contents = Contents(database.lines)
    merged = merge(ours.state(), contents.state(), history.past())
    changes = ours.changes(merged.state)
    unknown = contents.sources.keys() - ours.sources.keys()
    sources = tuple(each for key, each in contents.sources.items() if key in unknown)
    entry = Entry(Kind.STEP, Step(os.urandom(8).hex(), _MERGE, at, changes), sources)
    # The file first: without the entry it still has everything of both sides, while
    # the entry alone could not tell what the other program had left out.
    if news := contents.news(merged.state):
        rows = contents.rows(news, annotator)
        database.put([*rows, contents.marked(mark_of(entry), annotator, rows)])
        contents.take(news, rows)
    if changes:
        history.append(entry)
        acknowledge(entry.step.ids, _MERGE)
    told = f"{name} was changed by another program and merged: {merged}"
    return Merged(database, contents, bool(changes), told if merged.fates else "")
