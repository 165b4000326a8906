"""Where annotations stand in a source as it is today."""

from dataclasses import dataclass

from nkreader.model.annotation import AnchorState, Annotation
from nkreader.model.span import Span
from nkreader.session.opened import Opened
from nkreader.session.session import Session
from nkreader.text.anchor import locate

# After every place that there is.
_NOWHERE = 1 << 62


@dataclass(frozen=True, slots=True)
class Placed:
    """An annotation and its place in today's text; an orphan has none."""

    annotation: Annotation
    state: AnchorState
    span: Span | None

    @property
    def order(self) -> tuple[int, int, str, str]:
        """The key that sorts by place, then by age; orphans last."""
        start, end = self.span or (_NOWHERE, _NOWHERE)
        return (start, end, self.annotation.created, self.annotation.id)


def placed(session: Session, opened: Opened, *, others: bool = True) -> tuple[Placed, ...]:
    """Return the annotations on a source in text order, each with its place."""
    here = session.everybody.on(opened.path, opened.source.id, others=others)
    return tuple(sorted((_place(opened, each) for each in here), key=lambda each: each.order))


def count_on(session: Session, path: str, source_id: str) -> int:
    """Return how many annotations there are on a source; ``path`` is how it is written down."""
    return len(session.everybody.on(path, source_id))


def _place(opened: Opened, annotation: Annotation) -> Placed:
    state, span = locate(opened.source.text, annotation)
    return Placed(annotation, state, span)
