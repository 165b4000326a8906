"""Fields of records, each checked as it is read: records come from files that anybody may edit.

A function raises NkreaderError, naming the field, where it does not hold what is asked for.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from nkreader.model.errors import NkreaderError

_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_LONGEST_TEXT = 10_000_000  # code points; a passage may be a whole source
_LONGEST_LIST = 10_000
_LAST_OFFSET = 2**53 - 1  # beyond it other JSON readers lose digits

Choice = TypeVar("Choice", bound=StrEnum)


def wrong(field: str, what: str) -> NkreaderError:
    """Return the error that says what is wrong with a field."""
    return NkreaderError(f"field '{field}' {what}")


def id_in(record: Mapping[str, object], field: str) -> str:
    """Return the id in a field."""
    value = record.get(field)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise wrong(field, "is not an id (1 to 64 of the characters A-Z a-z 0-9 _ . : -)")
    return value


def offset_in(record: Mapping[str, object], field: str) -> int:
    """Return the whole number from 0 in a field."""
    value = record.get(field)
    # bool is an int to isinstance, and no offset
    if type(value) is not int or not 0 <= value <= _LAST_OFFSET:
        raise wrong(field, "is not a whole number from 0")
    return value


def text_in(record: Mapping[str, object], field: str, default: str | None = None) -> str:
    """Return the text in a field; where there is none the ``default``, if there is one."""
    value = record.get(field, default)
    if not isinstance(value, str):
        raise wrong(field, "is missing" if value is None else "is not text")
    if len(value) > _LONGEST_TEXT:
        raise wrong(field, "is too long")
    return value


def optional_in(record: Mapping[str, object], field: str) -> str | None:
    """Return the text in a field, None where there is none."""
    value = record.get(field)
    if value is None or (isinstance(value, str) and len(value) <= _LONGEST_TEXT):
        return value
    return text_in(record, field)


def choice_in(record: Mapping[str, object], field: str, choices: Mapping[str, Choice]) -> Choice:
    """Return the one of ``choices`` that a field names."""
    value = record.get(field)
    chosen = choices.get(value) if isinstance(value, str) else None
    if chosen is None:
        raise wrong(field, f"is none of {', '.join(choices)}")
    return chosen


def items_in(record: Mapping[str, object], field: str) -> list[object]:
    """Return the list in a field, an empty one where there is none."""
    value = record.get(field, [])
    if not isinstance(value, list):
        raise wrong(field, "is not a list")
    if len(value) > _LONGEST_LIST:
        raise wrong(field, "is too long")
    return value


def texts_in(record: Mapping[str, object], field: str) -> tuple[str, ...]:
    """Return the texts in a field that holds a list."""
    items = items_in(record, field)
    texts = tuple(item for item in items if isinstance(item, str) and len(item) <= _LONGEST_TEXT)
    if len(texts) != len(items):
        raise wrong(field, "holds something that is not text")
    return texts
