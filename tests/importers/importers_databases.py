"""Generated databases, and imports of what was exported from them, for tests of every format."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from hypothesis import strategies as st
from msgspec.structs import replace

from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.importers.file import ImportFile
from nkreader.model.annotation import (
    AnchorState,
    Annotation,
    Certainty,
    Label,
    Link,
    Relation,
    Status,
)
from nkreader.model.change import Change, Step
from nkreader.model.source import SourceRef
from nkreader.model.span import Span
from nkreader.session.library import open_library
from nkreader.session.session import Session
from nkreader.session.settings import Settings
from nkreader.session.workspace import Workspace, locate
from nkreader.store.annotations import AnnotationStore
from nkreader.text.anchor import describe

# What offsets, escapes and spreadsheets go wrong on.
PIECES = (
    *("🛰", "👩‍👩‍👧", "e\u0301", "항만", "\u00a0", "  ", "“", "’", "said", "a", "6:01 pm"),
    *("\r\n", "\r", "\n"),
    *('"', "'", ",", ";", "; ", "\\", "=", "+", "-", "@", "\t", "\x1b[31m", "\u202e", "\u2028"),
)  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=3, max_size=40).map("".join)
ANNOTATORS = ("ann", "Bob Ö", "cem")
MOMENTS = ("2024-03-05T10:00:00.123Z", "2024-03-05T10:00:00+09:00", "2024-03-05")


@dataclass(frozen=True)
class Database:
    """Annotations, and the texts that they are on; ``gone`` are sources without a file."""

    texts: tuple[str, ...]
    gone: tuple[SourceRef, ...]
    annotations: tuple[Annotation, ...]

    @property
    def refs(self) -> dict[str, SourceRef]:
        """All sources by id."""
        here = (ref_of(text, f"seeds/{n}.txt") for n, text in enumerate(self.texts))
        return {ref.id: ref for ref in (*here, *self.gone)}

    @property
    def export(self) -> Export:
        """What is exported of it, each annotation at its own place."""
        texts = {ref_of(text, "").sha256: text for text in self.texts}
        return Export(
            tuple(self.refs.values()),
            tuple(
                ExportedAnnotation(each, self.refs[each.source], AnchorState.EXACT, each.span)
                for each in self.annotations
            ),
            text_of=lambda ref: texts.get(ref.sha256),
        )


def ref_of(text: str, path: str) -> SourceRef:
    """Return what is kept of a source with this text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return SourceRef(digest[:12], path, digest, len(text), "plain")


@st.composite
def databases(draw: st.DrawFn) -> Database:
    """Draw a database: overlaps, links across sources, orphans, several annotators."""
    texts = tuple(draw(st.lists(TEXTS, min_size=1, max_size=3, unique=True)))
    gone = tuple(
        replace(ref_of(text, "gone/" + str(number)), title=draw(st.none() | WORDS))
        for number, text in enumerate(draw(st.lists(TEXTS, max_size=1)))
        if text not in texts
    )
    ids = draw(st.lists(st.from_regex(r"[a-z0-9_.:-]{1,9}", fullmatch=True), min_size=1, max_size=6,
                        unique=True))  # fmt: skip
    return Database(texts, gone, tuple(_annotation(draw, key, ids, texts, gone) for key in ids))


def _annotation(
    draw: st.DrawFn, key: str, ids: list[str], texts: tuple[str, ...], gone: tuple[SourceRef, ...]
) -> Annotation:
    ref, text = draw(st.sampled_from([(ref_of(text, ""), text) for text in texts]))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    quote, prefix, suffix = text[start:end], *describe(text, Span(start, end))[1:]
    if draw(st.booleans()) and gone:
        ref = gone[0]
        quote, prefix, suffix = "x" * min(5, ref.length), "", ""
        start, end = 0, len(quote)
    created, modified = draw(st.sampled_from(MOMENTS)), draw(st.sampled_from(MOMENTS))
    words = st.none() | WORDS
    links = st.builds(Link, st.sampled_from(Relation), st.sampled_from(ids))
    return Annotation(
        id=key,
        source=ref.id,
        start=start,
        end=end,
        quote=quote,
        prefix=prefix,
        suffix=suffix,
        text=draw(WORDS),
        label=draw(st.sampled_from(Label)),
        annotator=draw(st.sampled_from(ANNOTATORS)),
        created=created,
        modified=modified,
        section=draw(words),
        speaker=draw(words),
        via=draw(words),
        outlet=draw(words),
        about=draw(words),
        certainty=draw(st.none() | st.sampled_from(Certainty)),
        note=draw(words),
        tags=tuple(draw(st.lists(WORDS, max_size=3))),
        status=draw(st.sampled_from(Status)),
        links=tuple(draw(st.lists(links, max_size=2, unique=True))),
        said_at=draw(st.none() | st.sampled_from(MOMENTS)),
    )


def file_of(name: str, data: str | bytes, *beside: ImportFile) -> ImportFile:
    """Return a file that is imported, and those beside it."""
    found = data.encode() if isinstance(data, str) else data
    return ImportFile(name, lambda: found, lambda: beside)


def folder_of(name: str, *files: ImportFile) -> ImportFile:
    """Return a folder that is imported."""
    return ImportFile(name, bytes, lambda: files, is_folder=True)


def place_of(folder: Path) -> Workspace:
    """Return the places of a run of ann's in a folder."""
    return locate(cwd=folder, environ={"HOME": str(folder)}, annotator="ann")


def written(folder: Path, texts: Iterable[str]) -> None:
    """Write the sources of a workspace."""
    (folder / "annotations").mkdir(parents=True, exist_ok=True)
    (folder / "seeds").mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / "seeds" / f"{number}.txt").write_bytes(text.encode())


def session_in(folder: Path, annotations: str = "annotations") -> Session:
    """Open a session that writes in one of the folders of annotations of a workspace."""
    place = replace(place_of(folder), annotations=folder / annotations)
    return Session(
        place,
        Settings(),
        open_library(place, ()),
        AnnotationStore.open(place.annotations, place.annotator),
        clock=lambda: datetime(2026, 1, 1, tzinfo=UTC),
    )


def fill(session: Session, database: Database) -> None:
    """Make a database what was generated."""
    changes = tuple(Change(None, each) for each in database.annotations)
    step = Step("filled", "tag", "2026-01-01T00:00:00Z", changes)
    session.store.apply(step, database.refs.values())


@contextmanager
def sessions_on(database: Database) -> Iterator[tuple[Session, Session]]:
    """Open a session on a database that was generated, and one beside it that has nothing yet."""
    folder = Path(mkdtemp())
    try:
        written(folder, database.texts)
        first, second = session_in(folder), session_in(folder, "second")
        with first.store, second.store:
            fill(first, database)
            yield first, second
    finally:
        rmtree(folder)
