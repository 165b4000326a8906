"""Bringing a database and its history in line after a crash, a power cut or a loss.

The history is written first. So what it says last may be missing in the database, and
what a file that was cut short has lost is in it. A crash can lose no more than the last
change: a file that lacks more was put there by somebody else, and stands as it is.
"""

import os
from datetime import UTC, datetime

from nkreader.model.change import Change, Step
from nkreader.model.moment import as_written
from nkreader.store.disk import durable
from nkreader.store.errors import shown
from nkreader.store.history.entry import Entry, Kind
from nkreader.store.history.history import History
from nkreader.store.rows.contents import Contents
from nkreader.store.rows.database import LineDatabase
from nkreader.store.rows.layout import SOURCES
from nkreader.store.rows.values import Slot, State, outcome

_EXTERNAL = "external"  # the operation of a step that another program has made


def is_settled(database: LineDatabase, contents: Contents, history: History) -> bool:
    """Tell whether the database is whole and has all that its history says."""
    storage = database.lines
    if storage.torn is not None:
        return False
    # The database was written after the line that it names, and has all of what that says.
    if storage.exists and isinstance(contents.mark, str) and history.ends_with(contents.mark):
        return True
    if history.is_torn():
        return False
    if not storage.exists:
        return history.last() is None
    return _unfinished(contents, history) == {}


def to_be_put_in(contents: Contents, history: History) -> State | None:
    """Return what settling will put in, None where it will take the file as it is. Looks only."""
    if contents.is_damaged:
        return None
    state = _wanted(contents, history, history.is_torn())
    return None if state is None else contents.news(state)


def settle(
    database: LineDatabase, contents: Contents, history: History, annotator: str
) -> tuple[str, ...]:
    """Repair what a write that did not end has left, and say so. Only for the lock's holder."""
    notices = []
    storage = database.lines
    name = shown(storage.path.name)
    torn, was_torn = storage.torn, history.is_torn()
    while kept := history.drop_torn():
        notices.append(f"an unfinished line of the history was cut off and kept as {kept.name}")
    if torn is not None:
        kept = durable.keep_aside(storage.path, torn, "torn")
        notices.append(f"{name} was cut short and has been repaired; as it was it is {kept.name}")
    state = _wanted(contents, history, was_torn)
    if state is None:
        return (*notices, *_take_as_it_is(contents, history, name, was_torn=was_torn))
    news = contents.news(state)
    if news:
        # Named as by a commit, and where that names none no more than there: a line like an
        # earlier one, an undo after a redo, is not to find the file naming that.
        changed = contents.rows(news, annotator)
        rows = contents.of_step(changed, history.mark(), annotator)
        database.put(rows)
        contents.take(news, rows)
        what, was = ("1 change", "was") if len(news) == 1 else (f"{len(news)} changes", "were")
        notices.append(f"{what} that {name} did not have {was} put in from the history")
    elif torn is not None:
        storage.compact()
    return tuple(notices)


def _wanted(contents: Contents, history: History, was_torn: bool) -> State | None:
    """Return what is to stand, None for whatever stands."""
    if not contents.exists:
        return history.past().last()
    missing = _unfinished(contents, history)
    if missing and was_torn:  # a line is begun when the file has all that is before it
        missing = None
    if not contents.is_torn:
        return missing
    from nkreader.store.merging.merging import merge

    past, state = history.past(), contents.state()
    state = merge(past.last(), state, past).state if past.whole else state
    return state | (missing or {})


def _unfinished(contents: Contents, history: History) -> State | None:
    """Return what of the last change is missing, None if that cannot come from a crash."""
    if contents.mark and contents.mark == history.mark():
        return {}
    last = history.last()
    if last is None:
        return {}
    before = outcome(last.step.inverted())
    news = contents.news(outcome(last.step.changes, last.sources))
    changed = {slot for slot, value in before.items() if contents.at(slot) != value}
    if _is_from_elsewhere(contents, changed, news):
        return None
    if any(slot in before for slot in news) and not _stands(
        contents, history.last_but_one(), before
    ):
        return None
    return news


def _is_from_elsewhere(contents: Contents, changed: set[Slot], missing: State) -> bool:
    """Tell whether no crash can leave a step with this ``changed`` and that ``missing``.

    A table has all rows of a step or none, unless it has room for more: then they were written
    over blanks, and a write that was cut between two of them leaves a file that is whole.
    """
    begun = {slot.table for slot in changed}
    return any(
        slot in changed or (slot.table in begun and not contents.has_room(slot.table))
        for slot in missing
    )


def _stands(contents: Contents, entry: Entry | None, changed: State) -> bool:
    """Tell whether what an entry made stands, but for what was changed after it."""
    after = outcome(entry.step.changes) if entry else {}
    return not contents.news({slot: each for slot, each in after.items() if slot not in changed})


def _take_as_it_is(
    contents: Contents, history: History, name: str, *, was_torn: bool
) -> tuple[str, ...]:
    """Note in the history that somebody else has made the file what it is."""
    past = history.past()
    changes = tuple(
        Change(before, contents.at(slot))  # type: ignore[arg-type]
        for slot, before in past.last().items()
        if slot.table != SOURCES and contents.at(slot) != before
    )
    notice = f"{name} was changed or replaced by another program: it stands as it is now"
    if was_torn or not past.whole:
        notice = f"{name} stands as it is: its history was damaged and lacks what led to that"
    # A row that cannot be read is no deletion, and a past with holes does not tell one.
    if contents.aside or not (past.whole and changes):
        return (notice,)
    written = datetime.fromtimestamp(contents.path.stat().st_mtime, UTC)
    step = Step(os.urandom(8).hex(), _EXTERNAL, as_written(written), changes)
    history.append(Entry(Kind.STEP, step))
    return (f"{notice}, and undo takes that back (nkreader log shows what differs)",)
