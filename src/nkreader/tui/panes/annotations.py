"""The list of annotations on the open source, in text order."""

from collections.abc import Sequence
from typing import ClassVar

from nkreader.model.annotation import AnchorState
from nkreader.reading.margin import GLYPHS
from nkreader.session.anchoring import Placed
from nkreader.tui.panes.rows import Line, Row, RowList, Rows

# What is said of a place, by a sign and a word: nothing of one where all is as it was.
_STATES = {
    AnchorState.MOVED: "→ moved",
    AnchorState.CHANGED: "? changed",
    AnchorState.ORPHAN: "! orphan",
}


class AnnotationsPane(RowList):
    """One row for each annotation: label and speaker, the passage, what it is about."""

    BINDING_GROUP_TITLE = "Annotations"
    LINES: ClassVar[int] = 3
    EMPTY: ClassVar[str] = "nothing tagged here yet"


def annotation_rows(placed: Sequence[Placed], *, me: str) -> Rows:
    """Return the rows of the list."""
    keys = [each.annotation.id for each in placed]
    return Rows(keys, lambda at: Row(keys[at], _lines(placed[at], me)))


def _lines(placed: Placed, me: str) -> tuple[Line, ...]:
    annotation = placed.annotation
    label = annotation.label
    marks = [
        annotation.annotator if annotation.annotator != me else "",
        _STATES.get(placed.state, ""),
        annotation.certainty or "",
        annotation.status.value if annotation.status != "accepted" else "",
        f"{len(annotation.links)} linked" if annotation.links else "",
    ]
    rest = " · ".join(mark for mark in marks if mark)
    head: Line = (
        (f"{GLYPHS[label]} {label}", label),
        (f" {annotation.speaker}" if annotation.speaker else "", "strong"),
        (f" · {rest}" if rest else "", "faint"),
    )
    said = annotation.about or annotation.note or " ".join(annotation.tags)
    return head, ((f"  {annotation.text}", ""),), ((f"  {said}" if said else "", "faint"),)
