"""Annotations: a passage, its label, and what the annotator said of it."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from nkreader.model.fields import LONGEST_LIST, Identity, Offset, Text, Texts
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
    target: Identity


class Annotation(Struct, frozen=True):
    """A passage with a label.

    ``source`` is a source's id; ``quote`` the exact slice, ``prefix`` and
    ``suffix`` what stood around it, ``text`` the quote as a reader wants it.
    ``created``, ``modified`` and ``said_at`` are ISO 8601.
    """

    id: Identity
    source: Identity
    start: Offset
    end: Offset
    quote: Text
    label: Label
    annotator: Text
    created: Text
    modified: Text
    prefix: Text = ""
    suffix: Text = ""
    text: Text = ""
    section: Text | None = None
    speaker: Text | None = None
    via: Text | None = None
    outlet: Text | None = None
    about: Text | None = None
    certainty: Certainty | None = None
    note: Text | None = None
    tags: Texts = ()
    status: Status = Status.ACCEPTED
    links: Annotated[tuple[Link, ...], Meta(max_length=LONGEST_LIST)] = ()
    said_at: Text | None = None

    @property
    def span(self) -> Span:
        """The passage as it was tagged."""
        return Span(self.start, self.end)
