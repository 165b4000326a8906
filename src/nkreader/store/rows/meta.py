"""The row in which a database says whose it is, and how it is to be understood. Pure.

A database with verdicts or reviews is of schema 2, so that a program that would pass over
them, and show as accepted what was rejected, does not open it; any other is of schema 1.
"""

from collections.abc import Mapping

from nkreader.model.record import Record
from nkreader.store.rows.layout import META, TOGETHER, Row, Rows, Tables

PROGRAM = "nkreader"
SCHEMA = 2
MARK = "step"

_KEY = "1"


def meta_of(tables: Mapping[str, Rows]) -> Record:
    """Return what the row says, nothing where there is none."""
    found = tables.get(META, {}).get(_KEY)
    return found if isinstance(found, dict) else {}


def with_meta(tables: Mapping[str, Rows], said: Record) -> Tables:
    """Return the tables with a row that says what ``said`` does."""
    return {**tables, META: {**tables[META], _KEY: said}}


def is_signed(tables: Mapping[str, Rows]) -> bool:
    """Tell whether the row says that this program wrote the tables, in a schema that is known."""
    return meta_of(tables).get("program") == PROGRAM and 1 <= _schema(tables) <= SCHEMA


def is_signed_for_all(tables: Mapping[str, Rows]) -> bool:
    """Tell whether the row says so in a schema that has all of these tables."""
    return is_signed(tables) and _schema(tables) >= _needed(tables)


def is_newer(tables: Mapping[str, Rows]) -> bool:
    """Tell whether the row names a schema that is not known yet."""
    return _schema(tables) > SCHEMA


def signed(tables: Mapping[str, Rows], annotator: str, mark: str | None = None) -> Row:
    """Return the row that signs the tables; what else it says stays in it."""
    schema = max(_needed(tables), _schema(tables)) if is_signed(tables) else _needed(tables)
    signature: Record = {"program": PROGRAM, "schema": schema}
    record: Record = signature | {"annotator": annotator} | meta_of(tables) | signature
    return Row(META, _KEY, record | {MARK: mark} if mark else record)


def _schema(tables: Mapping[str, Rows]) -> int:
    """Return the schema that the row names, 0 where it names none."""
    schema = meta_of(tables).get("schema")
    return schema if type(schema) is int else 0


def _needed(tables: Mapping[str, Rows]) -> int:
    return SCHEMA if TOGETHER & tables.keys() else 1
