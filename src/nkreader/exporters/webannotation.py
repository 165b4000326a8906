"""The W3C's Web Annotation Data Model in JSON-LD: one collection with its page.

Offsets are code points, as the model has it. A label is a body that classifies, a note one
that comments, a tag one that tags, an entity that Wikidata knows one that identifies; a link
is an annotation of its own, on the one that it starts from. What the model has no word for
keeps its native name as ``nk:...``, a term that the context defines. Names are URNs made of
ids, hashes and annotators: nobody can look them up.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from urllib.parse import quote

from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.exporters.native import details, dumps, listed
from nkreader.exporters.tagged_text import bare_sources
from nkreader.model.annotation import Annotation, Link
from nkreader.model.source import SourceRef

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
TERMS = "urn:nkreader:term:"
ANNOTATION = "urn:nkreader:annotation:"
ANNOTATOR = "urn:nkreader:annotator:"
SOURCE = "urn:nkreader:source:"
WIKIDATA = "http://www.wikidata.org/entity/"
# Details that have no word in the model.
OWN = ("section", "text", "speaker", "via", "outlet", "about", "certainty", "status", "said_at")
PLACE = "place of a mention"
UNKNOWN = "mention that Wikidata does not know"

_COLLECTION = "urn:nkreader:collection"
_PAGE = f"{_COLLECTION}:page:1"
_LINK = "urn:nkreader:link:"
MARK = re.compile(
    re.escape(f'{{"@context": ["{CONTEXT}", {{"nk": "{TERMS}"}}], "id": "{_COLLECTION}", ').encode()
)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_URL = re.compile(r"https?://[!-~]+")
_ITEM = re.compile(r"Q[1-9]\d*")


def collection(export: Export) -> Iterator[str]:
    """Yield the document, in pieces, each annotation on a line of its own."""
    total = sum(1 + len(_links(one.annotation)) for one in export.annotations)
    head = {
        "@context": [CONTEXT, {"nk": TERMS}],
        "id": _COLLECTION,
        "type": "AnnotationCollection",
        "label": "Annotations of nkreader",
        "total": total,
        "last": _PAGE,
    }
    page = {
        "id": _PAGE,
        "type": "AnnotationPage",
        "partOf": _COLLECTION,
        "startIndex": 0,
    }
    yield f'{dumps(head)[:-1]}, "first": {dumps(page)[:-1]}, "items": [\n'
    yield from listed(chain.from_iterable(map(_items, export.annotations)), ",\n")
    yield "\n]}}\n"


def losses(export: Export) -> Counter[str]:
    """Count what a collection has no place for."""
    known = [
        _is_item(mention.entity.wikidata) for one in export.annotations for mention in one.mentions
    ]
    mentions = Counter({UNKNOWN: known.count(False), PLACE: known.count(True)})
    return +mentions + bare_sources(export)


def _items(one: ExportedAnnotation) -> Iterator[dict[str, object]]:
    yield _annotation(one)
    for link in _links(one.annotation):
        yield _link(one.annotation, link)


def _annotation(one: ExportedAnnotation) -> dict[str, object]:
    annotation, known = one.annotation, details(one)
    moments = {"created": annotation.created, "modified": annotation.modified}
    return {
        "id": ANNOTATION + annotation.id,
        "type": "Annotation",
        "motivation": "classifying",
        "creator": _creator(annotation.annotator),
        **{(k if _MOMENT.fullmatch(v) else f"nk:{k}"): v for k, v in moments.items()},
        "body": list(_bodies(one)),
        "target": {
            "type": "SpecificResource",
            "source": _source(one.source),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": annotation.quote,
                    "prefix": annotation.prefix,
                    "suffix": annotation.suffix,
                },
                {
                    "type": "TextPositionSelector",
                    "start": one.span.start,
                    "end": one.span.end,
                },
            ],
        },
        **{f"nk:{name}": known[name] for name in OWN if name in known},
    }


def _bodies(one: ExportedAnnotation) -> Iterator[dict[str, object]]:
    yield _textual("classifying", one.annotation.label.value)
    if one.annotation.note:
        yield _textual("commenting", one.annotation.note)
    for tag in one.annotation.tags:
        yield _textual("tagging", tag)
    for item in dict.fromkeys(mention.entity.wikidata for mention in one.mentions):
        if item is not None and _is_item(item):
            yield {
                "type": "SpecificResource",
                "purpose": "identifying",
                "source": WIKIDATA + item,
            }


def _link(annotation: Annotation, link: Link) -> dict[str, object]:
    return {
        "id": f"{_LINK}{annotation.id}:{link.relation.value}:{link.target}",
        "type": "Annotation",
        "motivation": "linking",
        "body": [
            _textual("classifying", link.relation.value),
            {"type": "SpecificResource", "purpose": "linking", "source": ANNOTATION + link.target},
        ],
        "target": ANNOTATION + annotation.id,
    }


def _links(annotation: Annotation) -> tuple[Link, ...]:
    return tuple(dict.fromkeys(annotation.links))


def _creator(annotator: str) -> dict[str, object]:
    name = quote(annotator, safe="", errors="surrogatepass")
    return {"id": ANNOTATOR + name, "type": "Person", "nickname": annotator}


def _source(source: SourceRef) -> dict[str, object]:
    said: dict[str, object] = {
        "id": SOURCE + source.sha256,
        "type": "Text",
        "label": source.title or source.path,
        "nk:path": source.path,
    }
    if source.url and _URL.fullmatch(source.url):
        said["via"] = source.url
    return said


def _textual(purpose: str, value: str) -> dict[str, object]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _is_item(wikidata: str | None) -> bool:
    return wikidata is not None and _ITEM.fullmatch(wikidata) is not None
