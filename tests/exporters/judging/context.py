"""The words of the Web Annotation vocabulary that nkreader writes, as its JSON-LD context has them.

Written from https://www.w3.org/TR/annotation-vocab/ for a processor without a network: a key
that is not here is dropped on expansion, and so is found.
"""

from typing import Any

_ID = "@id"
_WORD = "@vocab"
_MOMENT = "xsd:dateTime"
_COUNT = "xsd:nonNegativeInteger"


def _term(iri: str, kind: str) -> dict[str, str]:
    return {"@id": iri, "@type": kind}


CONTEXT: dict[str, Any] = {
    "oa": "http://www.w3.org/ns/oa#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "dctypes": "http://purl.org/dc/dcmitype/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "as": "http://www.w3.org/ns/activitystreams#",
    "id": "@id",
    "type": "@type",
    "Annotation": "oa:Annotation",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    "TextualBody": "oa:TextualBody",
    "SpecificResource": "oa:SpecificResource",
    "TextQuoteSelector": "oa:TextQuoteSelector",
    "TextPositionSelector": "oa:TextPositionSelector",
    "Person": "foaf:Person",
    "Text": "dctypes:Text",
    **{
        word: f"oa:{word}"
        for word in ("classifying", "commenting", "identifying", "linking", "tagging")
    },
    "body": _term("oa:hasBody", _ID),
    "target": _term("oa:hasTarget", _ID),
    "source": _term("oa:hasSource", _ID),
    "selector": _term("oa:hasSelector", _ID),
    "motivation": _term("oa:motivatedBy", _WORD),
    "purpose": _term("oa:hasPurpose", _WORD),
    "creator": _term("dcterms:creator", _ID),
    "created": _term("dcterms:created", _MOMENT),
    "modified": _term("dcterms:modified", _MOMENT),
    "nickname": "foaf:nick",
    "value": "rdf:value",
    "format": "dc:format",
    "label": "rdfs:label",
    "via": _term("oa:via", _ID),
    "exact": "oa:exact",
    "prefix": "oa:prefix",
    "suffix": "oa:suffix",
    "start": _term("oa:start", _COUNT),
    "end": _term("oa:end", _COUNT),
    "total": _term("as:totalItems", _COUNT),
    "startIndex": _term("as:startIndex", _COUNT),
    "first": _term("as:first", _ID),
    "partOf": _term("as:partOf", _ID),
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
}
