"""Filters and searches as they are typed: ``label:denial speaker:kremlin missile``.

Both have the same fields. The free words of a filter stand together, as in a title; those of
a search may stand in any order, and only those in quotation marks stand as they are written.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from nkreader.analysis.dates import dates, since, until
from nkreader.analysis.filters import Filter
from nkreader.model.annotation import Label, Status
from nkreader.model.errors import NkreaderError
from nkreader.text.fold import fold
from nkreader.text.terms import Term

_WORD = re.compile(r'([a-z]+:)?"([^"]*)"?|(\S+)')
# Not the beginning of an address.
_FIELD_LIKE = re.compile("[a-z]+:(?!//)(?=.)")
# What is typed for a quotation mark by keyboards and editors that mean well.
_CURLY = str.maketrans("“”„", '"""')

FIELDS = (
    *("label", "speaker", "entity", "by", "status", "judged"),
    *("since", "until", "said", "source"),
)


class Query(Struct, frozen=True):
    """What is searched for: ``terms``, all of them, where ``wanted`` lets it count.

    Mentions of any of the entities of ``wanted`` are one more term.
    """

    terms: tuple[Term, ...]
    wanted: Filter

    @property
    def of_annotations(self) -> bool:
        """Whether it asks for what only annotations have."""
        wanted = self.wanted
        asked = wanted.labels or wanted.annotators or wanted.statuses or wanted.judged
        return bool(asked or wanted.since or wanted.until)


class _Token(NamedTuple):
    """A word as it was typed; ``field`` is empty where it names none that there is."""

    field: str
    value: str
    quoted: bool


def parse_query(text: str) -> Filter:
    """Return the filter that ``field:value`` words and free words ask for.

    A value with spaces stands in quotation marks. A label or status may be cut short.
    Raises NkreaderError for a value that a field does not know.
    """
    tokens = [*_tokens(text)]
    free = " ".join(token.value for token in tokens if not token.field)
    return replace(_filter(tokens), text=free)


def parse_search(text: str, further: Filter | None = None) -> Query:
    """Return the search that ``field:value`` words, words and phrases ask for.

    A ``further`` filter is added to what the fields say.

    Raises NkreaderError for a value that a field does not know, and where nothing is asked
    but when.
    """
    tokens = [*_tokens(text.translate(_CURLY))]
    for token in tokens:
        name, colon, value = token.value.partition(":")
        if not token.field and not token.quoted and colon and not value and name in FIELDS:
            raise NkreaderError(f"{token.value} says nothing: write a value after it")
    free = (token for token in tokens if not token.field)
    found = dict.fromkeys(Term(token.value, token.quoted) for token in free)
    # A sign that stands alone is no word, unless it stands in quotation marks.
    terms = tuple(term for term in found if term.words or (term.literal and _has_sign(term)))
    fields = _filter(tokens)
    wanted = fields.joined(further) if further else fields
    if not terms and wanted in (Filter(), Filter(said=wanted.said)):
        raise NkreaderError("there is no word in the query")
    return Query(terms, wanted)


def mistaken_fields(text: str) -> str:
    """Say which words look like fields and were taken as they are written; nothing of none.

    A text may hold such words too: it is for where nothing was found.
    """
    tokens = _tokens(text.translate(_CURLY))
    looks = (_FIELD_LIKE.match(each.value) for each in tokens if not (each.field or each.quoted))
    names = dict.fromkeys(found[0] for found in looks if found)
    return f"{' '.join(names)} is no field: there are {', '.join(FIELDS)}" if names else ""


def _filter(tokens: list[_Token]) -> Filter:
    """Return what the fields ask for."""
    fields: dict[str, list[str]] = {name: [] for name in FIELDS}
    for field, value, _ in tokens:
        if field:
            fields[field].append(value)
    return Filter(
        labels=tuple(map(_label, fields["label"])),
        speakers=tuple(fields["speaker"]),
        entities=tuple(fields["entity"]),
        annotators=tuple(fields["by"]),
        statuses=tuple(map(_status, fields["status"])),
        judged=tuple(fields["judged"]),
        since=since(fields["since"][-1]) if fields["since"] else None,
        until=until(fields["until"][-1]) if fields["until"] else None,
        said=dates(fields["said"][-1]) if fields["said"] else None,
        sources=tuple(fields["source"]),
    )


def _tokens(text: str) -> Iterator[_Token]:
    """Yield the words; what stands in quotation marks, closed or not, is one."""
    for named, quoted, plain in _WORD.findall(text):
        field, _, value = plain.partition(":")
        if field in FIELDS and value:
            yield _Token(field, value, quoted=False)
        elif plain:
            yield _Token("", plain, quoted=False)
        elif named[:-1] in FIELDS and quoted:
            yield _Token(named[:-1], quoted, quoted=True)
        else:
            yield _Token("", f"{named}{quoted}", quoted=not named)


def _has_sign(term: Term) -> bool:
    return bool(fold(term.text).split())


def _label(text: str) -> Label:
    for label in Label:
        if label.value.startswith(text.lower()):
            return label
    raise NkreaderError(f"{text!r} is no label: there are {', '.join(Label)}")


def _status(text: str) -> Status:
    for status in Status:
        if status.value.startswith(text.lower()):
            return status
    raise NkreaderError(f"{text!r} is no status: there are {', '.join(Status)}")
