"""The native format's objects, as they come back: annotations, and the sources they are on.

Knows fields. The files made of such objects are other modules' business.
"""

import re
from collections.abc import Mapping

from nkreader.importers.guards.place import Place
from nkreader.importers.incoming import IncomingAnnotation, IncomingSource
from nkreader.model.annotation import Annotation
from nkreader.model.fields import Fields, wrong
from nkreader.model.record import from_record, source_from_record
from nkreader.model.source import SourceRef

_SHA256 = re.compile(r"[0-9a-f]{64}")


def annotation(record: Fields, place: Place) -> IncomingAnnotation:
    """Return the annotation that an object says; raise IncomingError naming the wrong field."""
    with place.told():
        return of_annotation(from_record(record), place)


def source(record: Mapping[str, object], place: Place) -> IncomingSource:
    """Return the source that an object says; raise IncomingError naming the wrong field."""
    with place.told():
        ref = source_from_record(record)
        if not _SHA256.fullmatch(ref.sha256):
            raise wrong("sha256", "is not 64 hex digits")
        if ref.id != ref.sha256[:12]:
            raise wrong("id", "is not the beginning of the sha256")
        return of_source(ref)


def of_annotation(each: Annotation, place: Place) -> IncomingAnnotation:
    """Return a whole annotation as one that comes in."""
    return IncomingAnnotation(
        key=each.id,
        id=each.id,
        source=each.source,
        place=place,
        span=each.span,
        quote=each.quote,
        prefix=each.prefix,
        suffix=each.suffix,
        text=each.text,
        section=each.section,
        label=each.label,
        speaker=each.speaker,
        via=each.via,
        outlet=each.outlet,
        about=each.about,
        certainty=each.certainty,
        note=each.note,
        tags=each.tags,
        status=each.status,
        links=each.links,
        said_at=each.said_at,
        annotator=each.annotator,
        created=each.created,
        modified=each.modified,
    )


def of_source(ref: SourceRef) -> IncomingSource:
    """Return a source that is known whole as one that comes in."""
    return IncomingSource(
        key=ref.id,
        sha256=ref.sha256,
        path=ref.path,
        url=ref.url,
        title=ref.title,
        publisher=ref.publisher,
        published=ref.published,
        shape=ref.shape,
        length=ref.length,
    )
