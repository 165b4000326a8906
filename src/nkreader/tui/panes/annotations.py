"""The list of annotations on the open source, in text order."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from nkreader.model.annotation import AnchorState, Annotation
from nkreader.reading.margin import GLYPHS
from nkreader.session.linking.links import Tie
from nkreader.session.placed import InTextOrder, Placed
from nkreader.text.counted import counted
from nkreader.tui.panes.filtered import FilteredList
from nkreader.tui.panes.rows import Keys, Line, Row, Rows

if TYPE_CHECKING:  # not needed before there is something to read
    from nkreader.session.annotating.proposing import Proposals

# What is said of a place, by a sign and a word: nothing of one where all is as it was.
STATES = {
    AnchorState.MOVED: "→ moved",
    AnchorState.CHANGED: "? changed",
    AnchorState.ORPHAN: "! orphan",
}


class AnnotationsPane(FilteredList):
    """One row for each annotation: label, state and speaker, the passage, links or a note."""

    BINDING_GROUP_TITLE = "Annotations"
    LINES: ClassVar[int] = 3
    EMPTY: ClassVar[str] = "nothing tagged here yet"


def annotation_rows(
    placed: InTextOrder,
    ties_of: Callable[[Annotation], Sequence[Tie]],
    *,
    me: str,
    held: Callable[[Annotation], Sequence[str]] = lambda _: (),
    proposed: "Callable[[Placed], Proposals | None]" = lambda _: None,
) -> Rows:
    """Return the rows of the list.

    Of those that are drawn it is asked what they are tied to, what others have ``held`` of
    them, and what is ``proposed``.
    """
    keys = Keys(len(placed), lambda at: placed[at].annotation.id)

    def make(at: int) -> Row:
        each = placed[at]
        said, ties = held(each.annotation), ties_of(each.annotation)
        return Row(keys[at], _lines(each, ties, me, said, proposed(each)))

    return Rows(keys, make, placed.number_of)


def proposed_in_words(found: "Proposals", *, mark: str = "?", where: bool = True) -> str:
    """Return who is proposed to say it, through whom, and ``where``: `Kremlin? via presenter?`.

    The ``mark`` sets apart what nobody has accepted yet, also without colour.
    """
    parts = (("", found.speaker), ("via ", found.via), ("on ", found.outlet if where else None))
    return " ".join(f"{before}{name}{mark}" for before, name in parts if name)


def states_told(placed: InTextOrder) -> tuple[str, ...]:
    """Return how many annotations have no certain place, in a few words for each state.

    The worst comes first: narrow panes cut the end.
    """
    changed, orphans = placed.count_in(AnchorState.CHANGED), placed.count_in(AnchorState.ORPHAN)
    told = (counted_orphans(orphans), f"{changed} changed" if changed else "")
    return tuple(each for each in told if each)


def counted_orphans(count: int) -> str:
    """Return how many orphans there are, nothing of none."""
    return counted(count, "orphan") if count else ""


def _lines(
    placed: Placed,
    ties: Sequence[Tie],
    me: str,
    held: Sequence[str],
    proposed: "Proposals | None",
) -> tuple[Line, ...]:
    annotation = placed.annotation
    label = annotation.label
    marks = [
        annotation.annotator if annotation.annotator != me else "",
        annotation.certainty or "",
        annotation.status.value if annotation.status != "accepted" else "",
        f"{len(ties)} linked" if len(ties) > 1 else "",
    ]
    who = proposed_in_words(proposed, where=False) if proposed else ""
    rest = " · ".join(mark for mark in marks if mark)
    state = STATES.get(placed.state)
    head: Line = (
        (f"{GLYPHS[label]} {label}", label),
        (f" {state}" if state else "", "faint"),
        (f" {annotation.speaker}" if annotation.speaker else "", "strong"),
        (f" via {annotation.via}" if annotation.via else "", ""),
        (f" · {rest}" if rest else "", "faint"),
        (f" ({who})" if who else "", "faint"),
    )
    said = annotation.about or annotation.note or " ".join(annotation.tags)
    # What is held stands where narrow panes cut nothing: at the beginning.
    before = "  " + " · ".join((*held, "") if ties or said else held)
    last: Line = ((before, "faint"), *_tied(ties)) if ties else ((f"{before}{said}", "faint"),)
    return head, ((f"  {annotation.text}", ""),), last


def _tied(ties: Sequence[Tie]) -> Line:
    """Return the line on the first link: the relation, and what is at its other end."""
    other = ties[0].other
    if other is None:
        return ((f"{ties[0].words} what is not here", "faint"),)
    speaker = f" {other.speaker}" if other.speaker else ""
    return (
        (f"{ties[0].words} ", "faint"),
        (GLYPHS[other.label], other.label),
        (f"{speaker} {other.text}", "faint"),
    )
