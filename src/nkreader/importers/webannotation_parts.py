"""The parts of a Web Annotation: bodies and what they say, targets and their selectors."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote, urlsplit

from nkreader.importers import native
from nkreader.importers.guards.place import Place
from nkreader.importers.incoming import (
    IncomingAnnotation,
    IncomingSource,
    derived_id,
    label_named,
)
from nkreader.model.annotation import Label, Link, Relation
from nkreader.model.errors import NkreaderError
from nkreader.model.fields import Fields, choice, is_id, offset, optional, text, wrong
from nkreader.model.span import Span

_OURS = "urn:nkreader:annotation:"
_TERM = "nk:"
_SHA256 = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
_LABELS = frozenset(Label)
_RELATIONS = {each.value: each for each in Relation}
# Purposes, and motivations where a body has none, that give a passage its label.
_CLASSIFYING = ("classifying", "tagging", "identifying", "oa:classifying", "oa:tagging")


def many(value: object) -> list[Any]:
    """Return the values where there may be one, several or none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def iri_of(value: object) -> str | None:
    """Return the IRI that a value is, or has as its id; None where it has none."""
    if isinstance(value, dict):
        value = value.get("id", value.get("@id"))
    return value if isinstance(value, str) else None


def key_of(iri: str) -> str:
    """Return the id of the annotation that an IRI names, one made of it where it is not ours."""
    ours = iri.removeprefix(_OURS)
    return ours if ours != iri and is_id(ours) else derived_id("iri", iri)


def link_of(fields: Fields) -> tuple[str, Link]:
    """Return the key of the annotation that a link starts from, and the link."""
    bodies = [each for each in many(fields.get("body")) if isinstance(each, dict)]
    words = [each for each in bodies if "value" in each]
    ends = [iri_of(each.get("source")) for each in bodies if "source" in each]
    origins = [iri_of(each) or iri_of(_source_in(each)) for each in many(fields.get("target"))]
    if len(words) != 1 or len(ends) != 1 or ends[0] is None:
        raise wrong("body", "does not say one relation and one annotation that is linked to")
    if len(origins) != 1 or origins[0] is None:
        raise wrong("target", "is not the one annotation that the link starts from")
    return key_of(origins[0]), Link(choice(words[0], "value", _RELATIONS), key_of(ends[0]))


def passages_of(
    fields: Fields, place: Place
) -> Iterator[tuple[IncomingSource, IncomingAnnotation]]:
    """Yield the passages of an annotation, one for each of its targets, with their sources."""
    said = _said(fields)
    iri = iri_of(fields)
    targets = many(fields.get("target"))
    if not targets:
        raise wrong("target", "is missing")
    for number, target in enumerate(targets):
        identity = key_of(iri) if iri else None
        if identity and number:
            identity = derived_id(identity, number)
        source = _source(target)
        passage = IncomingAnnotation(
            key=identity or f"{place.record}#{number}",
            id=identity,
            source=source.key,
            place=place,
            **_selected(target),
            **said,
        )
        yield source, passage


def _said(fields: Fields) -> dict[str, Any]:
    """Return what an annotation says of its passage, as fields of an IncomingAnnotation."""
    own = {key.removeprefix(_TERM): each for key, each in fields.items() if key.startswith(_TERM)}
    for name in ("id", "prefix", "suffix", "tags", "links", "note"):
        own.pop(name, None)
    said = native.details(own)
    for name in ("created", "modified"):
        if name in fields:
            said[name] = optional(fields, name)
    said["annotator"] = _creator(fields)
    label, tags, notes = _bodies(fields)
    if label is None:
        raise wrong("body", f"says none of {', '.join(Label)}")
    said |= {"label": label, "tags": tuple(tags)}
    return said | ({"note": "\n\n".join(notes)} if notes else {})


def _bodies(fields: Fields) -> tuple[Label | None, list[str], list[str]]:
    """Return the label, the tags and the notes that the bodies say."""
    label: Label | None = None
    tags: list[str] = []
    notes: list[str] = []
    motivations = many(fields.get("motivation"))
    bodies = [*many(fields.get("body")), *many(fields.get("bodyValue"))]
    for body in sorted(bodies, key=lambda each: "classifying" not in _purposes(each)):
        word, purposes = _word(body), _purposes(body)
        if word is None:
            continue
        is_class = any(each in _CLASSIFYING for each in purposes or motivations)
        if label is None and is_class and word.strip().lower() in _LABELS:
            label = label_named(word)
        elif "classifying" in purposes:
            raise NkreaderError(f"the label {word[:80]!r} is none of {', '.join(Label)}")
        elif is_class:
            tags.append(word)
        else:
            notes.append(word)
    return label, tags, notes


def _purposes(body: object) -> list[object]:
    return many(body.get("purpose")) if isinstance(body, dict) else []


def _word(body: object) -> str | None:
    """Return what a body says in words, None of one that only names a thing."""
    if isinstance(body, str):
        return None if urlsplit(body).scheme in ("http", "https", "urn") else body
    if not isinstance(body, dict):
        raise wrong("body", "is neither a text nor an object")
    if "value" in body or "chars" in body:
        return text(body, "value" if "value" in body else "chars")
    return None


def _creator(fields: Fields) -> str | None:
    for each in many(fields.get("creator")):
        if isinstance(each, str):
            return each
        if not isinstance(each, dict):
            raise wrong("creator", "is neither a text nor an object")
        for name in ("nickname", "name", "id"):
            if each.get(name):
                found = many(each[name])[0]
                return text({name: found}, name)
    return None


def _source_in(target: object) -> object:
    return target.get("source") if isinstance(target, dict) else None


def _source(target: object) -> IncomingSource:
    """Return the source of a target, as far as its name and description tell."""
    source = _source_in(target) or target
    iri = iri_of(source)
    if iri is None:
        raise wrong("target", "does not name its source")
    fields: Fields = source if isinstance(source, dict) else {}
    digest = _SHA256.search(iri)
    path = optional(fields, f"{_TERM}path")
    label = optional(fields, "label") if isinstance(fields.get("label"), str) else None
    is_url = urlsplit(iri).scheme in ("http", "https")
    url = optional(fields, "via") if isinstance(fields.get("via"), str) else None
    return IncomingSource(
        key=iri,
        sha256=digest[0] if digest and not is_url else None,
        path=path or (None if digest or is_url else unquote(iri.removeprefix("file://"))),
        url=iri if is_url else url,
        title=label if label != path else None,
    )


def _selected(target: object) -> dict[str, Any]:
    """Return the passage that the selectors of a target name."""
    found: dict[str, Any] = {}
    selectors = many(target.get("selector")) if isinstance(target, dict) else []
    for selector in selectors:
        if not isinstance(selector, dict):
            raise wrong("selector", "is no object")
        kind = selector.get("type", selector.get("@type"))
        if kind in ("TextQuoteSelector", "oa:TextQuoteSelector"):
            found["quote"] = text(selector, "exact")
            found["prefix"] = optional(selector, "prefix")
            found["suffix"] = optional(selector, "suffix")
        elif kind in ("TextPositionSelector", "oa:TextPositionSelector"):
            found["span"] = Span(offset(selector, "start"), offset(selector, "end"))
    if not found:
        raise wrong("target", "has no TextQuoteSelector and no TextPositionSelector")
    return found
