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
    refs = [*session.store.sources.values(), *session.store.sources_of_others().values()]
    same_path = {ref.id for ref in refs if ref.path == opened.path} | {opened.source.id}
    everybody = [*session.store.annotations.values(), *(session.others if others else ())]
    mine = (each for each in everybody if each.source in same_path)
    return tuple(sorted((_place(opened, each) for each in mine), key=lambda each: each.order))


def _place(opened: Opened, annotation: Annotation) -> Placed:
    state, span = locate(opened.source.text, annotation)
    return Placed(annotation, state, span)
