"""The row in which a database says whose it is, and how it is to be understood. Pure."""

from collections.abc import Mapping

from nkreader.model.record import Record
from nkreader.store.rows.layout import META, Row, Rows

PROGRAM = "nkreader"
SCHEMA = 1
MARK = "step"

_KEY = "1"


def meta_of(tables: Mapping[str, Rows]) -> Record:
    """Return what the row says, nothing where there is none."""
    found = tables.get(META, {}).get(_KEY)
    return found if isinstance(found, dict) else {}


def is_signed(tables: Mapping[str, Rows]) -> bool:
    """Tell whether the row says that this program wrote the tables, in a schema that is known."""
    found = meta_of(tables)
    return (
        found.get("program") == PROGRAM
        and type(found.get("schema")) is int
        and found["schema"] == SCHEMA
    )


def is_newer(tables: Mapping[str, Rows]) -> bool:
    """Tell whether the row names a schema that is not known yet."""
    schema = meta_of(tables).get("schema")
    return type(schema) is int and schema > SCHEMA


def signed(tables: Mapping[str, Rows], annotator: str, mark: str | None = None) -> Row:
    """Return the row that signs the tables; what else it says stays in it."""
    signature: Record = {"program": PROGRAM, "schema": SCHEMA}
    record: Record = signature | {"annotator": annotator} | meta_of(tables) | signature
    return Row(META, _KEY, record | {MARK: mark} if mark else record)
