"""Prodigy's JSONL: a text a line, with tokens, spans and relations between them.

What somebody answered counts: what was ignored is passed over, what was rejected comes in so,
and what nobody has answered as suggested. Offsets are code points.
"""

from collections.abc import Iterator
from typing import Any

from nkreader.importers import native
from nkreader.importers.carried import carried
from nkreader.importers.file import ImportFile
from nkreader.importers.guards.json_text import fields_of, first_line, lines
from nkreader.importers.guards.place import Place
from nkreader.importers.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingSource,
    incoming,
    label_named,
)
from nkreader.model.annotation import Link, Relation, Status
from nkreader.model.errors import NkreaderError
from nkreader.model.fields import Fields, choice, items, offset, optional, text, wrong
from nkreader.model.span import Span

_RELATIONS = {each.value: each for each in Relation}
_ANSWERS = {"accept": Status.ACCEPTED, "reject": Status.REJECTED}
_IGNORED = "ignore"


def recognises(file: ImportFile) -> bool:
    """Tell whether the first line is a text with tokens and spans."""
    return {"text", "tokens", "spans"} <= first_line(file).keys()


def read(file: ImportFile) -> Incoming:
    """Return what the lines say."""
    sources: list[IncomingSource] = []
    annotations: list[IncomingAnnotation] = []
    for value, place in lines(file):
        fields = fields_of(value, place)
        if fields.get("answer") == _IGNORED:
            continue
        with place.told():
            line = _Line(fields, place)
            sources.append(line.source)
            annotations += line.annotations()
    return incoming(sources, annotations, file.place)


class _Line:
    def __init__(self, fields: Fields, place: Place) -> None:
        self._fields = fields
        self._place = place
        self._text = text(fields, "text")
        self.source = carried(fields.get("nkreader"), place, self._text)
        self._spans = [_object(each, "spans") for each in items(fields, "spans")]
        self._tokens = [_object(each, "tokens") for each in items(fields, "tokens")]

    def annotations(self) -> Iterator[IncomingAnnotation]:
        links = self._links()
        answer = optional(self._fields, "answer")
        status = _ANSWERS.get(answer, Status.SUGGESTED) if answer else Status.SUGGESTED
        for number, each in enumerate(self._spans):
            place = self._place.at(f"{self._place.record}, spans[{number}]")
            with place.told():
                span = Span(offset(each, "start"), offset(each, "end"))
                self._check_tokens(each)
                said: dict[str, Any] = {"status": status} | _beside(each)
                yield IncomingAnnotation(
                    key=self._key(number),
                    source=self.source.key,
                    label=label_named(text(each, "label")),
                    place=place,
                    span=span,
                    quote=span.of(self._text),
                    links=tuple(links.get(number, ())),
                    **said,
                )

    def _check_tokens(self, span: Fields) -> None:
        """Refuse a span that is not on the tokens that it names."""
        if not self._tokens or "token_start" not in span or "token_end" not in span:
            return
        first, last = offset(span, "token_start"), offset(span, "token_end")
        if not first <= last < len(self._tokens):
            raise NkreaderError(f"the tokens {first} to {last} are not there")
        edges = (self._tokens[first].get("start"), self._tokens[last].get("end"))
        if edges != (span["start"], span["end"]):
            raise NkreaderError(f"it does not start and end with the tokens {first} and {last}")

    def _links(self) -> dict[int, list[Link]]:
        found: dict[int, list[Link]] = {}
        for each in items(self._fields, "relations"):
            relation = _object(each, "relations")
            link = Link(choice(relation, "label", _RELATIONS), self._end(relation, "child"))
            found.setdefault(self._number(relation, "head"), []).append(link)
        return found

    def _end(self, relation: Fields, name: str) -> str:
        return self._key(self._number(relation, name))

    def _number(self, relation: Fields, name: str) -> int:
        """Return which span a relation starts from or leads to, by its place, else its token."""
        named = relation.get(f"{name}_span")
        if isinstance(named, dict):
            there = [
                number
                for number, each in enumerate(self._spans)
                if all(each.get(edge) == named.get(edge) for edge in ("start", "end"))
            ]
            called = [n for n in there if _id(self._spans[n]) == named.get("id", "")]
        else:
            token = offset(relation, name)
            called = []
            there = [n for n, each in enumerate(self._spans) if each.get("token_end") == token]
        if not there:
            raise NkreaderError(f"the {name} of a relation is no span")
        return (called or there)[0]

    def _key(self, number: int) -> str:
        return f"{self._place.record}/{number}"


def _id(span: Fields) -> object:
    beside = span.get("nkreader")
    return beside.get("id") if isinstance(beside, dict) else None


def _beside(span: Fields) -> dict[str, Any]:
    beside = span.get("nkreader")
    return native.details(beside) if isinstance(beside, dict) else {}


def _object(value: object, field: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise wrong(field, "holds something that is no object")
    return value
