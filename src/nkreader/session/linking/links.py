"""What an annotation is tied to: its own links, then those that lead to it."""

from collections.abc import Mapping

from msgspec import Struct

from nkreader.analysis.linking.relations import in_words
from nkreader.model.annotation import Annotation, Relation
from nkreader.model.source import SourceRef
from nkreader.session.session import Session


class Tie(Struct, frozen=True):
    """A link as seen from one of its ends.

    ``outgoing`` links start at this end; ``other`` is the annotation at the other one, None
    where it is not there (any more).
    """

    relation: Relation
    outgoing: bool
    target: str
    other: Annotation | None

    @property
    def words(self) -> str:
        """The relation as it is called at this end."""
        return in_words(self.relation, outgoing=self.outgoing)


def ties_of(session: Session, annotation: Annotation) -> tuple[Tie, ...]:
    """Return what ties an annotation to others, whoever has tied it."""
    everybody = session.everybody
    outgoing = (
        Tie(link.relation, outgoing=True, target=link.target, other=everybody.find(link.target))
        for link in annotation.links
    )
    incoming = (
        Tie(link.relation, outgoing=False, target=each.id, other=each)
        for each in everybody.leading_to(annotation.id)
        for link in each.links
        if link.target == annotation.id
    )
    return (*outgoing, *incoming)


def links_told(session: Session, annotation: Annotation) -> list[str]:
    """Return a line for each link of an annotation, from it and to it."""
    return [f"{tie.words} {in_short(tie.other)}" for tie in ties_of(session, annotation)]


def source_in_short(annotation: Annotation, refs: Mapping[str, SourceRef]) -> str:
    """Return when and where an annotation was said; ``refs`` are sources by id."""
    from nkreader.analysis.dates import said_when

    ref = refs.get(annotation.source)
    where = (ref.title or ref.path) if ref else "an unknown source"
    day = (said_when(annotation, ref) or "")[:10]
    return f"{day} · {where}" if day else where


def in_short(annotation: Annotation | None) -> str:
    """Return what an annotation is, for a line on a link to it."""
    if annotation is None:
        return "an annotation that is not here"
    speaker = f"{annotation.speaker}: " if annotation.speaker else ""
    return f"{annotation.label} · {speaker}“{annotation.text}”"
