"""What annotations refer to, and whether it is there: passages, sources, other annotations."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from nkreader.model.annotation import Annotation
from nkreader.model.source import SourceRef
from nkreader.store.errors import shown
from nkreader.store.others import OtherAnnotators
from nkreader.store.repair.finding import Finding, Severity
from nkreader.store.rows.contents import Contents


def findings_of_references(
    file: Path, contents: Contents, others: OtherAnnotators
) -> Iterator[Finding]:
    """Yield what is wrong with the anchors and the links of annotations."""
    ids = contents.annotations.keys() | {each.id for each in others.annotations()}
    sources = others.sources() | contents.sources
    for annotation in contents.annotations.values():
        for what in (*_of_anchor(annotation, sources), *_of_links(annotation, ids)):
            yield Finding(Severity.FAULT, file, f"annotation {shown(annotation.id)} {what}")


def _of_anchor(annotation: Annotation, sources: Mapping[str, SourceRef]) -> Iterator[str]:
    length = annotation.end - annotation.start
    if not annotation.quote:
        yield "has no quote"
    elif length != len(annotation.quote):
        yield f"spans {length} characters, and its quote has {len(annotation.quote)}"
    source = sources.get(annotation.source)
    if source is None:
        yield f"is on source {shown(annotation.source)}, which no database here knows"
    elif annotation.end > source.length:
        yield f"ends at {annotation.end}, and its source at {source.length}"


def _of_links(annotation: Annotation, ids: set[str]) -> Iterator[str]:
    for link in annotation.links:
        if link.target not in ids:
            yield f"{link.relation} annotation {shown(link.target)}, which is not there"
