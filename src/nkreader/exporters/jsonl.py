"""JSON Lines: one annotation a line, complete in itself with the fields of its source."""

import re
from collections.abc import Iterator

from nkreader.exporters.export import Export
from nkreader.exporters.native import dumps, line_object

MARK = re.compile(rb'\{"id": "[^"\n]*", "source": "[0-9a-f]{12}", "section": ')


def lines(export: Export) -> Iterator[str]:
    """Yield one line for each annotation."""
    for exported in export.annotations:
        yield dumps(line_object(exported)) + "\n"
