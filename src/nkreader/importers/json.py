"""The native format: one JSON document with all sources and annotations."""

import re

from nkreader.importers import native
from nkreader.importers.file import ImportFile
from nkreader.importers.guards.json_text import Piece, fields_of, pieces
from nkreader.importers.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingSource,
    incoming,
)

FORMAT = "nkreader"
VERSION = 1

_HEAD = re.compile(rb'\s*\{\s*"format"\s*:\s*"nkreader"')
_LISTS = ("sources", "annotations")


def recognises(file: ImportFile) -> bool:
    """Tell whether a file begins like a native document."""
    return not file.is_folder and _HEAD.match(file.data.removeprefix(b"\xef\xbb\xbf")) is not None


def read(file: ImportFile) -> Incoming:
    """Return what a native document says."""
    sources: list[IncomingSource] = []
    annotations: list[IncomingAnnotation] = []
    known: set[str] = set()
    for piece in pieces(file):
        known.add(piece.key)
        if piece.key == "sources":
            sources.append(native.source(fields_of(piece.value, piece.place), piece.place))
        elif piece.key == "annotations":
            fields = fields_of(piece.value, piece.place)
            key = fields.get("source")
            annotations.append(native.annotation(fields, str(key), piece.place))
        else:
            _check_head(piece)
    if "format" not in known:
        raise file.place.fault(f'it has no "format": "{FORMAT}", so it is no export of nkreader')
    return incoming(sources, annotations, file.place)


def _check_head(piece: Piece) -> None:
    if piece.key == "format" and piece.value != FORMAT:
        raise piece.place.fault(f"field 'format' is not {FORMAT!r}")
    if piece.key == "version" and piece.value != VERSION:
        raise piece.place.fault(f"field 'version' is not {VERSION}: update nkreader")
