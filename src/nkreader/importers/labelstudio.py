"""Label Studio's tasks, as they are exported for it or by it: regions of a text.

Annotations that were cancelled are passed over; predictions come in as suggested. Offsets are
code points; where they miss the words of a region, the UTF-16 units of old releases are tried.
"""

import re
from collections.abc import Iterator
from typing import Any

from nkreader.importers import native
from nkreader.importers.carried import carried
from nkreader.importers.file import ImportFile
from nkreader.importers.guards.json_text import fields_of, pieces
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
from nkreader.model.fields import Fields, items, offset, optional, text, texts, wrong
from nkreader.model.span import Span
from nkreader.text.utf16 import Utf16

_RELATIONS = {each.value: each for each in Relation}
_HEAD = re.compile(rb'\s*\[\s*\{(?s:.{0,400}?)"(data|annotations|predictions)"\s*:')
_TEXTS = ("speaker", "via", "outlet", "about", "note")
_CHOICES = ("certainty", "status")
_LINE_END = re.compile(r"[\r\n]")


def recognises(file: ImportFile) -> bool:
    """Tell whether a file begins like a list of tasks."""
    return not file.is_folder and _HEAD.match(file.data[:1000]) is not None


def read(file: ImportFile) -> Incoming:
    """Return what the tasks say."""
    sources: list[IncomingSource] = []
    annotations: list[IncomingAnnotation] = []
    for piece in pieces(file):
        if piece.key:
            raise piece.place.fault("it is no list of tasks")
        with piece.place.told():
            task = fields_of(piece.value, piece.place)
            data = _object(task, "data")
            whole = text(data, "text")
            source = carried(data.get("nkreader"), piece.place, whole)
            sources.append(source)
            annotations += _annotations(task, source.key, whole, piece.place)
    return incoming(sources, annotations, file.place)


def _annotations(
    task: Fields, source: str, whole: str, place: Place
) -> Iterator[IncomingAnnotation]:
    for name in ("annotations", "predictions"):
        for number, made in enumerate(items(task, name)):
            here = place.at(f"{place.record}, {name}[{number}]")
            fields = fields_of(made, here)
            if fields.get("was_cancelled") is not True:
                status = Status.SUGGESTED if name == "predictions" else None
                yield from _Made(fields, source, whole, here).regions(status)


class _Made:
    """What somebody made of a text: results, of which several can be of one region."""

    def __init__(self, fields: Fields, source: str, whole: str, place: Place) -> None:
        self._source = source
        self._whole = whole
        self._units: Utf16 | None = None
        self._place = place
        self._annotator = _annotator(fields.get("completed_by"))
        self._results = [
            fields_of(each, place.at(f"{place.record}, result[{number}]"))
            for number, each in enumerate(items(fields, "result"))
        ]
        self._details: dict[str, dict[str, Any]] = {}
        self._links: dict[str, list[Link]] = {}

    def regions(self, status: Status | None) -> Iterator[IncomingAnnotation]:
        regions = [each for each in self._results if each.get("type") == "labels"]
        keys = {text(each, "id") for each in regions}
        for each in self._results:
            if each.get("type") == "relation":
                self._link(each, keys)
            elif each.get("type") in ("textarea", "choices"):
                self._describe(each)
        for number, each in enumerate(regions):
            place = self._place.at(f"{self._place.record}, region {number + 1}")
            with place.told():
                yield self._region(each, place, status)

    def _region(self, result: Fields, place: Place, status: Status | None) -> IncomingAnnotation:
        key, value = text(result, "id"), _object(result, "value")
        labels = texts(value, "labels")
        if len(labels) != 1:
            raise wrong("labels", "is not one label")
        span = self._span(value)
        meta = result.get("meta")
        beside = meta.get("nkreader") if isinstance(meta, dict) else None
        told = dict(beside) if isinstance(beside, dict) else {}
        said: dict[str, Any] = {"annotator": self._annotator, "status": status}
        said |= native.details(told | self._details.get(key, {}))
        return IncomingAnnotation(
            key=self._key(key),
            source=self._source,
            label=label_named(labels[0]),
            place=place,
            span=span,
            quote=span.of(self._whole),
            links=tuple(self._links.get(key, ())),
            **said,
        )

    def _span(self, value: Fields) -> Span:
        span, words = Span(offset(value, "start"), offset(value, "end")), optional(value, "text")
        if words is None or self._reads(span, words):
            return span
        units = self._units = self._units or Utf16(self._whole)
        start, end = map(units.code_points, span)
        if start is not None and end is not None and self._reads(Span(start, end), words):
            return Span(start, end)
        raise NkreaderError(f"its words are not what stands at {span.start}:{span.end}")

    def _reads(self, span: Span, words: str) -> bool:
        r"""Tell whether words stand at a place; Label Studio writes line ends as ``\n``."""
        here = span.of(self._whole)
        return words in (here, _LINE_END.sub(r"\\n", here))

    def _describe(self, result: Fields) -> None:
        """Take a detail that a control of nkreader's configuration says of a region."""
        key, name, value = result.get("id"), result.get("from_name"), _object(result, "value")
        if not isinstance(key, str):
            return
        details = self._details.setdefault(key, {})
        if name == "tags":
            details["tags"] = list(texts(value, "text"))
        elif name in _TEXTS:
            details[str(name)] = "\n".join(texts(value, "text"))
        elif name in _CHOICES:
            details[str(name)] = "".join(texts(value, "choices"))

    def _link(self, result: Fields, keys: set[str]) -> None:
        origin, target = text(result, "from_id"), text(result, "to_id")
        if not {origin, target} <= keys:
            raise self._place.fault("a relation leads to a region that is not there")
        for name in texts(result, "labels"):
            if name not in _RELATIONS:
                raise self._place.fault(f"the relation {name!r} is none of {', '.join(_RELATIONS)}")
            self._links.setdefault(origin, []).append(Link(_RELATIONS[name], self._key(target)))

    def _key(self, region: str) -> str:
        return f"{self._place.record}/{region}"


def _annotator(completed_by: object) -> str | None:
    email = completed_by.get("email") if isinstance(completed_by, dict) else completed_by
    return email if isinstance(email, str) and email else None


def _object(record: Fields, field: str) -> dict[str, object]:
    value = record.get(field)
    if not isinstance(value, dict):
        raise wrong(field, "is no object")
    return value
