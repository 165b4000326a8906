"""The native format: one JSON document that carries everything.

Each source and each annotation stands on a line of its own, so that two exports can
be compared line by line.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from nkreader.exporters.export import Export
from nkreader.exporters.native import FORMAT, VERSION, annotation_object, dumps
from nkreader.model.record import source_to_record

MARK = re.compile(rb'\{"format": "nkreader", "version": \d')


def document(export: Export) -> Iterator[str]:
    """Yield the document, a line at a time."""
    yield f'{{"format": {dumps(FORMAT)}, "version": {VERSION}, '
    yield f'"generated": {dumps(export.generated)},\n"sources": ['
    yield from _lines(map(source_to_record, export.sources))
    yield '],\n"annotations": ['
    yield from _lines(map(annotation_object, export.annotations))
    yield "]}\n"


def _lines(objects: Iterable[Mapping[str, object]]) -> Iterator[str]:
    before = "\n"
    for value in objects:
        yield before + dumps(value)
        before = ",\n"
    if before != "\n":
        yield "\n"
