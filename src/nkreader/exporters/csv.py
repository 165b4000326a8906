r"""CSV as RFC 4180 has it, safe to open in a spreadsheet.

The columns are the fields of a JSON line. A list is one cell, its items separated by
"; ": a semicolon inside an item is written "\;". A link is its relation and its
target, a mention the entity's name, each entity once. What is unknown is empty.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, and so
does one that begins with apostrophes before such a character: whoever reads the file
takes one apostrophe away from every cell that matches ``GUARDED`` and has the original.
"""

import re
from collections.abc import Iterable, Iterator

from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.exporters.native import ANNOTATION_FIELDS, SOURCE_FIELDS, line_object

COLUMNS = (
    *ANNOTATION_FIELDS,
    *(f"source_{name}" for name in SOURCE_FIELDS if name != "id"),
)

_FORMULA = r"'*[=+\-@\t\r\n\0＝＋－＠]"
GUARDED = re.compile("'" + _FORMULA)

_DANGEROUS = re.compile(_FORMULA)
_QUOTED = re.compile(r'[",\r\n]')
_SURROGATE = re.compile("[\ud800-\udfff]")


def table(export: Export) -> Iterator[str]:
    """Yield the header and then one row for each annotation."""
    yield _row(COLUMNS)
    for exported in export.annotations:
        yield _row(_cells(exported))


def _cells(exported: ExportedAnnotation) -> Iterator[str]:
    annotation = exported.annotation
    cells = line_object(exported) | {
        "tags": _joined(annotation.tags),
        "links": _joined(f"{link.relation} {link.target}" for link in annotation.links),
        "mentions": _joined(dict.fromkeys(mention.entity.name for mention in exported.mentions)),
    }
    for name in COLUMNS:
        value = cells[name]
        yield "" if value is None else str(value)


def _joined(items: Iterable[str]) -> str:
    return "; ".join(item.replace("\\", "\\\\").replace(";", "\\;") for item in items)


def _row(cells: Iterable[str]) -> str:
    return ",".join(map(_cell, cells)) + "\r\n"


def _cell(text: str) -> str:
    # UTF-8 has no form for a lone surrogate, which a file's name may hold.
    text = _SURROGATE.sub("\ufffd", text)
    if _DANGEROUS.match(text):
        text = "'" + text
    if _QUOTED.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text
