"""JSON Lines: an annotation a line, with the fields of its source."""

from collections.abc import Iterator

from nkreader.importers import native
from nkreader.importers.file import ImportFile
from nkreader.importers.guards.json_text import fields_of, first_line, lines
from nkreader.importers.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingSource,
    incoming,
)

_SOURCE = "source_"


def recognises(file: ImportFile) -> bool:
    """Tell whether the first line is an annotation with fields of its source."""
    fields = first_line(file)
    has_source = any(name.startswith(_SOURCE) for name in fields)
    return has_source and {"quote", "label"} <= fields.keys()


def read(file: ImportFile) -> Incoming:
    """Return what the lines say."""
    sources: dict[str, IncomingSource] = {}
    annotations = tuple(_annotations(file, sources))
    return incoming(sources.values(), annotations, file.place)


def _annotations(
    file: ImportFile, sources: dict[str, IncomingSource]
) -> Iterator[IncomingAnnotation]:
    for value, place in lines(file):
        fields = fields_of(value, place)
        source = native.source(fields, place, prefix=_SOURCE)
        if sources.setdefault(source.key, source) != source:
            raise place.fault(f"the source {source.key!r} is told otherwise than before")
        yield native.annotation(fields, source.key, place)
