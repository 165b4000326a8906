"""doccano's JSONL, of relation extraction and of sequence labelling: a text a line.

Offsets are UTF-16 units, as doccano's page counts where it does not count grapheme clusters.
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
from nkreader.model.annotation import Link
from nkreader.model.errors import NkreaderError
from nkreader.model.fields import Fields, choice, items, offset, text, wrong
from nkreader.model.record import RELATIONS
from nkreader.model.span import Span
from nkreader.text.utf16 import Utf16

_COLUMNS = ("start_offset", "end_offset", "label")


def recognises(file: ImportFile) -> bool:
    """Tell whether the first line is a text with entities, or with a list of labels."""
    fields = first_line(file)
    spans = fields.get("entities", fields.get("label"))
    return isinstance(fields.get("text"), str) and isinstance(spans, list)


def read(file: ImportFile) -> Incoming:
    """Return what the lines say."""
    sources: list[IncomingSource] = []
    annotations: list[IncomingAnnotation] = []
    for value, place in lines(file):
        with place.told():
            line = _Line(fields_of(value, place), place)
            sources.append(line.source)
            annotations += line.annotations()
    return incoming(sources, annotations, file.place)


class _Line:
    def __init__(self, fields: Fields, place: Place) -> None:
        self._fields = fields
        self._place = place
        self._text = text(fields, "text")
        self._units = Utf16(self._text)
        beside = fields.get("nkreader")
        told: Fields = beside if isinstance(beside, dict) else {}
        self._known: dict[tuple[object, object], list[Fields]] = {}
        for each in items(told, "entities"):
            if isinstance(each, dict):
                place_of = (each.get("start_offset"), each.get("end_offset"))
                self._known.setdefault(place_of, []).append(each)
        self.source = carried(told.get("source"), place, self._text)

    def annotations(self) -> Iterator[IncomingAnnotation]:
        links = self._links()
        name = "entities" if "entities" in self._fields else "label"
        for number, item in enumerate(items(self._fields, name)):
            place = self._place.at(f"{self._place.record}, {name}[{number}]")
            with place.told():
                entity = _entity(item)
                key = self._key(entity.get("id", f"{name}[{number}]"))
                yield self._annotation(key, entity, links.get(key, ()), place)

    def _annotation(
        self, key: str, entity: Fields, links: tuple[Link, ...], place: Place
    ) -> IncomingAnnotation:
        span = Span(self._at(entity, "start_offset"), self._at(entity, "end_offset"))
        return IncomingAnnotation(
            key=key,
            source=self.source.key,
            label=label_named(text(entity, "label")),
            place=place,
            span=span,
            quote=span.of(self._text),
            links=links,
            **self._details(entity),
        )

    def _at(self, entity: Fields, field: str) -> int:
        found = self._units.code_points(offset(entity, field))
        if found is None:
            raise wrong(field, "is in the middle of a character, counted in UTF-16 units")
        return found

    def _details(self, entity: Fields) -> dict[str, Any]:
        """Return what went along with an entity at this place, each only once."""
        known = self._known.get((entity["start_offset"], entity["end_offset"]), [])
        if not known:
            return {}
        fits = next((each for each in known if each.get("label") == entity["label"]), known[0])
        known.remove(fits)
        return native.details(fits)

    def _links(self) -> dict[str, tuple[Link, ...]]:
        found: dict[str, tuple[Link, ...]] = {}
        for item in items(self._fields, "relations"):
            if not isinstance(item, dict):
                raise wrong("relations", "holds something that is not a relation")
            link = Link(choice(item, "type", RELATIONS), self._key(item.get("to_id")))
            origin = self._key(item.get("from_id"))
            found[origin] = (*found.get(origin, ()), link)
        keys = {self._key(each.get("id")) for each in map(_entity, items(self._fields, "entities"))}
        for origin, links in found.items():
            if not {origin, *(link.target for link in links)} <= keys:
                raise NkreaderError("a relation leads to an entity that is not there")
        return found

    def _key(self, number: object) -> str:
        return f"{self._place.record}/{number}"


def _entity(item: object) -> Fields:
    """Return an entity; one of sequence labelling is a list of start, end and label."""
    if isinstance(item, list) and len(item) == len(_COLUMNS):
        return dict(zip(_COLUMNS, item, strict=True))
    if not isinstance(item, dict):
        raise NkreaderError("there is no entity here")
    return item
