"""What is said of a file of which nothing can be read, and where its work may still be."""

from pathlib import Path

from nkreader.store.errors import NoDatabaseError, StoreError, shown
from nkreader.store.folder import history_path
from nkreader.store.history.history import History
from nkreader.store.repair.backup import backups, newest_whole


def is_gone(file: Path) -> bool:
    """Tell whether there was a file, which is not there: it has left more than a first change.

    A first change that was killed leaves at most one line of a history, whole or torn.
    """
    history = History(history_path(file))
    lines = sum(1 for _ in history.log())
    return bool(lines > 1 or backups(file)) or any(history.damaged_lines())


def is_restorable(file: Path) -> bool:
    """Tell whether a history or a copy beside a file can be put in its place."""
    try:
        return bool(History(history_path(file)).past().last() or newest_whole(file))
    except OSError:
        return False


def refusal(file: Path, error: NoDatabaseError) -> StoreError:
    """Return what is to be said of a file that is no database: first what to do about it."""
    if not is_restorable(file):
        return error
    return StoreError(
        f"nkreader check --repair restores {shown(file.name)} from what lies beside it: "
        f"it is no database of annotations ({error.why})"
    )
