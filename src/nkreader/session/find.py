"""Searching: in the prose of sources, and in what annotators have written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from nkreader.model.annotation import Annotation
from nkreader.model.source import Source
from nkreader.model.span import Span
from nkreader.session.tagged import Tagged
from nkreader.text.prose import prose
from nkreader.text.search import search

# Code points of context on either side of a hit.
_CONTEXT = 50

_WRITTEN: tuple[tuple[str, Callable[[Annotation], str | None]], ...] = (
    ("note", lambda each: each.note),
    ("about", lambda each: each.about),
    ("speaker", lambda each: each.speaker),
    ("tags", lambda each: ", ".join(each.tags)),
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where what is searched for stands.

    ``field`` is ``text`` for a source, else the field of the annotation whose id is
    ``annotation``; ``span`` counts in that text. ``line`` is the source's, from 1.
    """

    path: str
    source: str
    span: Span
    quote: str
    before: str
    after: str
    field: str = "text"
    line: int | None = None
    annotation: str | None = None


def in_source(source: Source, path: str, query: str) -> Iterator[Hit]:
    """Yield the places in a source's prose, in order."""
    line, counted = 1, 0
    readable = prose(source)
    for span in search(readable, query):
        line += _line_ends(source.text, counted, span.start)
        counted = span.start
        before, after = _around(readable, span)
        quote = span.of(source.text)
        yield Hit(path, source.id, span, quote, before, after, line=line)


def in_annotations(tagged: Tagged, query: str) -> Iterator[Hit]:
    """Yield the places in notes and the like, annotation by annotation."""
    for annotation in tagged.annotations:
        ref = tagged.refs.get(annotation.source)
        for name, read in _WRITTEN:
            text = read(annotation) or ""
            for span in search(text, query):
                before, after = _around(text, span)
                yield Hit(
                    ref.path if ref else "",
                    annotation.source,
                    span,
                    span.of(text),
                    before,
                    after,
                    field=name,
                    annotation=annotation.id,
                )


def _line_ends(text: str, start: int, end: int) -> int:
    pairs = text.count("\r\n", start, end)
    return text.count("\n", start, end) + text.count("\r", start, end) - pairs


def _around(text: str, span: Span) -> tuple[str, str]:
    """Return what stands before and after: some whole words of the paragraph."""
    first, last = max(0, span.start - _CONTEXT), span.end + _CONTEXT
    before = text[first : span.start].rpartition("\n")[2]
    after = text[span.end : last].partition("\n")[0]
    if len(before) == _CONTEXT and text[first - 1 : first].isalnum():
        before = before.partition(" ")[2]
    if len(after) == _CONTEXT and text[last : last + 1].isalnum():
        after = after.rpartition(" ")[0]
    return before, after
