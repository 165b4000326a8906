"""What the features of a passage say: its label, its id, its links, where it stands."""

import re

from nkreader.model.annotation import Link, Relation
from nkreader.model.errors import NkreaderError
from nkreader.model.fields import Fields, identity, is_id, offset, wrong
from nkreader.model.span import Span
from nkreader.text.spaces import inked
from nkreader.text.utf16 import Utf16

PASSAGE = "nkreader.Passage"
RELATIONS = {each.value: each for each in Relation}

_MOST_BLANKS = 1_000  # code points around a passage; more would take long, and mean nothing
_WHOLE = re.compile(r"([0-9]{1,15}):([0-9]{1,15})")


def listed_link(text: str) -> Link:
    """Return a link as a passage lists it: its relation, and the id of its target."""
    word, _, target = text.partition(" ")
    if word not in RELATIONS or not is_id(target):
        raise wrong("@links", "holds something that is no relation and an id")
    return Link(RELATIONS[word], target)


def identifier(fields: Fields) -> str | None:
    """Return the id that a passage of ours has; elsewhere a feature of that name is no id."""
    if fields.get("%TYPE") != PASSAGE or fields.get("identifier") is None:
        return None
    return identity(fields, "identifier")


def label_word(fields: Fields) -> str:
    """Return what may be a label, "" where nothing can be."""
    found = fields.get("label", fields.get("value"))
    return found.strip().lower() if isinstance(found, str) else ""


def place(fields: Fields, text: str, units: Utf16) -> Span:
    """Return the place of a passage in code points."""
    begin, end = offset(fields, "begin"), offset(fields, "end")
    if end <= begin:
        raise NkreaderError(f"the passage {begin}:{end} ends before or where it begins")
    last = units.units(len(text))
    if end > last:
        raise NkreaderError(f"the passage {begin}:{end} leaves the text, which ends at {last}")
    start, stop = units.code_points(begin), units.code_points(end)
    if start is None or stop is None:
        raise NkreaderError(
            f"the passage {begin}:{end} cuts a character in two, counted in UTF-16 units"
        )
    return _with_blanks(fields, text, Span(start, stop))


def _with_blanks(fields: Fields, text: str, span: Span) -> Span:
    """Return where a passage of ours really stands, unless somebody has set it anew."""
    found = _WHOLE.fullmatch(str(fields.get("span"))) if fields["%TYPE"] == PASSAGE else None
    if found is None:
        return span
    whole = Span(int(found[1]), int(found[2]))
    blanks = (span.start - whole.start) + (whole.end - span.end)
    near = whole.end <= len(text) and whole.contains(span) and blanks <= _MOST_BLANKS
    return whole if near and inked(text, whole) == span else span
