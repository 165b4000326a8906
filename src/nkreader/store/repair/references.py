"""What annotations and verdicts refer to, and whether it is there: passages, sources, others."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from nkreader.model.annotation import Annotation, Link
from nkreader.model.source import SourceRef
from nkreader.store.errors import shown
from nkreader.store.others import OtherAnnotators
from nkreader.store.repair.finding import Finding, Severity
from nkreader.store.rows.contents import Contents
from nkreader.text.counted import counted


def findings_of_references(
    file: Path, contents: Contents, others: OtherAnnotators
) -> Iterator[Finding]:
    """Yield what is wrong with anchors and links, and which verdicts are on nothing."""
    ids = contents.annotations.keys() | others.annotations().keys()
    sources = others.sources() | contents.sources
    for annotation in contents.annotations.values():
        name = f"annotation {shown(annotation.id)}"
        for what in _of_anchor(annotation, sources):
            yield Finding(Severity.FAULT, file, f"{name} {what}")
        # What it is tied to may have been deleted, or be in a file that was taken away.
        for what in _of_links(annotation.links, ids):
            yield Finding(Severity.NOTICE, file, f"{name} {what}")
    for verdict in contents.verdicts.values():
        for what in _of_links(verdict.links, ids):
            name = f"the verdict on annotation {shown(verdict.on)}"
            yield Finding(Severity.NOTICE, file, f"{name} {what}")
    # Their annotators may have deleted them, or have taken their files away.
    if gone := sum(verdict.on not in ids for verdict in contents.verdicts.values()):
        what = f"on annotations that are not there (any more): {counted(gone, 'verdict')}"
        yield Finding(Severity.NOTICE, file, what)


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


def _of_links(links: Iterable[Link], ids: set[str]) -> Iterator[str]:
    for link in links:
        if link.target not in ids:
            yield f"{link.relation} annotation {shown(link.target)}, which is not there (any more)"
