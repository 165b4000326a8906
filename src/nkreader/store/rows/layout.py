"""The bytes of a database: tables as lines of JSON that plain TinyDB reads. Pure.

    {
    "meta":{
    "1":{"program": "nkreader", "schema": 1}
    },
    "annotations":{
    "17":{"id": "a1", ...}
    ,"18":{"id": "a2", ...}
    }}

One row is one line, and no line break stands anywhere else. A row is added by writing
over what follows the last row of its table: over the closing brackets in the last
table, over blanks kept free for that in the others. Where a key stands twice the
later row is the one that counts, for every reader of JSON; a deleted row is followed
by one of the same key that holds nothing but ``deleted``. So nothing that was written
is ever written over, and each addition begins with the byte that it replaces.
"""

import json
from collections.abc import Iterable, Mapping, MutableMapping, Sequence

from msgspec import Struct

from nkreader.store.rows.line import decode, encode, parted
from nkreader.text.regex import regex

META, SOURCES, ENTITIES, ANNOTATIONS = "meta", "sources", "entities", "annotations"
VERDICTS, REVIEWS = "verdicts", "reviews"
TOGETHER = {VERDICTS, REVIEWS}  # a file has both of these tables or none of them
_ALWAYS = {META, SOURCES, ENTITIES, ANNOTATIONS}
TAIL = b"\n}}\n"
SMALL = 1 << 16  # a file up to this size costs as little to write anew as to add to

_HEAD = b'{\n"meta":{'
_CLOSED = b"\n},"
_ROOM = 1 << 12
_DELETED = "deleted"

_KEY = regex("0|[1-9][0-9]{0,17}")
_ROW = regex(rb',?"([0-9]{1,18})":(\{.*\})')
_LINE = regex(rb'\n,?"([0-9]{1,18})":\{')
_TABLE = regex(rb'("(?:[^"\\]|\\.)*"):\{')

Document = dict[str, object]
Rows = MutableMapping[str, object]
Tables = dict[str, Rows]


class Row(Struct, frozen=True):
    """What is to stand under a key of a table; None deletes what stands there."""

    table: str
    key: str
    document: Document | None


class Region(Struct, frozen=True):
    """Where a table's next row goes: byte ``at``, followed by ``room`` blanks.

    The last table has no blanks and needs none; ``bare`` tells that no row stands yet.
    """

    at: int
    room: int
    bare: bool


class Damaged(Exception):  # noqa: N818 - what happened to the file, not what went wrong here
    """A row is unreadable and readable ones follow it; ``line`` counts from 1."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def is_key(key: str) -> bool:
    """Tell whether plain TinyDB reads ``key`` as a number, and as no other one's too."""
    return _KEY.fullmatch(key) is not None


def encoded(row: Row) -> bytes:
    """Return the line that says ``row``, without the break before it."""
    document = {_DELETED: row.key} if row.document is None else row.document
    return f'"{row.key}":{encode(document)}'.encode()


def first_row(raw: bytes) -> Document:
    """Return what the first row of a file says, nothing where that cannot be told."""
    at = len(_HEAD)
    if not raw.startswith(_HEAD):
        return {}
    _, document = parted(raw[at : raw.find(b"\n", at + 1)])
    return document if isinstance(document, dict) else {}


def start_of_annotations(raw: bytes) -> int:
    """Return where the rows of that table begin, 0 where a file has none."""
    head = _table_head(ANNOTATIONS)
    at = raw.find(head)
    return at + len(head) if at >= 0 else 0


def keys_of_lines(raw: bytes, start: int, end: int) -> list[str]:
    """Return the keys that lines begin with, nothing where one begins otherwise."""
    found = _LINE.findall(raw, start, end)
    return [key.decode() for key in found] if len(found) == raw.count(b"\n", start, end) else []


def addition(rows: Iterable[Row], *, bare: bool) -> bytes:
    """Return what is written to add ``rows`` to a table, without the end of the table."""
    lines = b"".join(b"\n," + encoded(row) for row in rows)
    return b"\n" + lines[2:] if bare and lines else lines


def ordered(tables: Mapping[str, Rows]) -> Tables:
    """Return the tables as a file has them: all that it must have, annotations last."""
    judged = (VERDICTS, REVIEWS) if TOGETHER & tables.keys() else ()
    names = dict.fromkeys((META, SOURCES, ENTITIES, *judged, *tables))
    names.pop(ANNOTATIONS, None)
    return {name: tables.get(name, {}) for name in (*names, ANNOTATIONS)}


