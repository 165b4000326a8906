"""A source: one file that is read, and the parts that its shape marks."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from nkreader.model.fields import Identity, Offset, Text
from nkreader.model.span import Span


class Shape(StrEnum):
    """What kind of source a file is."""

    CAPTIONS = "captions"
    PODCAST = "podcast"
    FEED = "feed"
    ARTICLE = "article"
    PLAIN = "plain"


class Section(Struct, frozen=True):
    """A part with a title of its own; ``body`` is without boilerplate at its ends."""

    span: Span
    body: Span
    title: str | None = None
    url: str | None = None
    published: str | None = None


class Timecode(Struct, frozen=True):
    """A clock line; ``covers`` is the stretch up to the next one, ``at`` ISO 8601."""

    span: Span
    covers: Span
    text: str
    at: str | None = None


class Turn(Struct, frozen=True):
    """The stretch one speaker speaks, from after the mark to the next mark."""

    span: Span
    mark: Span
    speaker: str | None = None


class Source(Struct, frozen=True):
    """One file's decoded text, unchanged, and what its loader found in it.

    ``sha256`` is of the file's bytes, empty where only its beginning was read;
    ``published`` ISO 8601. ``standalone`` are spans that are sentences of their own
    (headlines, headings, photo captions).
    All tuples are in text order.
    """

    path: str
    text: str
    sha256: str
    shape: Shape
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    urls: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    timecodes: tuple[Timecode, ...] = ()
    turns: tuple[Turn, ...] = ()
    boilerplate: tuple[Span, ...] = ()
    standalone: tuple[Span, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def is_beginning(self) -> bool:
        """Whether this is not all of the file, so that nothing can be tagged in it yet."""
        return not self.sha256

    @property
    def id(self) -> str:
        """The first 12 hex digits of the file's SHA-256."""
        return self.sha256[:12]

    @property
    def length(self) -> int:
        """The number of code points in the text."""
        return len(self.text)

    def ref(self, path: str) -> "SourceRef":
        """Return what is kept of the source; ``path`` is how it is written down."""
        return SourceRef(
            id=self.id,
            path=path,
            sha256=self.sha256,
            length=self.length,
            shape=self.shape.value,
            title=self.title,
            publisher=self.publisher,
            published=self.published,
            url=self.urls[0] if self.urls else None,
        )


class SourceRef(Struct, frozen=True):
    """What is kept of a source beside annotations on it."""

    id: Identity
    path: Text
    sha256: Text
    length: Offset
    shape: Annotated[str, Meta(pattern=rf"^(?:{'|'.join(Shape)})\Z")]
    title: Text | None = None
    publisher: Text | None = None
    published: Text | None = None
    url: Text | None = None
