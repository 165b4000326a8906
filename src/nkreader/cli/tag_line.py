"""A line of ``nkreader tag --batch``: what is to be tagged, as one JSON object."""

import json
from collections.abc import Mapping

from msgspec import Struct

from nkreader.cli.bounded_lines import LONGEST_LINE
from nkreader.model.annotation import Label, Link
from nkreader.model.errors import NkreaderError
from nkreader.model.fields import choice
from nkreader.model.record import CERTAINTIES, LABELS, RELATIONS
from nkreader.model.span import Span
from nkreader.session.annotating.annotate import Details

# Digits: no offset has more, and the longest of numbers take for ever to read.
_LONGEST_NUMBER = 16
# Code points of one field; links and tags of one annotation.
_LONGEST_TEXT = 1 << 16
_MOST = 1_000
_TEXTS = ("speaker", "via", "outlet", "about", "note")
_FIELDS = frozenset(
    ("path", "quote", "start", "end", "label", "certainty", "tags", "links", *_TEXTS)
)


class TagLine(Struct, frozen=True):
    """What a line asks for: ``passage`` is a place or a quote."""

    path: str
    passage: Span | str
    label: Label
    details: Details
    links: tuple[Link, ...]


def tag_line(raw: bytes) -> TagLine:
    """Return what a line asks for; raise NkreaderError that says what is wrong with it."""
    fields = _object(raw)
    unknown = sorted(fields.keys() - _FIELDS)
    if unknown:
        raise NkreaderError(
            f"there is no field {unknown[0]!r:.80}: there are {', '.join(sorted(_FIELDS))}"
        )
    path = _text(fields, "path")
    if not path:
        raise NkreaderError("field 'path' is missing")
    has_certainty = fields.get("certainty") is not None
    return TagLine(
        path,
        _passage(fields),
        choice(fields, "label", LABELS),
        Details(
            certainty=choice(fields, "certainty", CERTAINTIES) if has_certainty else None,
            tags=_tags(fields),
            **{name: _text(fields, name) or None for name in _TEXTS},
        ),
        tuple(dict.fromkeys(map(_link, _list(fields, "links")))),
    )


def _object(raw: bytes) -> Mapping[str, object]:
    if len(raw) > LONGEST_LINE:
        raise NkreaderError(f"the line is longer than {LONGEST_LINE >> 20} MB")
    try:
        read = json.loads(raw.decode("utf-8-sig"), parse_int=_number, parse_constant=_number)
    except UnicodeDecodeError:
        raise NkreaderError("the line is not UTF-8") from None
    except RecursionError:
        raise NkreaderError("the line is nested too deep") from None
    except ValueError as error:
        raise NkreaderError(f"the line is no JSON: {error}") from None
    if not isinstance(read, dict):
        raise NkreaderError("the line is no JSON object")
    return read


def _number(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise NkreaderError("the line holds a number that is too long")
    return int(digits)


def _passage(fields: Mapping[str, object]) -> Span | str:
    start, end = fields.get("start"), fields.get("end")
    quote = _text(fields, "quote")
    if (quote is None) == (start is None and end is None):
        raise NkreaderError("a line names its passage by 'quote', or by 'start' and 'end'")
    if quote is not None:
        return quote
    # bool is an int to isinstance, and no offset
    if type(start) is not int or type(end) is not int:
        raise NkreaderError("fields 'start' and 'end' are not both whole numbers")
    if not 0 <= start < end:
        raise NkreaderError("the passage does not end after it starts")
    return Span(start, end)


def _text(fields: Mapping[str, object], name: str) -> str | None:
    value = fields.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise NkreaderError(f"field {name!r} is not text")
    if len(value) > _LONGEST_TEXT and name != "quote":
        raise NkreaderError(f"field {name!r} is longer than {_LONGEST_TEXT} characters")
    return value


def _tags(fields: Mapping[str, object]) -> tuple[str, ...]:
    tags = _list(fields, "tags")
    texts = [tag for tag in tags if isinstance(tag, str) and len(tag) <= _LONGEST_TEXT]
    if len(texts) != len(tags):
        raise NkreaderError("field 'tags' holds something that is no tag")
    return tuple(dict.fromkeys(filter(None, texts)))


def _list(fields: Mapping[str, object], name: str) -> list[object]:
    value = fields.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise NkreaderError(f"field {name!r} is not a list")
    if len(value) > _MOST:
        raise NkreaderError(f"field {name!r} has more than {_MOST} items")
    return value


def _link(item: object) -> Link:
    if not isinstance(item, dict) or item.keys() != {"relation", "target"}:
        raise NkreaderError("field 'links' holds something other than a relation with a target")
    target = item["target"]
    if not isinstance(target, str) or not target:
        raise NkreaderError("the target of a link is no id")
    return Link(choice(item, "relation", RELATIONS), target)
