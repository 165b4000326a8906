"""Databases that a seed makes: links, notes, overlaps, and all that offsets go wrong on."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from msgspec.structs import replace

from nkreader.model.annotation import (
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
from nkreader.session.annotating.annotate import on_passage
from nkreader.session.library import open_library
from nkreader.session.opened import Opened
from nkreader.session.session import Session
from nkreader.session.settings import Settings
from nkreader.session.workspace import locate
from nkreader.store.annotations import AnnotationStore

_WORDS = (
    "ferry",
    "said",
    "the",
    "Cafe\u0301",
    "항만",
    "🛰",
    "👩‍👩‍👧",
    "“no”",
    "Min\u00a0Seo",
    "6:01",
)
_ENDS = (". ", ", ", " ", "  ", "\r\n", "\n\n", "\r\n6:02 pm\r\n", " 🚢 ")
_SAID = ("Min Seo-yeon", "=1+1", "a; b", "tab\there", "two\nlines", "back\\slash \\n", "🛰 “x”")


def text_of(random: Random, words: int) -> str:
    """Return a text that begins with an emoji."""
    return "🛰 " + "".join(random.choice(_WORDS) + random.choice(_ENDS) for _ in range(words))


def session_on(folder: Path, texts: Mapping[str, str], annotator: str = "ann") -> Session:
    """Return a session on sources with these texts, in a folder that is made if need be."""
    seeds = folder / "seeds"
    (folder / "annotations").mkdir(parents=True, exist_ok=True)
    seeds.mkdir(exist_ok=True)
    for name, text in texts.items():
        (seeds / name).write_bytes(text.encode())
    place = locate(cwd=folder, environ={"HOME": str(folder / "home")}, annotator=annotator)
    moments, ids = count(), count(1)
    return Session(
        place,
        Settings(),
        open_library(place, [seeds]),
        AnnotationStore.open(place.annotations, annotator),
        clock=lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=next(moments)),
        new_id=lambda: f"{annotator}{next(ids)}",
    )


def tag_at_random(session: Session, random: Random, each: int) -> None:
    """Tag ``each`` passages in every source, in one step, with links between all of them."""
    made: list[Annotation] = []
    sources: list[SourceRef] = []
    for entry in session.library.entries:
        opened = session.open(entry)
        session.store.keep_text(opened.ref, opened.source.text)
        sources.append(opened.ref)
        made += _passages(session, opened, random, each)
    linked = tuple(_linked(random, made))
    step = Step("made", "tag", session.now(), tuple(Change(None, one) for one in linked))
    session.store.apply(step, sources)


def _passages(
    session: Session, opened: Opened, random: Random, number: int
) -> Iterator[Annotation]:
    text = opened.source.text
    before = Span(0, 1)
    for _ in range(number):
        before = span = _span(random, text, before)
        now = session.now()
        bare = Annotation(
            id=session.new_id(),
            source=opened.source.id,
            start=span.start,
            end=span.end,
            quote="",
            label=random.choice(list(Label)),
            annotator=session.workspace.annotator,
            created=now,
            modified=now,
            speaker=_perhaps(random),
            via=_perhaps(random),
            outlet=_perhaps(random),
            about=_perhaps(random),
            note=_perhaps(random),
            certainty=random.choice([None, *Certainty]),
            tags=tuple(random.sample(_SAID, random.choice((0, 0, 1, 2)))),
            status=random.choice(list(Status)),
        )
        yield on_passage(opened, span, bare)


def _span(random: Random, text: str, before: Span) -> Span:
    """Return a passage: anywhere, or one that repeats, touches or overlaps the one before."""
    kind = random.randrange(4)
    if kind == 0:
        return before
    start = random.randrange(len(text)) if kind == 1 else before.end if kind == 2 else before.start
    start = min(_outside_line_ends(text, start), len(text) - 1)
    end = _outside_line_ends(text, min(start + random.randint(1, 60), len(text)))
    span = Span(start, max(end, start + 1))
    return span if span.of(text).strip() else Span(0, 1)


def _outside_line_ends(text: str, offset: int) -> int:
    """Return an offset that is not between the two halves of a line end."""
    return offset + (text[offset - 1 : offset + 1] == "\r\n" and offset > 0)


def _perhaps(random: Random) -> str | None:
    return random.choice((None, random.choice(_SAID)))


def _linked(random: Random, made: list[Annotation]) -> Iterator[Annotation]:
    for one in made:
        near = [other for other in random.sample(made, min(3, len(made))) if other.id != one.id]
        links = tuple(Link(random.choice(list(Relation)), other.id) for other in near[:2])
        yield replace(one, links=links if random.random() < 0.5 else ())
