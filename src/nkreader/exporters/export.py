"""What is handed to every export format: annotations, each in its place, and their sources.

Knows how an export is ordered, so that the same database gives the same bytes in any
format. Must not know any format.
"""

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import force_setattr

from nkreader.model.annotation import AnchorState, Annotation
from nkreader.model.entity import Mention
from nkreader.model.moment import newest
from nkreader.model.source import SourceRef
from nkreader.model.span import Span


class Proposal(Struct, frozen=True):
    """Where a changed passage may stand today, and what does there."""

    source: SourceRef
    span: Span
    quote: str


class Lost(StrEnum):
    """Why a quote stands nowhere today."""

    FILE = "no such file"
    UNREADABLE = "the file cannot be read"
    PASSAGE = "not in the file"


class ExportedAnnotation(Struct, frozen=True):
    """An annotation and where its quote stands.

    ``span`` is a place in the text that ``source`` names by its hash, and
    ``text[start:end] == quote`` holds there: today's text where the anchor is exact
    or moved, the text that was tagged where it is changed or an orphan. ``mentions``
    are the ones inside the span. ``proposal`` is what a changed passage may have become,
    ``lost`` says what an orphan has lost; no format has either.
    """

    annotation: Annotation
    source: SourceRef
    anchor: AnchorState
    span: Span
    mentions: tuple[Mention, ...] = ()
    proposal: Proposal | None = None
    lost: Lost | None = None


TextOf = Callable[[SourceRef], str | None]


def no_text(_: SourceRef) -> str | None:
    """Say of any source that its text is not at hand."""
    return None


class Export(Struct, frozen=True):
    """What is exported, in order, whatever the order it came in.

    Sources stand by id, each once, and none is missing that an annotation is on;
    annotations stand by source, start, end and id. ``text_of`` returns the text that the
    offsets on a source count in, read when it is asked for and not held here; None where
    neither a file nor a kept copy of that version is left.
    """

    sources: tuple[SourceRef, ...] = ()
    annotations: tuple[ExportedAnnotation, ...] = ()
    text_of: TextOf = no_text

    def __post_init__(self) -> None:
        ordered = sorted(
            self.annotations, key=lambda one: (one.source.id, one.span, one.annotation.id)
        )
        known = [*self.sources, *(one.source for one in ordered)]
        by_id = {ref.id: ref for ref in sorted(known, key=lambda ref: ref.path, reverse=True)}
        force_setattr(self, "annotations", tuple(ordered))
        force_setattr(self, "sources", tuple(by_id[key] for key in sorted(by_id)))

    @property
    def generated(self) -> str | None:
        """The newest ``modified`` of what is exported, None of nothing."""
        return newest([one.annotation.modified for one in self.annotations])


def placed(
    annotation: Annotation,
    state: AnchorState,
    found: Span | None,
    *,
    tagged: SourceRef,
    today: SourceRef | None,
    text: str = "",
    mentions: tuple[Mention, ...] = (),
) -> ExportedAnnotation:
    """Return the annotation at the place that its quote can be checked at.

    ``state`` and ``found`` are what the anchor says of today's ``text``. A quote that
    stands there, at home or moved, is exported at today's place. One that today's
    text does not hold keeps the place and the source it was tagged in: the quote is
    what somebody saw, and no export puts other words into it.
    """
    stands = state in (AnchorState.EXACT, AnchorState.MOVED)
    if stands and found is not None and today is not None:
        return ExportedAnnotation(annotation, today, state, found, mentions)
    proposal = Proposal(today, found, found.of(text)) if today is not None and found else None
    return ExportedAnnotation(annotation, tagged, state, annotation.span, proposal=proposal)
