"""Records: annotations, sources and entities as plain JSON values, and back.

What a record says is checked field by field, because it comes from a file that
anybody may have edited. Fields that are not known are passed over: a newer
program's files are told by their schema version, not here.
"""

from collections.abc import Mapping, Sequence

from nkreader.model.annotation import Annotation, Certainty, Label, Link, Relation, Status
from nkreader.model.entity import Entity, EntityType, fault_of
from nkreader.model.fields import (
    choice_in,
    id_in,
    items_in,
    offset_in,
    optional_in,
    text_in,
    texts_in,
    wrong,
)
from nkreader.model.source import Shape, SourceRef

Record = dict[str, object]


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
        "links": links_to_record(annotation.links),
        "said_at": annotation.said_at,
        "annotator": annotation.annotator,
        "created": annotation.created,
        "modified": annotation.modified,
    }


def from_record(record: Mapping[str, object]) -> Annotation:
    """Return the annotation that ``record`` says; raise NkreaderError naming a wrong field."""
    start, end = offset_in(record, "start"), offset_in(record, "end")
    if end < start:
        raise wrong("end", "lies before the start")
    return Annotation(
        id=id_in(record, "id"),
        source=id_in(record, "source"),
        start=start,
        end=end,
        quote=text_in(record, "quote"),
        label=choice_in(record, "label", LABELS),
        annotator=text_in(record, "annotator"),
        created=text_in(record, "created"),
        modified=text_in(record, "modified"),
        prefix=text_in(record, "prefix", ""),
        suffix=text_in(record, "suffix", ""),
        text=text_in(record, "text", ""),
        section=optional_in(record, "section"),
        speaker=optional_in(record, "speaker"),
        via=optional_in(record, "via"),
        outlet=optional_in(record, "outlet"),
        about=optional_in(record, "about"),
        certainty=None
        if record.get("certainty") is None
        else choice_in(record, "certainty", _CERTAINTIES),
        note=optional_in(record, "note"),
        tags=texts_in(record, "tags"),
        status=choice_in(record, "status", STATUSES) if "status" in record else Status.ACCEPTED,
        links=links_in(record),
        said_at=optional_in(record, "said_at"),
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
        id=id_in(record, "id"),
        path=text_in(record, "path"),
        sha256=text_in(record, "sha256"),
        length=offset_in(record, "length"),
        shape=choice_in(record, "shape", _SHAPES).value,
        title=optional_in(record, "title"),
        publisher=optional_in(record, "publisher"),
        published=optional_in(record, "published"),
        url=optional_in(record, "url"),
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
        name=_name("name", text_in(record, "name")),
        type=choice_in(record, "type", _ENTITY_TYPES),
        aliases=tuple(_name("aliases", each) for each in texts_in(record, "aliases")),
        cased=tuple(_name("cased", each) for each in texts_in(record, "cased")),
        wikidata=optional_in(record, "wikidata"),
    )


def links_to_record(links: Sequence[Link]) -> list[Record]:
    """Return links as JSON values, under the names of the native format."""
    return [{"relation": link.relation.value, "target": link.target} for link in links]


def links_in(record: Mapping[str, object]) -> tuple[Link, ...]:
    """Return the links that ``record`` says; raise NkreaderError naming a wrong field."""
    return tuple(_link(item) for item in items_in(record, "links"))


# Looking a value up is several times cheaper than calling the enumeration.
LABELS = {member.value: member for member in Label}
_CERTAINTIES = {member.value: member for member in Certainty}
STATUSES = {member.value: member for member in Status}
_RELATIONS = {member.value: member for member in Relation}
_SHAPES = {member.value: member for member in Shape}
_ENTITY_TYPES = {member.value: member for member in EntityType}


def _name(field: str, value: str) -> str:
    fault = fault_of(value)
    if fault:
        raise wrong(field, fault)
    return value


def _link(item: object) -> Link:
    if not isinstance(item, dict):
        raise wrong("links", "holds something that is not a link")
    return Link(relation=choice_in(item, "relation", _RELATIONS), target=id_in(item, "target"))
