"""Records: annotations, sources and entities as plain JSON values, and back.

What a record says is checked field by field, because it comes from a file that
anybody may have edited. Fields that are not known are passed over: a newer
program's files are told by their schema version, not here.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from nkreader.model.annotation import Annotation, Certainty, Label, Link, Relation, Status
from nkreader.model.entity import Entity, EntityType, fault_of
from nkreader.model.errors import NkreaderError
from nkreader.model.source import Shape, SourceRef

Record = dict[str, object]

_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_LONGEST_TEXT = 10_000_000  # code points; a passage may be a whole source
_LONGEST_LIST = 10_000
_LAST_OFFSET = 2**53 - 1  # beyond it other JSON readers lose digits

_Choice = TypeVar("_Choice", bound=StrEnum)


def to_record(annotation: Annotation) -> Record:
    """Return ``annotation`` as JSON values, under the names of the native format."""
    return {
        "id": annotation.id,
        "source": annotation.source,
        "section": annotation.section,
        "start": annotation.start,
        "end": annotation.end,
        "quote": annotation.quote,
        "prefix": annotation.prefix,
        "suffix": annotation.suffix,
        "text": annotation.text,
        "label": annotation.label.value,
        "speaker": annotation.speaker,
        "via": annotation.via,
        "outlet": annotation.outlet,
        "about": annotation.about,
        "certainty": annotation.certainty.value if annotation.certainty else None,
        "note": annotation.note,
        "tags": list(annotation.tags),
        "status": annotation.status.value,
        "links": [
            {"relation": link.relation.value, "target": link.target} for link in annotation.links
        ],
        "said_at": annotation.said_at,
        "annotator": annotation.annotator,
        "created": annotation.created,
        "modified": annotation.modified,
    }


def from_record(record: Mapping[str, object]) -> Annotation:
    """Return the annotation that ``record`` says; raise NkreaderError naming a wrong field."""
    start, end = _offset(record, "start"), _offset(record, "end")
    if end < start:
        raise _wrong("end", "lies before the start")
    return Annotation(
        id=_id(record, "id"),
        source=_id(record, "source"),
        start=start,
        end=end,
        quote=_text(record, "quote"),
        label=_choice(record, "label", _LABELS),
        annotator=_text(record, "annotator"),
        created=_text(record, "created"),
        modified=_text(record, "modified"),
        prefix=_text(record, "prefix", ""),
        suffix=_text(record, "suffix", ""),
        text=_text(record, "text", ""),
        section=_optional(record, "section"),
        speaker=_optional(record, "speaker"),
        via=_optional(record, "via"),
        outlet=_optional(record, "outlet"),
        about=_optional(record, "about"),
        certainty=None
        if record.get("certainty") is None
        else _choice(record, "certainty", _CERTAINTIES),
        note=_optional(record, "note"),
        tags=_texts(record, "tags"),
        status=_choice(record, "status", _STATUSES) if "status" in record else Status.ACCEPTED,
        links=tuple(_link(item) for item in _items(record, "links")),
        said_at=_optional(record, "said_at"),
    )


def source_to_record(source: SourceRef) -> Record:
    """Return ``source`` as JSON values, under the names of the native format."""
    return {
        "id": source.id,
        "path": source.path,
        "sha256": source.sha256,
        "length": source.length,
        "shape": source.shape,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "url": source.url,
    }


def source_from_record(record: Mapping[str, object]) -> SourceRef:
    """Return the source that ``record`` says; raise NkreaderError naming a wrong field."""
    return SourceRef(
        id=_id(record, "id"),
        path=_text(record, "path"),
        sha256=_text(record, "sha256"),
        length=_offset(record, "length"),
        shape=_choice(record, "shape", _SHAPES).value,
        title=_optional(record, "title"),
        publisher=_optional(record, "publisher"),
        published=_optional(record, "published"),
        url=_optional(record, "url"),
    )


def entity_to_record(entity: Entity) -> Record:
    """Return ``entity`` as JSON values."""
    return {
        "name": entity.name,
        "type": entity.type.value,
        "aliases": list(entity.aliases),
        "cased": list(entity.cased),
        "wikidata": entity.wikidata,
    }


def entity_from_record(record: Mapping[str, object]) -> Entity:
    """Return the entity that ``record`` says; raise NkreaderError naming a wrong field."""
    return Entity(
        name=_name("name", _text(record, "name")),
        type=_choice(record, "type", _ENTITY_TYPES),
        aliases=tuple(_name("aliases", each) for each in _texts(record, "aliases")),
        cased=tuple(_name("cased", each) for each in _texts(record, "cased")),
        wikidata=_optional(record, "wikidata"),
    )


# Looking a value up is several times cheaper than calling the enumeration.
_LABELS = {member.value: member for member in Label}
_CERTAINTIES = {member.value: member for member in Certainty}
_STATUSES = {member.value: member for member in Status}
_RELATIONS = {member.value: member for member in Relation}
_SHAPES = {member.value: member for member in Shape}
_ENTITY_TYPES = {member.value: member for member in EntityType}


def _wrong(field: str, what: str) -> NkreaderError:
    return NkreaderError(f"field '{field}' {what}")


def _id(record: Mapping[str, object], field: str) -> str:
    value = record.get(field)
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise _wrong(field, "is not an id (1 to 64 of the characters A-Z a-z 0-9 _ . : -)")
    return value


def _offset(record: Mapping[str, object], field: str) -> int:
    value = record.get(field)
    # bool is an int to isinstance, and no offset
    if type(value) is not int or not 0 <= value <= _LAST_OFFSET:
        raise _wrong(field, "is not a whole number from 0")
    return value


def _text(record: Mapping[str, object], field: str, default: str | None = None) -> str:
    value = record.get(field, default)
    if not isinstance(value, str):
        raise _wrong(field, "is missing" if value is None else "is not text")
    if len(value) > _LONGEST_TEXT:
        raise _wrong(field, "is too long")
    return value


def _optional(record: Mapping[str, object], field: str) -> str | None:
    value = record.get(field)
    if value is None or (isinstance(value, str) and len(value) <= _LONGEST_TEXT):
        return value
    return _text(record, field)


def _choice(record: Mapping[str, object], field: str, choices: Mapping[str, _Choice]) -> _Choice:
    value = record.get(field)
    chosen = choices.get(value) if isinstance(value, str) else None
    if chosen is None:
        raise _wrong(field, f"is none of {', '.join(choices)}")
    return chosen


def _items(record: Mapping[str, object], field: str) -> list[object]:
    value = record.get(field, [])
    if not isinstance(value, list):
        raise _wrong(field, "is not a list")
    if len(value) > _LONGEST_LIST:
        raise _wrong(field, "is too long")
    return value


def _texts(record: Mapping[str, object], field: str) -> tuple[str, ...]:
    items = _items(record, field)
    texts = tuple(item for item in items if isinstance(item, str) and len(item) <= _LONGEST_TEXT)
    if len(texts) != len(items):
        raise _wrong(field, "holds something that is not text")
    return texts


def _name(field: str, value: str) -> str:
    fault = fault_of(value)
    if fault:
        raise _wrong(field, fault)
    return value


def _link(item: object) -> Link:
    if not isinstance(item, dict):
        raise _wrong("links", "holds something that is not a link")
    return Link(relation=_choice(item, "relation", _RELATIONS), target=_id(item, "target"))
