r"""CSV as RFC 4180 has it, safe to open in a spreadsheet.

The columns are the fields of a JSON line. A list is one cell, its items separated by
"; ": a semicolon inside an item is written "\;". A link is its relation and its
target, a mention the entity's name, each entity once. What is unknown is empty.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, and so
does one that begins with apostrophes before such a character: whoever reads the file
takes one apostrophe away from every such cell (``text.spreadsheet``) and has the original.

Characters that steer a terminal (controls but tab and line ends, and those that turn the
direction of writing) are their pictures, as on the screen: one for one, so that the places
stay right. JSON has them as they are.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.exporters.native import ANNOTATION_FIELDS, SOURCE_FIELDS, line_object
from nkreader.exporters.tagged_text import bare_sources
from nkreader.text.spreadsheet import guarded, joined, steers

COLUMNS = (
    *ANNOTATION_FIELDS,
    *(f"source_{name}" for name in SOURCE_FIELDS if name != "id"),
)

MENTION = "mention beyond the name (where it stands, its type, its Wikidata id)"
PICTURED = "cell with characters that steer a terminal (here they are pictures)"

MARK = re.compile(f"(?:\ufeff)?{','.join(COLUMNS)}\r\n".encode())

_QUOTED = re.compile(r'[",\r\n]')


def table(export: Export) -> Iterator[str]:
    """Yield the header and then one row for each annotation."""
    yield _row(COLUMNS)
    for exported in export.annotations:
        yield _row(_cells(exported))


def losses(export: Export) -> Counter[str]:
    """Count the cells in which characters are pictures, and what has no column."""
    cells = (cell for one in export.annotations for cell in _cells(one))
    pictured = sum(map(steers, cells))
    mentions = sum(len(one.mentions) for one in export.annotations)
    return +Counter({PICTURED: pictured, MENTION: mentions}) + bare_sources(export)


def _cells(exported: ExportedAnnotation) -> Iterator[str]:
    annotation = exported.annotation
    cells = line_object(exported) | {
        "tags": joined(annotation.tags),
        "links": joined(f"{link.relation} {link.target}" for link in annotation.links),
        "mentions": joined(dict.fromkeys(mention.entity.name for mention in exported.mentions)),
    }
    for name in COLUMNS:
        value = cells[name]
        yield "" if value is None else str(value)


def _row(cells: Iterable[str]) -> str:
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(text: str) -> str:
    text = guarded(text)
    if _QUOTED.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text
