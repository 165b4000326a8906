"""Short ways to write annotations that are tied."""

from collections.abc import Sequence

from nkreader.analysis.ledger import Ledger
from nkreader.model.annotation import Annotation, Label, Link, Relation, Status
from nkreader.model.source import SourceRef

LABELS = {label.value[0]: label for label in Label}
SOURCES = {
    name: SourceRef(name, f"seeds/{name}.txt", name * 8, 999, "plain", name, "Wire", date)
    for name, date in (("one", "2024-01-01"), ("two", "2024-02-02"), ("none", None))
}


def said(
    name: str,
    *ties: str,
    by: str | None = None,
    at: str | None = None,
    source: str = "none",
    about: str | None = None,
    status: Status = Status.ACCEPTED,
    created: str = "2025-01-01",
) -> Annotation:
    """Return an annotation: ``c1`` is a claim, ``denies d2`` a tie to another."""
    links = (tie.split() for tie in ties)
    return Annotation(
        id=name,
        source=source,
        start=0,
        end=4,
        quote=f"<{name}>",
        text=f"<{name}>",
        label=LABELS[name[0]],
        annotator="ann",
        created=created,
        modified=created,
        speaker=by,
        about=about,
        status=status,
        links=tuple(Link(Relation(how), target) for how, target in links),
        said_at=at,
    )


def ledger(*annotations: Annotation) -> Ledger:
    """Return the ledger of annotations on the sources here."""
    return Ledger(annotations, SOURCES)


def told(book: Ledger, key: str) -> Sequence[str]:
    """Return the answers to a statement, each indented by how deep it stands."""
    return [
        f"{'  ' * each.depth}{each.annotation.id} {each.relation} {each.target}"
        for each in book.statement(key).answers
    ]
