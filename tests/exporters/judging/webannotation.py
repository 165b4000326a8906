"""Web Annotation: what nkreader's collections say, a JSON-LD processor, and a re-slice.

What the model requires of any annotation, the W3C's own assertions judge (``judging.w3c``).
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from pyld import jsonld

from judging.w3c import CONTEXT

_SCHEMA = Draft202012Validator(
    json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
)
_ANNO = "http://www.w3.org/ns/anno.jsonld"
_OWN = "urn:nkreader:term:"


def complaints(written: str, texts: Mapping[str, str]) -> list[str]:
    """Return what is wrong with a collection on sources whose texts are known by SHA-256."""
    read = json.loads(written)
    wrong = [error.message for error in _SCHEMA.iter_errors(read)]
    return wrong or [*_of_collection(read), *_of_words(read), *_of_places(read, texts)]


def _of_collection(read: dict[str, Any]) -> Iterator[str]:
    items = read["first"]["items"]
    ids = [item["id"] for item in items]
    if read["total"] != len(items):
        yield "total is not the number of annotations"
    if len(set(ids)) != len(ids):
        yield "two annotations have one id"
    for item in items:
        if item["motivation"] == "linking" and item["target"] not in ids:
            yield f"{item['id']} is on what is not there"


def _of_words(read: dict[str, Any]) -> Iterator[str]:
    """Yield the words that mean nothing in JSON-LD, which a processor drops."""

    def load(url: str, _: object) -> dict[str, Any]:
        assert url == _ANNO
        return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}

    dropped: list[str] = []
    expanded = jsonld.expand(read, {"documentLoader": load}, on_property_dropped=dropped.append)
    yield from (f"{key} means nothing" for key in dropped)
    yield from (f"{name} is no IRI" for name in _names(expanded) if ":" not in name)


def _of_places(read: dict[str, Any], texts: Mapping[str, str]) -> Iterator[str]:
    for item in read["first"]["items"]:
        if item["motivation"] == "linking":
            continue
        quote, place = item["target"]["selector"]
        text = texts[item["target"]["source"]["id"].removeprefix("urn:nkreader:source:")]
        if not 0 <= place["start"] < place["end"] <= len(text):
            yield f"{item['id']} is outside the text"
        elif text[place["start"] : place["end"]] != quote["exact"]:
            yield f"{item['id']} does not have its quote"
        elif not text[: place["start"]].endswith(quote["prefix"]):
            yield f"{item['id']} does not follow its prefix"


def _names(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (inner for key, inner in value.items() if key == "@id")
        for inner in value.values():
            yield from _names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner)
