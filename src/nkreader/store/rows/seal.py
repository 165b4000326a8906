"""The seal of a large database: by it a file is known not to need reading row by row. Pure.

    "1":{"program": "nkreader", ..., "sealed": {"rows": 5000, "bytes": 2931473, "crc": "1a2b3c4d",
    "sources": {"6f8abffd1919": [[0, 1204311], [2001107, 2931473]], ...}}}

It says of the first bytes of the last table, the annotations, that each of them could be
read when they were written, and between which of these bytes the annotations on each source
stand, unless that is as good as everywhere. Rows added since stand behind these and are read
as ever. It tells of damage and of other programs' changes, not of malice: a row under a seal
that cannot be read all the same is found out when it is asked for.
"""

import zlib
from collections.abc import Mapping, Sequence
from itertools import groupby

from msgspec import Struct, ValidationError, convert, to_builtins

from nkreader.model.record import Record
from nkreader.store.rows import layout
from nkreader.store.rows.line import HEAD, begun, encode

WORTH = 1 << 20  # bytes; less is read in no time

_FIELD = "sealed"
# So many places take as long to read as all bytes to be searched through.
MOST_PLACES = 20_000

Places = dict[str, list[tuple[int, int]]]


class Sealed(Struct, frozen=True):
    """Where sealed rows stand in a file, how many, and the file as it is without them.

    ``places`` are the bytes, counted from ``start``, in which all on a source stands, and nothing
    else; None where that is not known.
    """

    start: int
    end: int
    rows: int
    rest: bytes
    places: Places | None = None


class _Seal(Struct, frozen=True, omit_defaults=True):
    """What a seal says."""

    rows: int
    bytes: int
    crc: str
    sources: Places | None = None


def sealed(said: Mapping[str, object], body: Sequence[bytes]) -> Record:
    """Return what the first row says, with a seal on the lines of ``body``."""
    size, crc = 0, 0
    for line in body:
        size += len(line)
        crc = zlib.crc32(line, crc)
    return {**said, _FIELD: to_builtins(_seal(len(body), size, crc, _places(body)))}


def unsealed(said: Mapping[str, object]) -> Record:
    """Return what the first row says, without a seal."""
    return {name: value for name, value in said.items() if name != _FIELD}


def opened(raw: bytes) -> Sealed | None:
    """Return what of a file is under a seal that holds, None where there is none."""
    try:
        found = convert(layout.first_row(raw).get(_FIELD), _Seal)
    except ValidationError:
        return None
    start = layout.start_of_annotations(raw)
    end = start + found.bytes
    if not (start and 0 < found.rows <= found.bytes <= len(raw)):
        return None
    crc = zlib.crc32(memoryview(raw)[start:end])
    if found != _seal(found.rows, found.bytes, crc, found.sources):
        return None
    return Sealed(start, end, found.rows, raw[:start] + begun(raw[end:]), found.sources)


def _places(body: Sequence[bytes]) -> Places | None:
    """Return where the lines on each source stand, None where that is everywhere or nowhere."""
    found: Places = {}
    at = 0
    for number, (source, lines) in enumerate(groupby(body, _source_of)):
        if source is None or number == MOST_PLACES:
            return None
        end = at + sum(map(len, lines))
        found.setdefault(source.decode("utf-8", "replace"), []).append((at, end))
        at = end
    return found


def _source_of(line: bytes) -> bytes | None:
    """Return the source of a line that was written here."""
    found = HEAD.match(line)
    return found and found[3]


def _seal(rows: int, size: int, crc: int, places: Places | None) -> _Seal:
    """Return a seal: its checksum is of the lines, and of what is said of them."""
    said = f"{rows} {size}" + ("" if places is None else f" {encode(places)}")
    checksum = zlib.crc32(said.encode(), crc)
    return _Seal(rows, size, f"{checksum:08x}", places)
