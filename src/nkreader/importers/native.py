"""The native format's fields, as they come back: annotations, and the sources they are on.

Whatever is left out is not said; what is there must be what it can be. The files made of such
records are other modules' business, and so are formats that carry native fields along.
"""

import re
from typing import Any

from nkreader.importers.guards.place import Place
from nkreader.importers.incoming import IncomingAnnotation, IncomingSource, label_named
from nkreader.model.fields import (
    Fields,
    choice,
    identity,
    offset,
    optional,
    text,
    texts,
    wrong,
)
from nkreader.model.record import CERTAINTIES, SHAPES, STATUSES, links_in
from nkreader.model.span import Span

SOURCE = "source_"
"""What the fields of a source begin with beside those of an annotation."""

_SHA256 = re.compile(r"[0-9a-f]{64}")
_WORDS = (
    "prefix",
    "suffix",
    "text",
    "section",
    "speaker",
    "via",
    "outlet",
    "about",
    "note",
    "said_at",
    "annotator",
    "created",
    "modified",
)


def annotation(record: Fields, source: str, place: Place) -> IncomingAnnotation:
    """Return the annotation that a record says; raise IncomingError naming the wrong field.

    ``source`` is the key of its source.
    """
    with place.told():
        said = details(record)
        return IncomingAnnotation(
            key=said.get("id") or place.record,
            source=source,
            place=place,
            span=Span(offset(record, "start"), offset(record, "end")),
            quote=text(record, "quote"),
            label=label_named(text(record, "label")),
            **said,
        )


def with_source(
    record: Fields, place: Place, sources: dict[str, IncomingSource]
) -> IncomingAnnotation:
    """Return the annotation that a record with the fields of its source says.

    ``sources`` are those told so far, by key; its own is added. Raises IncomingError naming
    the wrong field, or for a source that is told otherwise than before.
    """
    told = source(record, place, prefix=SOURCE)
    if sources.setdefault(told.key, told) != told:
        raise place.fault(f"the source {told.key!r} is told otherwise than before")
    return annotation(record, told.key, place)


def details(record: Fields) -> dict[str, Any]:
    """Return what a record says under native names, as fields of an IncomingAnnotation.

    Passage and label are not among them. Raises NkreaderError naming the wrong field.
    """
    said: dict[str, Any] = {name: optional(record, name) for name in _WORDS if name in record}
    if record.get("id") is not None:
        said["id"] = identity(record, "id")
    if record.get("certainty") is not None:
        said["certainty"] = choice(record, "certainty", CERTAINTIES)
    if record.get("status") is not None:
        said["status"] = choice(record, "status", STATUSES)
    if record.get("tags") is not None:
        said["tags"] = texts(record, "tags")
    if record.get("links") is not None:
        said["links"] = links_in(record)
    return said


def source(record: Fields, place: Place, *, prefix: str = "") -> IncomingSource:
    """Return the source that a record says; raise IncomingError naming the wrong field.

    ``prefix`` begins the names of its fields, but for that of the id, which is its key.
    """
    with place.told():
        fields = {name: record.get(prefix + name) for name in IncomingSource.__struct_fields__}
        digest = sha256(fields, "sha256")
        key = record.get("source" if prefix else "id") or digest or optional(fields, "path")
        if not isinstance(key, str):
            raise wrong("source" if prefix else "id", "is missing")
        if digest is not None and key not in (digest, digest[:12]):
            raise wrong("source" if prefix else "id", "is not the beginning of the sha256")
        return IncomingSource(
            key=key,
            sha256=digest,
            path=optional(fields, "path"),
            url=optional(fields, "url"),
            title=optional(fields, "title"),
            publisher=optional(fields, "publisher"),
            published=optional(fields, "published"),
            shape=choice(fields, "shape", SHAPES).value if fields["shape"] else None,
            length=None if fields["length"] is None else offset(fields, "length"),
        )


def sha256(record: Fields, field: str) -> str | None:
    """Return the hash of a file, which may be left out; raise NkreaderError where it is none."""
    found = optional(record, field)
    if found is not None and not is_sha256(found):
        raise wrong(field, "is not 64 hex digits")
    return found


def is_sha256(text: str) -> bool:
    """Tell whether a text can be the hash of a file."""
    return _SHA256.fullmatch(text) is not None
