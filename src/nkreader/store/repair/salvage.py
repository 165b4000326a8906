"""What is whole in a damaged file of annotations, and what is not. Pure.

A row is found wherever it stands whole, on a line of its own or not; which table it
belongs to is told by what it says, since the name of the table may be what is damaged.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from nkreader.store.rows.layout import (
    ANNOTATIONS,
    ENTITIES,
    META,
    REVIEWS,
    SOURCES,
    VERDICTS,
    Document,
    Tables,
)
from nkreader.store.rows.line import refuse_constant
from nkreader.text.regex import regex

_NAME = regex(r'"((?:[^"\\\x00-\x1f]|\\.){1,200})"\s*:\s*(?=\{)')
_KEY = regex("[0-9]{1,18}")
_BROKEN = regex("[\udc80-\udcff]")  # a byte that is no UTF-8, as it was decoded
_FILLING = " \t\r\0,{}"

# The first bytes of the lines that git puts around what it could not merge.
_OURS, _BASE, _THEIRS, _END = b"<<<<<<< ", b"||||||| ", b"=======", b">>>>>>> "

_TABLES = (META, SOURCES, ENTITIES, VERDICTS, REVIEWS, ANNOTATIONS)
_TOLD_BY = (
    ({"program", "schema"}, META),
    ({"quote", "label"}, ANNOTATIONS),
    ({"sha256", "length"}, SOURCES),
    ({"name", "aliases"}, ENTITIES),
    ({"on", "modified"}, VERDICTS),
    ({"queue", "started"}, REVIEWS),
)


class Piece(NamedTuple):
    """Something unreadable; ``line`` counts from 1, bytes that are no UTF-8 are surrogates."""

    line: int
    text: str


class Salvage(NamedTuple):
    """The rows that are whole, the later of two with one key, and what is left over."""

    tables: Tables
    pieces: tuple[Piece, ...]


def salvage(raw: bytes) -> Salvage | None:
    """Return what can be read of a damaged file, None where there is no row of ours."""
    text = raw.decode("utf-8", "surrogateescape")
    tables: Tables = {}
    pieces: list[Piece] = []
    table, table_line, end, line = ANNOTATIONS, 0, 0, 1
    for found in _names(text):
        name, start, after, document = found
        pieces += _unread(text[end:start], line)
        line += text.count("\n", end, start)
        if document is None:
            table, table_line = name, line
        else:
            told = _table_of(document, table)
            if told != table and table_line and table not in _TABLES:
                pieces.append(Piece(table_line, table))  # its name is what is damaged
                table_line = 0
            tables.setdefault(told, {})[name] = document
        line += text.count("\n", start, after)
        end = after
    pieces += _unread(text[end:], line)
    if not any(tables.get(each) for each in _TABLES[1:]):
        return None
    return Salvage(tables, tuple(pieces))


def sides(raw: bytes) -> tuple[bytes, bytes] | None:
    """Return both files that git could not merge, None where it has left no marks.

    Lines of the other side are empty, so that each line has the number it has in ``raw``.
    """
    lines = raw.split(b"\n")
    if not any(each.startswith(_OURS) for each in lines):
        return None
    sides: tuple[list[bytes], list[bytes]] = ([], [])
    part = b""
    for line in lines:
        mark = next((each for each in (_OURS, _BASE, _THEIRS, _END) if line.startswith(each)), b"")
        part = b"" if mark == _END else mark or part
        for side, own in zip(sides, (_OURS, _THEIRS), strict=True):
            side.append(line if not mark and part in (b"", own) else b"")
    return b"\n".join(sides[0]), b"\n".join(sides[1])


def _names(text: str) -> Iterator[tuple[str, int, int, Document | None]]:
    """Yield the names of tables, and keys with their rows; where each begins and ends."""
    at = 0
    while match := _NAME.search(text, at):
        at = match.end()
        if not _KEY.fullmatch(match[1]):
            yield match[1], match.start(), at, None
        elif row := _row(text, at):
            at = row[1]
            yield match[1], match.start(), at, row[0]


def _row(text: str, at: int) -> tuple[Document, int] | None:
    try:
        document, end = _DECODE(text, at)
    except (ValueError, RecursionError):
        return None
    return None if _BROKEN.search(text, at, end) else (document, end)


def _table_of(document: Document, table: str) -> str:
    return next((name for fields, name in _TOLD_BY if fields <= document.keys()), table)


def _unread(text: str, line: int) -> Iterator[Piece]:
    for number, part in enumerate(text.split("\n"), line):
        if left := part.strip(_FILLING):
            yield Piece(number, left)


_DECODE = json.JSONDecoder(parse_constant=refuse_constant).raw_decode
