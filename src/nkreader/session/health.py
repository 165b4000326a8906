"""How an annotator's database is: whether it opens, what it holds, who is writing it.

Looks only: who has the lock is asked without keeping anybody from writing, and what
opening the database would mend is left as it is.
"""

import os
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from nkreader.model.errors import NkreaderError
from nkreader.session.workspace import Workspace
from nkreader.store.annotations import AnnotationStore
from nkreader.store.disk.lock import live_holder
from nkreader.store.folder import database_path, lock_path
from nkreader.store.repair import checking
from nkreader.store.repair.finding import Severity
from nkreader.store.rows.contents import Contents
from nkreader.store.rows.storage import LineStorage


class Health(Struct, frozen=True):
    """``problem`` says why the database cannot be read; counts are then 0.

    ``faults`` is what a check finds wrong with the files, none of which is mended here.
    ``drafts`` says of what something was typed and not saved, and where that is kept.
    ``others`` counts other annotators' annotations. ``holder`` is who is writing.
    """

    database: Path | None = None
    exists: bool = False
    damaged: bool = False
    writable: bool = False
    annotations: int = 0
    sources: int = 0
    entities: int = 0
    others: int = 0
    drafts: tuple[str, ...] = ()
    holder: str | None = None
    problem: str | None = None
    faults: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def health(workspace: Workspace) -> Health:
    """Look at the annotator's database and at those beside it."""
    try:
        database = database_path(workspace.annotations, workspace.annotator)
    except NkreaderError as error:
        return Health(problem=str(error))
    findings = checking.check(database)
    faults = tuple(each.what for each in findings if each.severity is Severity.FAULT)
    holder = live_holder(lock_path(Path(os.path.realpath(database))))
    known = Health(
        database,
        exists=database.exists(),
        writable=_may_write(database),
        holder=str(holder) if holder else None,
        faults=faults,
    )
    try:
        if not checking.opens_unchanged(database):
            notices = tuple(each.what for each in findings if each.severity is Severity.NOTICE)
            return replace(_unopened(known, database), notices=notices)
        with AnnotationStore.open(workspace.annotations, workspace.annotator, write=False) as store:
            drafts = store.drafts
            drafts.read()
            others = len(store.others())  # read before the notices, which tell of them too
            return replace(
                known,
                damaged=store.damaged,
                annotations=len(store.annotations),
                sources=len(store.sources),
                entities=len(store.entities),
                others=others,
                drafts=tuple(f"{each.at} in {drafts.file(each.id)}" for each in drafts.all),
                notices=(*store.notices, *drafts.notices),
            )
    except NkreaderError as error:
        return replace(known, problem=faults[0] if faults else str(error))


def _unopened(known: Health, database: Path) -> Health:
    """Count what can be read of a database that opening it would change."""
    contents = Contents(LineStorage(database))
    return replace(
        known,
        annotations=len(contents.annotations),
        sources=len(contents.sources),
        entities=len(contents.entities),
    )


def _may_write(database: Path) -> bool:
    """Tell whether the file can be written, or else made in the nearest folder there is."""
    place = database
    while not place.exists() and place != place.parent:
        place = place.parent
    return os.access(place, os.W_OK)
