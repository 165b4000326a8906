"""Where a database is not as its history says, once a step that was not finished is settled.

Quotes that were written over are told even where the history has taken that in by now.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from nkreader.store.disk.lock import live_holder
from nkreader.store.errors import shown
from nkreader.store.folder import history_path, lock_path
from nkreader.store.history.history import History
from nkreader.store.history.past import Past
from nkreader.store.repair.finding import Finding, Severity
from nkreader.store.repair.quotes import put_back
from nkreader.store.repair.recovery import to_be_put_in
from nkreader.store.repair.restoring import is_gone
from nkreader.store.rows.contents import Contents
from nkreader.store.rows.layout import SOURCES
from nkreader.store.rows.reading import Aside
from nkreader.store.rows.storage import LineStorage
from nkreader.store.rows.values import identity_in
from nkreader.text.counted import counted


def findings_of_history(file: Path) -> Iterator[Finding]:
    """Yield what is wrong with a database's history, and where the two say different things."""
    history = History(history_path(file))
    if not history.exists():
        if file.exists():
            yield Finding(Severity.NOTICE, history.path, "is not there: nothing can be undone")
        return
    for number in history.damaged_lines():
        yield Finding(Severity.FAULT, history.path, f"line {number} cannot be read")
    contents = Contents(LineStorage(file))
    if contents.exists or not is_gone(file):
        yield from _compared(contents, history)
    elif history.is_torn():
        yield _cut_short(history)


def _compared(contents: Contents, history: History) -> Iterator[Finding]:
    torn, left = history.is_torn(), to_be_put_in(contents, history)
    contents.take(left or {}, ())
    past = history.past(without_torn=True)
    differing = [*_differences(contents, history, past)]
    if torn and (left is None or differing):  # a step that is only begun has changed nothing yet
        yield _cut_short(history)
        yield from _differences(contents, history, history.past())
        return
    if (torn or left) and not contents.is_torn and not live_holder(lock_path(contents.path)):
        how = "takes it back" if torn else "completes it"
        what = f"a step was not finished: the next opening {how}, and nothing is lost"
        yield Finding(Severity.NOTICE, history.path, what)
    yield from differing
    for slot in put_back(contents.path, contents.state(), past):
        what = f"annotation {shown(slot.identity)} has lost its quote, which its text still has"
        yield Finding(Severity.FAULT, contents.path, what)


def _cut_short(history: History) -> Finding:
    return Finding(Severity.FAULT, history.path, "its last line was cut short")


def _differences(contents: Contents, history: History, past: Past) -> Iterator[Finding]:
    """Yield where what a history says in the end is not what the database says."""
    if not past.whole:
        what = "cannot be compared with the database before it is whole"
        yield Finding(Severity.NOTICE, history.path, what)
        return
    unread = {(each.table, _identity(each)) for each in contents.aside}
    for slot, last in past.last().items():
        now = contents.at(slot)
        if now == last or (slot.table, slot.identity) in unread:
            continue
        if slot.table == SOURCES and now is not None:  # it may be called otherwise by now
            continue
        name = f"{slot.table} {shown(slot.identity)}"
        if now is None:
            what = f"{name} is in the history and not in the database"
        elif last is None:
            what = f"{name} was deleted and is in the database"
        else:
            fields = ", ".join(_differing(last, now))
            what = f"{name} differs in {fields} from what the history says"
        yield Finding(Severity.FAULT, contents.path, what)
    unknown = Counter(slot.table for slot in contents.state() if not past.states(slot))
    del unknown[SOURCES]
    for table, number in unknown.items():
        what = f"not from here: {counted(number, 'row')} of {table} that the history does not know"
        yield Finding(Severity.NOTICE, history.path, what)


def _identity(row: Aside) -> object:
    return identity_in(row.table, row.document) if isinstance(row.document, dict) else None


def _differing(one: object, other: object) -> list[str]:
    names = getattr(type(one), "__struct_fields__", {})
    return [name for name in names if getattr(one, name) != getattr(other, name)]