def rendered(bodies: Mapping[str, Sequence[bytes]]) -> tuple[list[bytes], dict[str, Region]]:
    """Return a whole file, in pieces, and where rows can be added to it.

    ``bodies`` are the lines of its tables, ordered, as :func:`joinable` returns them.
    """
    roomy = sum(len(line) for body in bodies.values() for line in body) > SMALL
    pieces, regions, at = [b"{"], {}, 1
    for name, body in bodies.items():
        head = _table_head(name)
        size = sum(map(len, body))
        room = max(_ROOM, size) if roomy and name not in (META, ANNOTATIONS) else 0
        end = TAIL if name == ANNOTATIONS else b" " * room + _CLOSED
        regions[name] = Region(at + len(head) + size, room, bare=not body)
        pieces += [head, *body, end]
        at += len(head) + size + len(end)
    return pieces, regions


def is_laid_out(raw: bytes) -> bool:
    """Tell whether ``raw`` begins or ends as no other program's file does."""
    return raw.startswith(_HEAD) or raw.endswith(TAIL)


def regions(raw: bytes, tables: Mapping[str, Rows]) -> dict[str, Region]:
    """Return where rows can be added to ``raw``: nowhere if it was laid out otherwise."""
    if not (raw.startswith(_HEAD) and raw.endswith(TAIL) and list(tables)[-1:] == [ANNOTATIONS]):
        return {}
    found = {}
    for name in tables:
        head = _table_head(name)
        start = raw.find(head) + len(head)
        last = name == ANNOTATIONS
        end = len(raw) - len(TAIL) if last else raw.find(_CLOSED, start)
        if start < len(head) or end < start:
            return {}
        # A break without its row was left by a write that was cut short: it counts as a blank.
        at = end if last else start + len(raw[start:end].rstrip())
        found[name] = Region(at, end - at, bare=at == start)
    return found


def parsed(raw: bytes) -> Tables:
    """Return the tables of a file; raise ValueError where it is not a TinyDB file."""
    try:
        tables = decode(raw.decode("utf-8"))
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(tables, dict) or not all(isinstance(t, dict) for t in tables.values()):
        raise ValueError("it is not an object of tables")
    if raw.startswith(_HEAD) and not _has_all(tables):
        raise ValueError("it lacks a table")
    return tables


def without_deleted(tables: Tables) -> tuple[Tables, dict[str, set[str]]]:
    """Return the tables without deleted rows, and the keys of those by table."""
    buried = {
        name: {key for key, document in rows.items() if document == {_DELETED: key}}
        for name, rows in tables.items()
    }
    live = {
        name: {key: document for key, document in rows.items() if key not in buried[name]}
        if buried[name]
        else rows
        for name, rows in tables.items()
    }
    return live, {name: keys for name, keys in buried.items() if keys}


def lines(raw: bytes, regions: Mapping[str, Region]) -> int:
    """Return how many lines with rows ``raw`` has, those that no longer count included."""
    return raw.count(b'\n,"') + sum(not region.bare for region in regions.values())


def salvaged(raw: bytes) -> Tables:
    """Return what is whole in a file whose last write was cut short.

    Raise Damaged where an unreadable line cannot come from that, and ValueError
    where the file was never laid out as one of ours.
    """
    if not raw.startswith(_HEAD):
        raise ValueError("it is no database")
    tables: Tables = {}
    rows: Rows | None = None
    torn = 0  # the first line of this table that is unreadable
    for number, line in enumerate((piece.strip(b" \0") for piece in raw.split(b"\n")), 1):
        if line == b"}}" and rows is not None:
            break  # what follows is left of a write that was taken back
        if not line or number == 1:
            continue
        if line == b"},":
            if torn and list(tables) == [META]:  # nothing is ever added there
                raise Damaged(torn)
            rows, torn = None, 0
        elif rows is None:
            rows = tables.setdefault(_table_name(line, number), {})
        elif (row := _row(line)) is None:
            torn = torn or number
        elif torn:
            raise Damaged(torn)
        else:
            rows[row[0]] = row[1]
    if not _has_all(tables):
        raise Damaged(torn or raw.count(b"\n") + 1)
    return tables


def _has_all(tables: Tables) -> bool:
    together = TOGETHER & tables.keys()
    return tables.keys() >= _ALWAYS and together in (set(), TOGETHER)


def _table_head(name: str) -> bytes:
    return f"\n{encode(name)}:{{".encode()


def _row(line: bytes) -> tuple[str, Document] | None:
    match = _ROW.fullmatch(line)
    if match is None:
        return None
    try:
        document = decode(match[2].decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return match[1].decode(), document


def _table_name(line: bytes, number: int) -> str:
    match = _TABLE.fullmatch(line)
    if match is None:
        raise Damaged(number)
    return str(json.loads(match[1]))
