"""The W3C's Web Annotations in JSON-LD: a collection, a page, a list, or a single one.

An annotation that classifies a passage becomes one here, one that links becomes a link. What
ours say in ``nk:...`` is taken at its word; of others the label is a body that classifies or
tags with one of the four words.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from nkreader.importers.file import ImportFile
from nkreader.importers.guards.json_text import Piece, fields_of, pieces
from nkreader.importers.guards.place import Place
from nkreader.importers.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingSource,
    incoming,
)
from nkreader.importers.webannotation_parts import (
    link_of,
    many,
    passages_of,
)
from nkreader.model.annotation import Link
from nkreader.model.fields import Fields

_CONTEXT = b"http://www.w3.org/ns/anno.jsonld"
_HEAD = 1 << 16  # bytes in which the context must be named
_LISTS = ("", "items", "@graph", "first.items")
_LINKING = ("linking", "oa:linking")


def recognises(file: ImportFile) -> bool:
    """Tell whether a file names the context of Web Annotations near its beginning."""
    head = b"" if file.is_folder else file.data[:_HEAD]
    return _CONTEXT in head.replace(b"\\/", b"/")


def read(file: ImportFile) -> Incoming:
    """Return what the annotations of a document say."""
    sources: dict[str, IncomingSource] = {}
    passages: list[IncomingAnnotation] = []
    links: dict[str, list[tuple[Link, Place]]] = {}
    for fields, place in _annotations(file):
        with place.told():
            if any(each in _LINKING for each in many(fields.get("motivation"))):
                origin, link = link_of(fields)
                links.setdefault(origin, []).append((link, place))
                continue
            for source, passage in passages_of(fields, place):
                known = sources.setdefault(source.key, source)
                passages.append(replace(passage, source=known.key))
    keys = {each.key for each in passages}
    for origin, found in links.items():
        if origin not in keys:
            raise found[0][1].fault("the link starts from an annotation that is not in the file")
    linked = (
        replace(each, links=tuple(link for link, _ in links.get(each.key, ()))) for each in passages
    )
    return incoming(sources.values(), linked, file.place)


def _annotations(file: ImportFile) -> Iterator[tuple[Fields, Place]]:
    """Yield the annotations of a document, each with its place."""
    head: dict[str, list[object]] = {}
    place = file.place
    for piece in pieces(file, into=("first",)):
        if piece.key in _LISTS:
            yield from _annotation(piece)
        else:
            head.setdefault(piece.key, []).append(piece.value)
    if "Annotation" in many(_only(head.get("type", []))):
        yield {key: _only(values) for key, values in head.items()}, place.at("annotation")
    elif isinstance(_only(head.get("first", [])), str):
        raise place.fault("its pages are elsewhere, and nothing is fetched: import each of them")


def _annotation(piece: Piece) -> Iterator[tuple[Fields, Place]]:
    fields = fields_of(piece.value, piece.place)
    if "Annotation" not in many(fields.get("type", fields.get("@type"))):
        raise piece.place.fault("field 'type' is not Annotation")
    yield fields, piece.place


def _only(values: list[object]) -> object:
    return values[0] if len(values) == 1 else values
