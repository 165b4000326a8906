"""CSV: a row for each annotation, with the fields of its source, as it is exported.

The apostrophe that keeps a spreadsheet from calculating is taken off; what looks like a
formula otherwise is a text like any other. An empty cell says nothing.
"""

import csv
import io
from collections.abc import Iterator

from nkreader.importers import native
from nkreader.importers.file import ImportFile
from nkreader.importers.guards.limits import LARGEST_FILE, number
from nkreader.importers.guards.place import Place
from nkreader.importers.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingSource,
    incoming,
)
from nkreader.model.errors import NkreaderError
from nkreader.model.fields import wrong
from nkreader.text.spreadsheet import parted, unguarded

_NEEDED = ("start", "end", "quote", "label")
_NUMBERS = ("start", "end", "source_length")
_PASSED_OVER = ("mentions", "anchor")


def recognises(file: ImportFile) -> bool:
    """Tell whether the first row names what an annotation needs."""
    if file.is_folder or file.suffix not in (".csv", ""):
        return False
    first = file.data[:4096].decode("utf-8-sig", "replace").splitlines()[:1]
    return set(_NEEDED) <= set(next(csv.reader(first), []))


def read(file: ImportFile) -> Incoming:
    """Return what the rows say."""
    sources: dict[str, IncomingSource] = {}
    annotations: list[IncomingAnnotation] = []
    for cells, place in _rows(file):
        with place.told():
            record = _record(cells)
        annotations.append(native.with_source(record, place, sources))
    return incoming(sources.values(), annotations, file.place)


def _rows(file: ImportFile) -> Iterator[tuple[dict[str, str], Place]]:
    text = file.text()
    limit = csv.field_size_limit(LARGEST_FILE)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        names = next(reader, [])
        _check_names(names, file.place.at("line 1"))
        for row in reader:
            place = file.place.at(f"line {reader.line_num}")
            if len(row) != len(names):
                raise place.fault(f"the row has {len(row)} cells, the first row {len(names)}")
            yield dict(zip(names, map(unguarded, row), strict=True)), place
    except csv.Error as error:
        raise file.place.at(f"line {reader.line_num}").fault(f"it is no CSV ({error})") from None
    finally:
        csv.field_size_limit(limit)


def _check_names(names: list[str], place: Place) -> None:
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise place.fault(f"there is no column {', '.join(missing)}")
    if len(set(names)) < len(names):
        raise place.fault("two columns have the same name")


def _record(cells: dict[str, str]) -> dict[str, object]:
    """Return the fields that the cells of a row say."""
    record: dict[str, object] = {name: cell or None for name, cell in cells.items()}
    for name in _NUMBERS:
        if cells.get(name):
            try:
                record[name] = number(cells[name])
            except NkreaderError as error:
                raise wrong(name, f"is wrong: {error}") from None
    for name in _PASSED_OVER:
        record.pop(name, None)
    if "tags" in cells:
        record["tags"] = list(parted(cells["tags"]))
    if "links" in cells:
        record["links"] = [_link(item) for item in parted(cells["links"])]
    return record


def _link(item: str) -> dict[str, str]:
    relation, _, target = item.partition(" ")
    return {"relation": relation, "target": target}
