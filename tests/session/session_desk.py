"""A session on one source, with a clock and ids of its own."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from nkreader.model.span import Span
from nkreader.session.library import open_library
from nkreader.session.opened import Opened
from nkreader.session.session import Session
from nkreader.session.settings import Settings
from nkreader.session.workspace import locate
from nkreader.store.annotations import AnnotationStore

STORY = """Ministry denies

The ministry denied it. Moscow said the trains were empty.

Analysts expect more of the same next year.
"""
ANALYSTS = Span(77, 120)
FIRST = Span(17, 40)


def make_session(folder: Path, annotator: str = "ann") -> Session:
    """Return a session of an annotator on the story in a folder, which is made if need be."""
    (folder / "annotations").mkdir(exist_ok=True)
    if not (folder / "story.txt").exists():
        (folder / "story.txt").write_text(STORY, encoding="utf-8")
    place = locate(cwd=folder, environ={"HOME": str(folder / "home")}, annotator=annotator)
    moments = count()
    ids = count(1)
    return Session(
        place,
        Settings(),
        open_library(place, [folder / "story.txt"]),
        AnnotationStore.open(place.annotations, annotator),
        clock=lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=next(moments)),
        new_id=lambda: f"{annotator}{next(ids)}",
    )


def closed_session(tmp_path: Path) -> Iterator[Session]:
    """Yield a session on the story, which is closed in the end; a fixture is made of it."""
    session = make_session(tmp_path)
    yield session
    session.store.close()


def open_story(session: Session) -> Opened:
    """Return the story, open; a fixture is made of it."""
    return session.open(session.library.entries[0])
