"""Bringing a database and its history in line after a crash, a power cut or a loss.

The history is written first. So what it says last may be missing in the database, and
what a file that was cut short has lost is in it.
"""

from nkreader.store import durable
from nkreader.store.contents import Contents, State, outcome
from nkreader.store.errors import StoreError, shown
from nkreader.store.history import History
from nkreader.store.storage import LineDatabase


def is_settled(database: LineDatabase, contents: Contents, history: History) -> bool:
    """Tell whether the database is whole and has all that its history says."""
    storage = database.lines
    if storage.torn is not None or history.is_torn():
        return False
    if not storage.exists:
        return history.last() is None
    return not _unfinished(contents, history)


def settle(
    database: LineDatabase, contents: Contents, history: History, annotator: str
) -> tuple[str, ...]:
    """Repair what a write that did not end has left, and say so. Only for the lock's holder."""
    notices = []
    storage = database.lines
    name = shown(storage.path.name)
    torn, existed = storage.torn, storage.exists
    if kept := history.drop_torn():
        notices.append(f"an unfinished line of the history was cut off and kept as {kept.name}")
    if torn is None and existed:
        # A line is begun only when the database has what the line before it says.
        state = {} if kept else _unfinished(contents, history)
    else:
        state = _everything(contents, history, notices)
    if torn is not None:
        kept = durable.keep_aside(storage.path, torn)
        notices.append(f"{name} was cut short and has been repaired; as it was it is {kept.name}")
    news = contents.news(state)
    if news:
        rows = contents.rows(news, annotator)
        database.put(rows)
        contents.take(news, rows)
        what = "a change" if existed and torn is None else f"{len(news)} changes"
        notices.append(f"{what} that {name} did not have was put in from the history")
    elif torn is not None:
        storage.compact()
    return tuple(notices)


def _unfinished(contents: Contents, history: History) -> State:
    """Return what of the last change is missing, nothing if it was changed again elsewhere."""
    if contents.mark and contents.mark == history.mark():
        return {}
    last = history.last()
    if last is None:
        return {}
    before = outcome(last.step.inverted())
    # A table has all rows of a step or none: with some of them it was changed elsewhere.
    changed = {slot.table for slot, value in before.items() if contents.at(slot) != value}
    news = contents.news(outcome(last.step.changes, last.sources))
    return {slot: value for slot, value in news.items() if slot.table not in changed}


def _everything(contents: Contents, history: History, notices: list[str]) -> State:
    """Return what stands after all that the history can tell."""
    state: State = {}
    try:
        for entry in history.entries():
            state |= outcome(entry.step.changes, entry.sources)
    except StoreError as error:
        notices.append(str(error))
        return _unfinished(contents, history)
    return state
