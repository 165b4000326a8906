"""Fields of a record that anybody may have written: each read as what it must be, or refused.

Every function raises NkreaderError that names the field and says what is wrong with it.
"""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Annotated, TypeVar

from msgspec import Meta

from nkreader.model.errors import NkreaderError

Fields = Mapping[str, object]

LONGEST_TEXT = 10_000_000  # code points; a passage may be a whole source
LONGEST_LIST = 10_000
_LAST_OFFSET = 2**53 - 1  # beyond it other JSON readers lose digits

_LONGEST_ID = 64
_IN_IDS = "A-Za-z0-9_.:-"
ID = rf"[{_IN_IDS}]{{1,{_LONGEST_ID}}}"
"""What an id is, as a pattern."""

_ID = re.compile(ID)
_IN_NO_ID = re.compile(rf"[^{_IN_IDS}]")

# The same by types, for what is decoded without a look at each field. Of an id only the length:
# a pattern for each of many takes as long as all else, so are_spelt_as_ids is asked of all at once.
Identity = Annotated[str, Meta(min_length=1, max_length=_LONGEST_ID)]
Offset = Annotated[int, Meta(ge=0, le=_LAST_OFFSET)]
Text = Annotated[str, Meta(max_length=LONGEST_TEXT)]
Texts = Annotated[tuple[Text, ...], Meta(max_length=LONGEST_LIST)]

_Choice = TypeVar("_Choice", bound=StrEnum)


def wrong(field: str, what: str) -> NkreaderError:
    """Return the error that says ``what`` is wrong with a field."""
    return NkreaderError(f"field '{field}' {what}")


def is_id(value: str) -> bool:
    """Tell whether a text can be the id of an annotation."""
    return _ID.fullmatch(value) is not None


def are_spelt_as_ids(values: Iterable[str]) -> bool:
    """Tell whether texts have no characters that an id has not, however long they are."""
    return _IN_NO_ID.search("".join(values)) is None


def identity(record: Fields, field: str) -> str:
    """Return an id."""
    value = record.get(field)
    if not isinstance(value, str) or not is_id(value):
        raise wrong(field, "is not an id (1 to 64 of the characters A-Z a-z 0-9 _ . : -)")
    return value


def offset(record: Fields, field: str) -> int:
    """Return a number of code points."""
    value = record.get(field)
    # bool is an int to isinstance, and no offset
    if type(value) is not int or not 0 <= value <= _LAST_OFFSET:
        raise wrong(field, "is not a whole number from 0")
    return value


def text(record: Fields, field: str, default: str | None = None) -> str:
    """Return a text, which may be left out where there is a ``default``."""
    value = record.get(field, default)
    if not isinstance(value, str):
        raise wrong(field, "is missing" if value is None else "is not text")
    if len(value) > LONGEST_TEXT:
        raise wrong(field, "is too long")
    return value


def optional(record: Fields, field: str) -> str | None:
    """Return a text, None where there is none."""
    value = record.get(field)
    if value is None or (isinstance(value, str) and len(value) <= LONGEST_TEXT):
        return value
    return text(record, field)


def choice(record: Fields, field: str, choices: Mapping[str, _Choice]) -> _Choice:
    """Return one of a few values, by its word."""
    value = record.get(field)
    chosen = choices.get(value) if isinstance(value, str) else None
    if chosen is None:
        raise wrong(field, f"is none of {', '.join(choices)}")
    return chosen


def items(record: Fields, field: str) -> list[object]:
    """Return a list, which may be left out."""
    value = record.get(field, [])
    if not isinstance(value, list):
        raise wrong(field, "is not a list")
    if len(value) > LONGEST_LIST:
        raise wrong(field, "is too long")
    return value


def texts(record: Fields, field: str) -> tuple[str, ...]:
    """Return a list of texts, which may be left out."""
    found = items(record, field)
    good = tuple(each for each in found if isinstance(each, str) and len(each) <= LONGEST_TEXT)
    if len(good) != len(found):
        raise wrong(field, "holds something that is not text")
    return good
