"""Plain lines of a text with spans, as scripts and models write them: passages to be reviewed.

A line is ``{"text": …, "spans": [{"start", "end", "label"}]}``. A label of the line is that of
the spans which have none; ``meta`` may name the source by ``path``, ``source``, ``url``,
``title`` or ``sha256``. All come in as suggested.
"""

from collections.abc import Iterator

from nkreader.importers import native
from nkreader.importers.file import ImportFile
from nkreader.importers.guards.json_text import fields_of, first_line, lines
from nkreader.importers.guards.place import Place
from nkreader.importers.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingSource,
    incoming,
    label_named,
)
from nkreader.model.annotation import Status
from nkreader.model.fields import Fields, items, offset, optional, text, wrong
from nkreader.model.span import Span


def recognises(file: ImportFile) -> bool:
    """Tell whether the first line is a text with spans."""
    return {"text", "spans"} <= first_line(file).keys()


def read(file: ImportFile) -> Incoming:
    """Return what the lines say."""
    sources: list[IncomingSource] = []
    annotations: list[IncomingAnnotation] = []
    for value, place in lines(file):
        fields = fields_of(value, place)
        with place.told():
            sources.append(_source(fields, place))
            annotations += _passages(fields, place)
    return incoming(sources, annotations, file.place)


def _source(fields: Fields, place: Place) -> IncomingSource:
    meta = fields.get("meta") or {}
    if not isinstance(meta, dict):
        raise wrong("meta", "is no object")
    return IncomingSource(
        key=place.record,
        text=text(fields, "text"),
        sha256=native.sha256(meta, "sha256"),
        path=optional(meta, "path") or optional(meta, "source"),
        url=optional(meta, "url"),
        title=optional(meta, "title"),
    )


def _passages(fields: Fields, place: Place) -> Iterator[IncomingAnnotation]:
    whole, label = text(fields, "text"), optional(fields, "label")
    for number, item in enumerate(items(fields, "spans")):
        with place.at(f"{place.record}, spans[{number}]").told():
            if not isinstance(item, dict):
                raise wrong("spans", "holds something that is not a span")
            span = Span(offset(item, "start"), offset(item, "end"))
            # A text of the span's own would be its words, not what a reader sees.
            said = native.details({key: each for key, each in item.items() if key != "text"})
            yield IncomingAnnotation(
                key=said.get("id") or f"{place.record}, spans[{number}]",
                source=place.record,
                label=label_named(text(item, "label", label)),
                place=place.at(f"{place.record}, spans[{number}]"),
                span=span,
                quote=span.of(whole),
                **{"status": Status.SUGGESTED, **said},
            )
