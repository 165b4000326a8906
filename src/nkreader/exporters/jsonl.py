"""JSON Lines: one annotation a line, complete in itself with the fields of its source."""

from collections.abc import Iterator

from nkreader.exporters.export import Export
from nkreader.exporters.native import dumps, line_object


def lines(export: Export) -> Iterator[str]:
    """Yield one line for each annotation."""
    for exported in export.annotations:
        yield dumps(line_object(exported)) + "\n"
