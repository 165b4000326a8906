"""The native format's objects: which fields an exported annotation has, in which order.

Knows names and order, and how an object becomes one line of JSON. The files made of
such objects (one document, one line each, a table) are other modules' business.
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import fields

from nkreader.exporters.export import ExportedAnnotation
from nkreader.model.entity import Mention
from nkreader.model.record import source_to_record, to_record
from nkreader.model.source import SourceRef
from nkreader.text.json_escape import escaped

FORMAT = "nkreader"
VERSION = 1

SOURCE_FIELDS = tuple(field.name for field in fields(SourceRef))

ANNOTATION_FIELDS = (
    "id",
    "source",
    "section",
    "start",
    "end",
    "quote",
    "prefix",
    "suffix",
    "text",
    "label",
    "speaker",
    "via",
    "outlet",
    "about",
    "certainty",
    "note",
    "tags",
    "status",
    "anchor",
    "links",
    "mentions",
    "said_at",
    "annotator",
    "created",
    "modified",
)

# What other tools have a field for, and what is said of today's text.
_ELSEWHERE = ("source", "start", "end", "quote", "label", "anchor", "links", "mentions")
DETAILS = tuple(name for name in ANNOTATION_FIELDS if name not in _ELSEWHERE)


def annotation_object(exported: ExportedAnnotation) -> dict[str, object]:
    """Return an annotation's fields, in order; offsets are those of its exported place."""
    record = to_record(exported.annotation) | {
        "source": exported.source.id,
        "start": exported.span.start,
        "end": exported.span.end,
        "anchor": exported.anchor.value,
        "mentions": [_mention_object(mention) for mention in exported.mentions],
    }
    return {name: record[name] for name in ANNOTATION_FIELDS}


def line_object(exported: ExportedAnnotation) -> dict[str, object]:
    """Return an annotation's fields and then its source's, as ``source_path`` and so on.

    The source's id is the annotation's own ``source``.
    """
    source = source_to_record(exported.source)
    return annotation_object(exported) | {
        f"source_{name}": value for name, value in source.items() if name != "id"
    }


def details(exported: ExportedAnnotation) -> dict[str, object]:
    """Return what most other tools have no field for, under its native names; empty is left out."""
    record = to_record(exported.annotation)
    return {name: record[name] for name in DETAILS if record[name] not in (None, "", [])}


def listed(objects: Iterable[Mapping[str, object]], between: str = ", ") -> Iterator[str]:
    """Yield the objects as the items of a list of JSON, piece by piece."""
    before = ""
    for value in objects:
        yield before + dumps(value)
        before = between


def dumps(value: object) -> str:
    """Return ``value`` as JSON on one line, every character that could do harm escaped."""
    return escaped(json.dumps(value, ensure_ascii=False, allow_nan=False))


def schema() -> str:
    """Return the JSON Schema (2020-12) of the native format.

    It describes the document; of a line of JSONL, ``#/$defs/line`` does.
    """
    from importlib.resources import files  # 10 ms that only this needs

    return (files("nkreader.exporters") / "schema.json").read_text(encoding="utf-8")


def _mention_object(mention: Mention) -> dict[str, object]:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "name": mention.entity.name,
        "type": mention.entity.type.value,
        "wikidata": mention.entity.wikidata,
    }
