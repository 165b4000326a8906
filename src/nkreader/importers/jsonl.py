"""JSON Lines: an annotation a line, with the fields of its source."""

from nkreader.importers import native
from nkreader.importers.file import ImportFile
from nkreader.importers.guards.json_text import fields_of, first_line, lines
from nkreader.importers.incoming import Incoming, IncomingSource, incoming


def recognises(file: ImportFile) -> bool:
    """Tell whether the first line is an annotation with fields of its source."""
    fields = first_line(file)
    has_source = any(name.startswith(native.SOURCE) for name in fields)
    return has_source and {"quote", "label"} <= fields.keys()


def read(file: ImportFile) -> Incoming:
    """Return what the lines say."""
    sources: dict[str, IncomingSource] = {}
    annotations = tuple(
        native.with_source(fields_of(value, place), place, sources) for value, place in lines(file)
    )
    return incoming(sources.values(), annotations, file.place)
