"""Opening what a command works on, and closing it again, whatever happens."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from nkreader.cli.streams import tell
from nkreader.model.errors import NkreaderError
from nkreader.session.opened import Opened
from nkreader.session.session import Session
from nkreader.session.start import open_session, open_to_look
from nkreader.session.workspace import SEEDS, Workspace, locate


def workspace_of(arguments: argparse.Namespace) -> Workspace:
    """Return the places that a command's options name."""
    return locate(annotations=arguments.annotations, annotator=arguments.annotator)


@contextmanager
def session_for(
    arguments: argparse.Namespace, paths: Sequence[Path] = (), *, write: bool = False
) -> Iterator[Session]:
    """Open a session for a ``with`` block; what it has to tell is told at the end."""
    yield from _kept(open_session(workspace_of(arguments), paths, write=write), None)


@contextmanager
def tagged_for(arguments: argparse.Namespace) -> Iterator[Session]:
    """Open a session to look at what is tagged, also in sources that are gone."""
    workspace = workspace_of(arguments)
    yield from _kept(open_session(workspace, arguments.paths, may_be_gone=True), None)


@contextmanager
def sources_for(arguments: argparse.Namespace, paths: Sequence[Path]) -> Iterator[Session]:
    """Open a session to look at sources, for which no database needs to be whole."""
    yield from _kept(*open_to_look(workspace_of(arguments), paths))


def tell_of_samples(session: Session) -> None:
    """Say so where nobody has named a source, and none lies here: the samples take their place."""
    if session.library.unasked:
        here = "workspace here" if session.workspace.root is None else f"{SEEDS}/ in this workspace"
        tell(f"no {here} and no PATH named: the sources are the samples that come with nkreader")


def tell_where_nothing_is_tagged(session: Session) -> None:
    """Say that the samples are read where nobody has tagged anything: one may be elsewhere.

    What is tagged says by itself on which sources.
    """
    if not session.store.annotations and not session.store.others():
        tell_of_samples(session)


def only_source(session: Session) -> Opened:
    """Open the one source of a command that takes one.

    Raises NkreaderError where a folder was named, or the file cannot be read.
    """
    entries = session.library.entries
    if len(entries) != 1:
        raise NkreaderError("that is a folder: name one file of it (nkreader list shows them)")
    if entries[0].reason:
        raise NkreaderError(f"{entries[0].name} cannot be read: {entries[0].reason}")
    return session.open(entries[0])


def _kept(session: Session, problem: str | None) -> Iterator[Session]:
    store = session.store
    try:
        yield session
        _tell(session, problem)
    except NkreaderError:
        if not store.read_only:  # else the error says so itself, and that is enough
            _tell(session, problem)
        raise
    finally:
        store.close()


def _tell(session: Session, problem: str | None) -> None:
    notices = (problem, *session.settings.notices, *session.store.notices)
    for notice in dict.fromkeys(notices):
        if notice:
            tell(notice)
