"""Hits: where what is searched for stands, and what stands around it."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from nkreader.model.span import Span
from nkreader.text.terms import stretch

# Code points of context on either side of a hit.
_CONTEXT = 50


class Field(StrEnum):
    """In what a hit stands: the text of a source, the name of who speaks there, an annotation."""

    TEXT = "text"
    SPEAKER = "speaker"
    PASSAGE = "passage"
    NOTE = "note"
    ABOUT = "about"
    TAGS = "tags"


class Hit(Struct, frozen=True):
    """A place where all that is searched for stands; ``marks`` are the places of each term.

    Spans count in the text of the source, or, if there is an ``annotation`` (its id), in that
    field of it. ``quote`` is the exact slice. ``line`` is the source's, from 1.
    """

    path: str
    source: str
    span: Span
    quote: str
    before: str
    after: str
    marks: tuple[Span, ...]
    field: Field = Field.TEXT
    line: int | None = None
    annotation: str | None = None


def hit_in(
    text: str, marks: Sequence[Span], path: str, source: str, field: Field, annotation: str
) -> Hit:
    """Return the hit with these marks in the text of an annotation's field."""
    span = stretch(marks)
    before, after = around(text, span)
    quote = span.of(text)
    return Hit(path, source, span, quote, before, after, tuple(marks), field, annotation=annotation)


def around(text: str, span: Span) -> tuple[str, str]:
    """Return what stands before and after: some whole words of the paragraph."""
    first, last = max(0, span.start - _CONTEXT), span.end + _CONTEXT
    before = text[first : span.start].rpartition("\n")[2]
    after = text[span.end : last].partition("\n")[0]
    if len(before) == _CONTEXT and text[first - 1 : first].isalnum():
        before = before.partition(" ")[2]
    if len(after) == _CONTEXT and text[last : last + 1].isalnum():
        after = after.rpartition(" ")[0]
    return before, after
