"""Statements as JSON objects: each quote with who, when and where, and how it answers.

Knows names and order of fields; how they become text is the business of whoever prints.
"""

from collections.abc import Mapping

from msgspec import Struct

from nkreader.exporters.export import ExportedAnnotation
from nkreader.model.annotation import Annotation
from nkreader.model.statement import Answer, Counts, Statement

Object = dict[str, object]


class Quotes(Struct, frozen=True):
    """Where annotations stand, and when they were said, by their ids."""

    places: Mapping[str, ExportedAnnotation]
    dates: Mapping[str, str | None]


def statement_object(statement: Statement, counts: Counts, quotes: Quotes) -> Object:
    """Return a statement with what was said alike and what answers it, in order."""
    first = statement.first
    return {
        "id": first.id,
        "label": statement.label.value,
        "about": statement.about,
        "speaker": first.speaker,
        "when": quotes.dates[first.id],
        "counts": counts._asdict(),
        "said": [quote_object(each, quotes) for each in statement.said],
        "answers": [_answer_object(each, quotes) for each in statement.answers],
    }


def quote_object(annotation: Annotation, quotes: Quotes) -> Object:
    """Return a quote: what was said by whom and when, and where it stands today."""
    place = quotes.places[annotation.id]
    return {
        "id": annotation.id,
        "label": annotation.label.value,
        "speaker": annotation.speaker,
        "via": annotation.via,
        "outlet": annotation.outlet,
        "when": quotes.dates[annotation.id],
        "about": annotation.about,
        "text": annotation.text or annotation.quote,
        "quote": annotation.quote,
        "source": place.source.id,
        "path": place.source.path,
        "title": place.source.title,
        "publisher": place.source.publisher,
        "published": place.source.published,
        "section": annotation.section,
        "start": place.span.start,
        "end": place.span.end,
        "anchor": place.anchor.value,
        "annotator": annotation.annotator,
    }


def _answer_object(answer: Answer, quotes: Quotes) -> Object:
    how = {"relation": answer.relation.value, "target": answer.target, "depth": answer.depth}
    return how | quote_object(answer.annotation, quotes)
