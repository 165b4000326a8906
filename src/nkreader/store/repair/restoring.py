"""What is said of a file of which nothing can be read, and where its work may still be."""

from pathlib import Path

from nkreader.store.errors import NoDatabaseError, StoreError, shown
from nkreader.store.folder import history_path
from nkreader.store.history.history import History
from nkreader.store.repair.backup import newest_whole


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
