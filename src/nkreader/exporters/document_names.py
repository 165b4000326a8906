"""Names of the files that hold one source each, fit for any file system."""

import re
from pathlib import PurePath

from nkreader.model.source import SourceRef

_ODD = re.compile(r"[^A-Za-z0-9_-]+")
_LONGEST = 60


def document_name(source: SourceRef) -> str:
    """Return what the files of a source are called: after it, and with its id at the end."""
    stem = _ODD.sub("_", PurePath(source.path).stem).strip("_")[:_LONGEST]
    return f"{stem or 'source'}-{source.id}"
