"""A brief to read: each source with its passages, what was said of them, and their links.

Everything that comes from a source or an annotator goes through ``markup``; the only
live links are the brief's own, from one annotation to another.
"""

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from nkreader.exporters.brief import glimpse, whereabouts
from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.exporters.markup import code, plain, plain_lines
from nkreader.model.annotation import Annotation, Relation, Status
from nkreader.model.source import SourceRef
from nkreader.text.counted import counted

MARK = re.compile(rb"# Annotations\n\n\d+ annotations? on \d+ sources?\.\n(?:\n## |\Z)")

_ANSWERED = {
    Relation.DENIES: "Denied by",
    Relation.SUPPORTS: "Supported by",
    Relation.UNDERMINES: "Undermined by",
    Relation.REPEATS: "Repeated by",
    Relation.CONCERNS: "Concerned by",
}


class _Index(Struct, frozen=True):
    """Annotations by id with their numbers in the brief, and the links that come in."""

    numbers: Mapping[str, int]
    annotations: Mapping[str, Annotation]
    incoming: Mapping[str, list[tuple[Relation, str]]]


def brief(export: Export) -> Iterator[str]:
    """Yield the brief, a heading or an annotation at a time."""
    groups = _groups(export)
    index = _index(exported.annotation for _, group in groups for exported in group)
    yield "# Annotations\n\n"
    yield f"{counted(len(index.numbers), 'annotation')} on {counted(len(groups), 'source')}.\n"
    for ref, group in groups:
        yield "\n" + "\n\n".join(_source(ref)) + "\n"
        for exported in group:
            yield "\n" + _entry(exported, index)


def _groups(export: Export) -> list[tuple[SourceRef, list[ExportedAnnotation]]]:
    groups: dict[str, list[ExportedAnnotation]] = {}
    for exported in export.annotations:
        groups.setdefault(exported.source.id, []).append(exported)
    used = (ref for ref in export.sources if ref.id in groups)
    return [(ref, groups[ref.id]) for ref in sorted(used, key=lambda ref: (ref.path, ref.id))]


def _index(annotations: Iterator[Annotation]) -> _Index:
    by_id = {annotation.id: annotation for annotation in annotations}
    incoming: dict[str, list[tuple[Relation, str]]] = {}
    for annotation in by_id.values():
        for link in annotation.links:
            incoming.setdefault(link.target, []).append((link.relation, annotation.id))
    numbers = {key: number for number, key in enumerate(by_id, start=1)}
    return _Index(numbers, by_id, incoming)


def _source(ref: SourceRef) -> Iterator[str]:
    yield f"## {plain(ref.title) if ref.title else code(ref.path)}"
    known = [plain(fact) for fact in (ref.publisher, ref.published, ref.shape) if fact]
    url = [plain(ref.url)] if ref.url else []
    yield " · ".join([*known, code(ref.path), *url])


def _entry(exported: ExportedAnnotation, index: _Index) -> str:
    annotation = exported.annotation
    number = index.numbers[annotation.id]
    heading = f'### <a id="a{number}"></a>{number} · {annotation.label.capitalize()}\n\n'
    quote = f"> {plain(annotation.text or annotation.quote)}\n\n"
    return heading + quote + "".join(f"- {fact}\n" for fact in _facts(exported, index))


def _facts(exported: ExportedAnnotation, index: _Index) -> Iterator[str]:
    annotation = exported.annotation
    said = {
        "Speaker": annotation.speaker,
        "Via": annotation.via,
        "Outlet": annotation.outlet,
        "Said": annotation.said_at,
        "About": annotation.about,
        "Certainty": annotation.certainty,
        "Tags": ", ".join(annotation.tags),
    }
    for name, value in said.items():
        if value:
            yield f"**{name}:** {plain(value)}"
    for link in annotation.links:
        yield _link(link.relation.capitalize(), link.target, index)
    for relation, origin in index.incoming.get(annotation.id, ()):
        yield _link(_ANSWERED[relation], origin, index)
    if annotation.note:
        yield f"**Note:** {plain_lines(annotation.note, indent='  ')}"
    yield f"**Place:** {whereabouts(exported, annotation.section)}"
    yield f"**Tagged by:** {plain(annotation.annotator)}{_standing(annotation.status)}"


def _link(name: str, target: str, index: _Index) -> str:
    other = index.annotations.get(target)
    if other is None:
        return f"**{name}:** an annotation that is not in this brief ({plain(target)})"
    number = index.numbers[target]
    who = f" by {plain(other.speaker)}" if other.speaker else ""
    words = other.about or other.text or other.quote
    return f"**{name}:** [{number}](#a{number}), {other.label}{who}: {plain(glimpse(words))}"


def _standing(status: Status) -> str:
    return "" if status is Status.ACCEPTED else f" ({status})"
