"""Records: annotations, sources and entities as plain JSON values, and back.

What a record says is checked field by field, because it comes from a file that
anybody may have edited. Fields that are not known are passed over: a newer
program's files are told by their schema version, not here.
"""

from collections.abc import Mapping, Sequence

from nkreader.model.annotation import Annotation, Certainty, Label, Link, Relation, Status
from nkreader.model.entity import Entity, EntityType, fault_of
from nkreader.model.fields import choice, identity, items, offset, optional, text, texts, wrong
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
    start, end = offset(record, "start"), offset(record, "end")
    if end < start:
        raise wrong("end", "lies before the start")
    return Annotation(
        id=identity(record, "id"),
        source=identity(record, "source"),
        start=start,
        end=end,
        quote=text(record, "quote"),
        label=choice(record, "label", LABELS),
        annotator=text(record, "annotator"),
        created=text(record, "created"),
        modified=text(record, "modified"),
        prefix=text(record, "prefix", ""),
        suffix=text(record, "suffix", ""),
        text=text(record, "text", ""),
        section=optional(record, "section"),
        speaker=optional(record, "speaker"),
        via=optional(record, "via"),
        outlet=optional(record, "outlet"),
        about=optional(record, "about"),
        certainty=None
        if record.get("certainty") is None
        else choice(record, "certainty", _CERTAINTIES),
        note=optional(record, "note"),
        tags=texts(record, "tags"),
        status=choice(record, "status", STATUSES) if "status" in record else Status.ACCEPTED,
        links=links_in(record),
        said_at=optional(record, "said_at"),
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
        id=identity(record, "id"),
        path=text(record, "path"),
        sha256=text(record, "sha256"),
        length=offset(record, "length"),
        shape=choice(record, "shape", _SHAPES).value,
        title=optional(record, "title"),
        publisher=optional(record, "publisher"),
        published=optional(record, "published"),
        url=optional(record, "url"),
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
        name=_name("name", text(record, "name")),
        type=choice(record, "type", _ENTITY_TYPES),
        aliases=tuple(_name("aliases", each) for each in texts(record, "aliases")),
        cased=tuple(_name("cased", each) for each in texts(record, "cased")),
        wikidata=optional(record, "wikidata"),
    )


def links_to_record(links: Sequence[Link]) -> list[Record]:
    """Return links as JSON values, under the names of the native format."""
    return [{"relation": link.relation.value, "target": link.target} for link in links]


def links_in(record: Mapping[str, object]) -> tuple[Link, ...]:
    """Return the links that ``record`` says; raise NkreaderError naming a wrong field."""
    return tuple(_link(item) for item in items(record, "links"))


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
    return Link(relation=choice(item, "relation", _RELATIONS), target=identity(item, "target"))
