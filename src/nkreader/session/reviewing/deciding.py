"""What a decision in a review changes: an annotation, one's verdict on it, or a new annotation."""

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from nkreader.model.annotation import Annotation, Label, Status
from nkreader.model.change import Change
from nkreader.model.span import Span
from nkreader.session.annotating.annotate import NO_DETAILS, details_of, made, on_passage
from nkreader.session.annotating.verdict import is_mine, judgement
from nkreader.session.opened import Opened
from nkreader.session.placed import Placed
from nkreader.session.session import Session


class Seen(Struct, frozen=True):
    """An item as it stands today: in which source, where, and under which label.

    ``placed`` is its annotation, None for a sentence that is not tagged; ``span`` is None
    for an orphan.
    """

    opened: Opened
    span: Span | None
    label: Label
    placed: Placed | None = None

    @property
    def annotation(self) -> Annotation | None:
        """The item's annotation, if it has one."""
        return self.placed.annotation if self.placed else None

    @property
    def is_at_its_place(self) -> bool:
        """Whether its words stand where it is shown."""
        return self.placed is None or self.placed.is_certain


def decided(
    session: Session,
    seen: Seen,
    span: Span | None,
    label: Label,
    status: Status,
    note: str | None = None,
) -> tuple[Change, ...]:
    """Return the changes that give an item a passage, a label and a status; none where it has them.

    Another's passage cannot be set: theirs is rejected, and the new one tagged beside it with
    all that was said of it. ``note`` is for what is not tagged yet. Raises NkreaderError
    where the span names no text.
    """
    annotation = seen.annotation
    is_set = span is not None and not (span == seen.span and seen.is_at_its_place)
    if annotation is None:
        fresh = _tagged(session, seen, span or seen.span, label, status)
        return (Change(None, replace(fresh, note=note or None)),)
    if not is_set or status is Status.REJECTED or span is None:
        # One's own label on what is rejected is of no use; the annotator's is what is wrong.
        label_ = {} if status is Status.REJECTED else {"label": label}
        return tuple(_only(judgement(session, annotation, status=status, **label_)))
    if not is_mine(session, annotation):
        rejected = judgement(session, annotation, status=Status.REJECTED)
        return (*_only(rejected), Change(None, _tagged(session, seen, span, label, status)))
    before = session.store.annotations[annotation.id]
    after = replace(on_passage(seen.opened, span, before), label=label, status=status)
    return (Change(before, replace(after, modified=session.now())),)


def _only(change: Change | None) -> Iterator[Change]:
    if change:
        yield change


def _tagged(
    session: Session, seen: Seen, span: Span | None, label: Label, status: Status
) -> Annotation:
    """Return a new annotation with what was said of the item's, if it has one."""
    said = details_of(seen.annotation) if seen.annotation else NO_DETAILS
    fresh = made(session, seen.opened, span or Span(0, 0), label, said)
    return replace(fresh, status=status)
