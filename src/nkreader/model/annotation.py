"""Annotations: a passage, its label, and what the annotator said of it."""

from enum import StrEnum

from msgspec import Struct

from nkreader.model.span import Span


class Label(StrEnum):
    """What a passage does to a matter of fact."""

    CLAIM = "claim"
    DENIAL = "denial"
    EVIDENCE = "evidence"
    SPECULATION = "speculation"


class Certainty(StrEnum):
    """How sure the annotator is of the label."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Status(StrEnum):
    """Where an annotation stands in review."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Relation(StrEnum):
    """How one annotation bears on another, read from left to right."""

    DENIES = "denies"
    SUPPORTS = "supports"
    UNDERMINES = "undermines"
    REPEATS = "repeats"
    CONCERNS = "concerns"


class AnchorState(StrEnum):
    """How today's text holds the passage that was tagged."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    ORPHAN = "orphan"


class Link(Struct, frozen=True):
    """A tie to the annotation whose id is ``target``."""

    relation: Relation
    target: str


class Annotation(Struct, frozen=True):
    """A passage with a label.

    ``source`` is a source's id; ``quote`` the exact slice, ``prefix`` and
    ``suffix`` what stood around it, ``text`` the quote as a reader wants it.
    ``created``, ``modified`` and ``said_at`` are ISO 8601.
    """

    id: str
    source: str
    start: int
    end: int
    quote: str
    label: Label
    annotator: str
    created: str
    modified: str
    prefix: str = ""
    suffix: str = ""
    text: str = ""
    section: str | None = None
    speaker: str | None = None
    via: str | None = None
    outlet: str | None = None
    about: str | None = None
    certainty: Certainty | None = None
    note: str | None = None
    tags: tuple[str, ...] = ()
    status: Status = Status.ACCEPTED
    links: tuple[Link, ...] = ()
    said_at: str | None = None

    @property
    def span(self) -> Span:
        """The passage as it was tagged."""
        return Span(self.start, self.end)
