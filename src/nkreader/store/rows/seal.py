"""The seal of a large database: by it a file is known not to need reading row by row. Pure.

    "1":{"program": "nkreader", ..., "sealed": {"rows": 5000, "bytes": 2931473, "crc": "1a2b3c4d"}}

It says of the first bytes of the last table, the annotations, that each of them could be
read when they were written. Rows added since stand behind these and are read as ever. It
tells of damage and of other programs' changes, not of malice: a row under a seal that
cannot be read all the same is found out when it is asked for.
"""

import zlib
from collections.abc import Mapping, Sequence

from msgspec import Struct

from nkreader.model.record import Record
from nkreader.store.rows import layout
from nkreader.store.rows.line import begun

WORTH = 1 << 20  # bytes; less is read in no time

_FIELD = "sealed"


class Sealed(Struct, frozen=True):
    """Where sealed rows stand in a file, how many, and the file as it is without them."""

    start: int
    end: int
    rows: int
    rest: bytes


def sealed(said: Mapping[str, object], body: Sequence[bytes]) -> Record:
    """Return what the first row says, with a seal on the lines of ``body``."""
    size, crc = 0, 0
    for line in body:
        size += len(line)
        crc = zlib.crc32(line, crc)
    return {**said, _FIELD: _seal(len(body), size, crc)}


def unsealed(said: Mapping[str, object]) -> Record:
    """Return what the first row says, without a seal."""
    return {name: value for name, value in said.items() if name != _FIELD}


def opened(raw: bytes) -> Sealed | None:
    """Return what of a file is under a seal that holds, None where there is none."""
    match found := layout.first_row(raw).get(_FIELD):
        case {"rows": int(rows), "bytes": int(size)} if 0 < rows <= size <= len(raw):
            start = layout.start_of_annotations(raw)
            end = start + size
            if start and found == _seal(rows, size, zlib.crc32(memoryview(raw)[start:end])):
                return Sealed(start, end, rows, raw[:start] + begun(raw[end:]))
    return None


def _seal(rows: int, size: int, crc: int) -> Record:
    """Return a seal: its checksum is of the lines, and of how many they are said to be."""
    checksum = zlib.crc32(f"{rows} {size}".encode(), crc)
    return {"rows": rows, "bytes": size, "crc": f"{checksum:08x}"}
