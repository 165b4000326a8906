r"""CSV as RFC 4180 has it, safe to open in a spreadsheet.

The columns are the fields of a JSON line. A list is one cell, its items separated by
"; ": a semicolon inside an item is written "\;". A link is its relation and its
target, a mention the entity's name, each entity once. What is unknown is empty.

A cell that a spreadsheet would take for a formula gets an apostrophe in front, and so
does one that begins with apostrophes before such a character: whoever reads the file
takes one apostrophe away from every cell that matches ``GUARDED`` and has the original.

Characters that steer a terminal (controls but tab and line ends, and those that turn the
direction of writing) are their pictures, as on the screen: one for one, so that the places
stay right. JSON has them as they are.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.exporters.native import ANNOTATION_FIELDS, SOURCE_FIELDS, line_object
from nkreader.text.display import picture

COLUMNS = (
    *ANNOTATION_FIELDS,
    *(f"source_{name}" for name in SOURCE_FIELDS if name != "id"),
)

PICTURED = "cell with characters that steer a terminal (here they are pictures)"

_FORMULA = r"'*[=+\-@\t\r\n＝＋－＠]"
GUARDED = re.compile("'" + _FORMULA)

_DANGEROUS = re.compile(_FORMULA)
_QUOTED = re.compile(r'[",\r\n]')
_STEERING = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")


def table(export: Export) -> Iterator[str]:
    """Yield the header and then one row for each annotation."""
    yield _row(COLUMNS)
    for exported in export.annotations:
        yield _row(_cells(exported))


def losses(export: Export) -> Counter[str]:
    """Count the cells in which characters that steer a terminal are pictures."""
    cells = (cell for one in export.annotations for cell in _cells(one))
    return +Counter({PICTURED: sum(_STEERING.search(cell) is not None for cell in cells)})


def steerless(text: str) -> str:
    """Return a text as a cell has it: what steers a terminal, or fits no UTF-8, as a picture."""
    return _STEERING.sub(picture, _SURROGATE.sub("\ufffd", text))


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
    text = steerless(text)
    if _DANGEROUS.match(text):
        text = "'" + text
    if _QUOTED.search(text):
        return '"' + text.replace('"', '""') + '"'
    return text
