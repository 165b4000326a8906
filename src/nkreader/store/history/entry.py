"""One line of the history: a step, an undo, a redo or a record, and the changes it made.

    {"kind": "step", "id": ..., "operation": ..., "at": ...,
     "changes": [{"of": "annotation", "before": ..., "after": ...}],
     "sources": [...], "crc": "1a2b3c4d"}

The checksum is of what stands before it. Only ASCII is written, so that a line is
read back as it was whatever is in it.
"""

import json
import zlib
from enum import StrEnum
from typing import Any

from msgspec import Struct

from nkreader.model.change import Change, Changed, Step
from nkreader.model.errors import NkreaderError
from nkreader.model.record import Record, source_from_record, source_to_record
from nkreader.model.source import SourceRef
from nkreader.store.rows.layout import ANNOTATIONS, ENTITIES, REVIEWS, VERDICTS
from nkreader.store.rows.values import decoded as value_of
from nkreader.store.rows.values import encoded as value_record
from nkreader.store.rows.values import identity_in, slot_of

_MARK = b', "crc": "'
_TABLES = {
    "annotation": ANNOTATIONS,
    "entity": ENTITIES,
    "verdict": VERDICTS,
    "review": REVIEWS,
}
# How many bytes at the beginning of a line tell what it does, and how many close it.
_TELLING = 32
_CLOSING = len(_MARK) + len('01234567"}\n')
_NAMES = {table: name for name, table in _TABLES.items()}
# In code points: as much of a quote as tells a person which it is.
_BEGINNING = 80


class Kind(StrEnum):
    """What a line of the history does. A record is of what was done, and is never undone."""

    STEP = "step"
    UNDO = "undo"
    REDO = "redo"
    RECORD = "record"


class Entry(Struct, frozen=True):
    """One line. An undo or redo bears the step's id and operation, and its own changes."""

    kind: Kind
    step: Step
    sources: tuple[SourceRef, ...] = ()


class LogEntry(Struct, frozen=True):
    """One line for a person: ``ids`` are of annotations, or names of entities.

    The id of a review is among them only where nothing else was changed. An undo or redo
    bears the operation of the step that it concerns. For each id there is a label and the
    beginning of a quote, as they are after the change (before it, where nothing is after);
    None where there is none.
    """

    at: str
    kind: Kind
    operation: str
    ids: tuple[str, ...]
    step: str
    labels: tuple[str | None, ...] = ()
    quotes: tuple[str | None, ...] = ()


def kind_of(line: bytes) -> Kind | None:
    """Return what a line does, None for one that is torn or whose checksum is wrong."""
    passing = PassingLine()
    passing.take(memoryview(line))
    return passing.kind


class PassingLine:
    """A line that is taken piece by piece, so that one of any length is in memory nowhere."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.size = 0
        self._begins = b""
        self._crc = 0
        self._ends = b""

    def take(self, piece: memoryview) -> None:
        """Take the next piece."""
        self.size += len(piece)
        if len(self._begins) < _TELLING:
            self._begins += bytes(piece[: _TELLING - len(self._begins)])
        if len(piece) < _CLOSING:
            piece = memoryview(self._ends + bytes(piece))
        else:
            self._crc = zlib.crc32(self._ends, self._crc)
        self._crc = zlib.crc32(piece[:-_CLOSING], self._crc)
        self._ends = bytes(piece[-_CLOSING:])

    @property
    def kind(self) -> Kind | None:
        """What it does, None while it is torn, and where its checksum is wrong."""
        if self._ends != closing(f"{self._crc:08x}"):
            return None
        return next((kind for kind in Kind if self._begins.startswith(_opening(kind))), None)


def _opening(kind: Kind) -> bytes:
    """Return what a line of a kind begins with."""
    return b'{"kind": "%s"' % kind.encode()


def checksum_of(line: bytes) -> str:
    """Return the checksum that closes a line."""
    return line[-11:-3].decode("ascii", "replace")


def closing(checksum: str) -> bytes:
    """Return what a line with that checksum ends with."""
    return _MARK + checksum.encode("ascii", "replace") + b'"}\n'


def encoded(entry: Entry) -> bytes:
    """Return ``entry`` as a line, its end included."""
    step = entry.step
    record = {
        "kind": entry.kind.value,
        "id": step.id,
        "operation": step.operation,
        "at": step.at,
        "changes": [
            {"of": _of(change), "before": _side(change.before), "after": _side(change.after)}
            for change in step.changes
        ],
        "sources": [source_to_record(source) for source in entry.sources],
    }
    body = json.dumps(record, allow_nan=False)[:-1].encode("ascii")
    return body + _MARK + b'%08x"}\n' % zlib.crc32(body)


def decoded(line: bytes) -> Entry:
    """Return the entry that a line says; raise ValueError for one that says none."""
    kind = kind_of(line)
    if kind is None:
        raise ValueError("the checksum is wrong")
    try:
        record = json.loads(line)
        step = Step(
            id=record["id"],
            operation=record["operation"],
            at=record["at"],
            changes=tuple(_change(change) for change in record["changes"]),
        )
        sources = tuple(source_from_record(source) for source in record["sources"])
    except (KeyError, TypeError, AttributeError, NkreaderError) as error:
        raise ValueError(str(error)) from None
    return Entry(kind, step, sources)


def summary(line: bytes) -> LogEntry:
    """Return what a line says to a person; raise ValueError for one that says nothing."""
    kind = kind_of(line)
    if kind is None:
        raise ValueError("the checksum is wrong")
    record = json.loads(line)
    changes = record["changes"]
    made = [change for change in changes if change["of"] != "review"] or changes
    by_id = {_identity(change): change["after"] or change["before"] for change in made}
    labels = tuple(_beginning(side.get("label")) for side in by_id.values())
    quotes = tuple(_beginning(side.get("quote")) for side in by_id.values())
    return LogEntry(
        record["at"], kind, record["operation"], tuple(by_id), record["id"], labels, quotes
    )


def _identity(change: dict[str, Any]) -> str:
    return str(identity_in(_TABLES[change["of"]], change["after"] or change["before"]))


def _beginning(text: object) -> str | None:
    return text[:_BEGINNING] if isinstance(text, str) else None


def _of(change: Change) -> str | None:
    return _NAMES[slot_of(change.value).table] if change.value else None


def _side(value: Changed | None) -> Record | None:
    return None if value is None else value_record(value)


def _change(record: dict[str, Any]) -> Change:
    table, before, after = _TABLES[record["of"]], record["before"], record["after"]
    return Change(
        before=None if before is None else value_of(table, before),  # type: ignore[arg-type]
        after=None if after is None else value_of(table, after),  # type: ignore[arg-type]
    )
