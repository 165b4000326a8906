"""The lines of a history, however long: from behind, and as they pass."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from nkreader.store.disk import durable
from nkreader.store.history.entry import PassingLine, closing, kind_of

_CHUNK = 1 << 16
_PIECE = 1 << 20


def tail(path: Path) -> tuple[bytes, bytes]:
    """Return the last whole line, and what is torn after it."""
    try:
        file = durable.opened(path)
    except FileNotFoundError:
        return b"", b""
    with file:
        size = file.seek(0, os.SEEK_END)
        line = _line_to(file, size)
        if not line or kind_of(line):
            return line, b""
        return _line_to(file, size - len(line)), line


def closes_a_long_line(path: Path, checksum: str) -> bool:
    """Tell whether the file ends with the checksum of a line too long to be read in passing."""
    try:
        file = durable.opened(path)
    except FileNotFoundError:
        return False
    with file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _CHUNK))
        raw = file.read(_CHUNK)
    return raw.endswith(closing(checksum)) and size > _CHUNK and raw.count(b"\n") == 1


def passing_lines(path: Path, end: int) -> Iterator[tuple[int, PassingLine]]:
    """Yield where each line before byte ``end`` begins, and the line."""
    at, line = 0, PassingLine()
    for piece in _pieces(path, end):
        start = 0
        while start < len(piece):
            stop = piece.find(b"\n", start) + 1 or len(piece)
            line.take(memoryview(piece)[start:stop])
            start = stop
            if piece.endswith(b"\n", 0, stop):
                yield at, line
                at, line = at + line.size, PassingLine()
    if line.size:
        yield at, line


def _pieces(path: Path, end: int) -> Iterator[bytes]:
    with suppress(FileNotFoundError), durable.opened(path) as file:
        while piece := file.read(min(_PIECE, end - file.tell())):
            yield piece


def line_before(path: Path, end: int) -> bytes:
    """Return the line that ends at byte ``end``, nothing where that is the beginning."""
    with durable.opened(path) as file:
        return _line_to(file, end)


def _line_to(file: BinaryIO, end: int) -> bytes:
    """Return the line that ends at byte ``end``, its line break included if it has one."""
    length = _CHUNK
    while True:
        start = max(0, end - length)
        file.seek(start)
        raw = file.read(end - start)
        before = raw.rfind(b"\n", 0, max(0, len(raw) - 1)) + 1
        if before or start == 0:
            return raw[before:]
        length *= 8
