"""How an annotator's database is: whether it opens, what it holds, who is writing it.

Looks only: a lock is neither taken nor tried, so that nobody is kept from writing.
"""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from nkreader.model.errors import NkreaderError
from nkreader.session.workspace import Workspace
from nkreader.store.annotations import AnnotationStore
from nkreader.store.folder import database_path, lock_path
from nkreader.store.lock import named_holder


@dataclass(frozen=True, slots=True)
class Health:
    """``problem`` says why the database cannot be read; counts are then 0.

    ``drafts`` says of what something was typed and not saved, and where that is kept.
    ``others`` counts other annotators' annotations. ``holder`` is who is writing.
    """

    database: Path | None = None
    exists: bool = False
    writable: bool = False
    annotations: int = 0
    sources: int = 0
    entities: int = 0
    others: int = 0
    drafts: tuple[str, ...] = ()
    holder: str | None = None
    problem: str | None = None
    notices: tuple[str, ...] = ()


def health(workspace: Workspace) -> Health:
    """Look at the annotator's database and at those beside it."""
    try:
        database = database_path(workspace.annotations, workspace.annotator)
    except NkreaderError as error:
        return Health(problem=str(error))
    known = Health(
        database,
        exists=database.exists(),
        writable=_may_write(database),
        holder=_holder(lock_path(Path(os.path.realpath(database)))),
    )
    try:
        with AnnotationStore.open(workspace.annotations, workspace.annotator, write=False) as store:
            drafts = store.drafts
            drafts.read()
            others = len(store.others())  # read before the notices, which tell of them too
            return replace(
                known,
                annotations=len(store.annotations),
                sources=len(store.sources),
                entities=len(store.entities),
                others=others,
                drafts=tuple(f"{each.at} in {drafts.file(each.id)}" for each in drafts.all),
                notices=(*store.notices, *drafts.notices),
            )
    except NkreaderError as error:
        return replace(known, problem=str(error))


def _may_write(database: Path) -> bool:
    """Tell whether the file can be written, or else made in the nearest folder there is."""
    place = database
    while not place.exists() and place != place.parent:
        place = place.parent
    return os.access(place, os.W_OK)


def _holder(lock: Path) -> str | None:
    """Return the process and host that a lock's file names, None if that process has ended."""
    holder = named_holder(lock)
    if holder is None or (holder.host == os.uname().nodename and not _is_running(holder.pid)):
        return None
    return str(holder)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
