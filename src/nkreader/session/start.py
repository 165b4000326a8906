"""Opening a session: places, settings, store and sources, in that order."""

from collections.abc import Sequence
from pathlib import Path

from nkreader.loaders.opening import size_of
from nkreader.session.library import open_library
from nkreader.session.session import Session
from nkreader.session.settings import read_settings
from nkreader.session.workspace import Workspace
from nkreader.store.annotations import AnnotationStore
from nkreader.store.errors import StoreError
from nkreader.store.folder import database_path

# In bytes; a smaller database is read in no time.
_LONG = 1 << 23


def is_long_to_open(workspace: Workspace) -> bool:
    """Tell whether an annotator's database is so large that reading it is noticed."""
    try:
        return size_of(database_path(workspace.annotations, workspace.annotator)) > _LONG
    except StoreError:  # then no file can be the annotator's
        return False


def open_session(
    workspace: Workspace,
    paths: Sequence[Path],
    *,
    write: bool = False,
    may_be_gone: bool = False,
) -> Session:
    """Open what a run needs; ``write`` asks for the annotator's lock.

    Raises NkreaderError for a missing path, unless paths ``may_be_gone``, or a database that
    cannot be read.
    """
    library = open_library(workspace, paths, may_be_gone=may_be_gone)
    settings = read_settings(workspace.settings_files)
    store = AnnotationStore.open(workspace.annotations, workspace.annotator, write=write)
    return Session(workspace, settings, library, store)


def open_to_look(
    workspace: Workspace, paths: Sequence[Path], *, write: bool = False
) -> tuple[Session, str | None]:
    """Open what looking at sources needs, even where the annotator's own work cannot be read.

    Return also the line that says why not; a change is refused with it. Raises
    NkreaderError for a missing path.
    """
    try:
        return open_session(workspace, paths, write=write), None
    except StoreError as error:
        why = str(error)
    library = open_library(workspace, paths)
    settings = read_settings(workspace.settings_files)
    store = AnnotationStore.open_others_only(workspace.annotations, workspace.annotator, why)
    return Session(workspace, settings, library, store), why
