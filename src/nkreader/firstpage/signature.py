"""What a file is known again by, without reading it."""

import os
from collections.abc import Iterable

_ABSENT = b"-"


def signature(path: bytes) -> bytes:
    """Return a word that is another after a file was changed, replaced, made or removed."""
    try:
        found = os.stat(path)
    except (OSError, ValueError):
        return _ABSENT
    return b"%d:%d:%d" % (found.st_size, found.st_mtime_ns, found.st_ino)


def sign(paths: Iterable[str]) -> list[bytes]:
    """Return a line for each path: its signature and, in hexadecimal, itself."""
    encoded = [os.fsencode(path) for path in paths]
    return [signature(path) + b" " + path.hex().encode() for path in encoded]


def holds(line: bytes) -> bool:
    """Tell whether the file of a line is still what it was; ValueError where it is no line."""
    known, path = line.split(b" ")
    return signature(bytes.fromhex(path.decode("ascii"))) == known
