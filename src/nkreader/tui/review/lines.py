"""The lines around the text of a review: how far it is, and what is said of the item."""

from typing import ClassVar

from textual.strip import Strip

from nkreader.analysis.pace import in_words, seconds_each, seconds_left
from nkreader.analysis.suggesting.suggestions import STATES_SOMETHING
from nkreader.model.annotation import Status
from nkreader.reading.margin import GLYPHS
from nkreader.session.reviewing.deciding import Seen
from nkreader.session.reviewing.queue import Item
from nkreader.session.reviewing.sitting import Sitting
from nkreader.tui.panes.annotations import STATES
from nkreader.tui.panes.drawn import Drawn
from nkreader.tui.panes.rows import Line, strip_of

# The widest bar, and the narrowest that is worth its room; in cells.
_BAR, _SMALLEST_BAR = 30, 6


class Lines(Drawn):
    """A few lines of pieces, each in a style, cut where they are too long."""

    PARTS: ClassVar[str] = "rows"

    def __init__(self, *, id: str) -> None:
        """Say nothing yet."""
        super().__init__(id=id)
        self._lines: tuple[Line, ...] = ()

    def say(self, *lines: Line) -> None:
        """Show these lines."""
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return a line."""
        pieces = self._lines[y] if y < len(self._lines) else ()
        return strip_of(pieces, self.size.width, self.style_of)


def progress_line(sitting: Sitting, width: int) -> Line:
    """Return how far a sitting is, in a line of ``width`` cells: number, bar, pace, time left."""
    review, done = sitting.review, sitting.number - 1
    head = f" Review {min(sitting.number, sitting.total)} of {sitting.total} "
    each = seconds_each(review.done, review.seconds)
    left = seconds_left(review.done, sitting.total - done, review.seconds)
    pace = "" if each is None or left is None else f" {in_words(each)} each · {in_words(left)} left"
    room = min(width - len(head) - len(pace) - 1, _BAR)
    bar = ""
    if room >= _SMALLEST_BAR:
        full = room * done // max(sitting.total, 1)
        bar = "█" * full + "░" * (room - full)
    return ((head, "strong"), (bar, ""), (pace, "faint"))


def item_lines(seen: Seen, item: Item, told: list[str], me: str) -> tuple[Line, Line]:
    """Return what is said of an item, and by whom; ``told`` are verdicts on it."""
    label, annotation = seen.label, seen.annotation
    glyph = (f" {GLYPHS[label]} {label}", label.value)
    if annotation is None:
        why = f"“{item.cue}”" if item.cue else STATES_SOMETHING
        return (glyph, (f" suggested · {why}", "faint")), ((" not tagged yet", "faint"),)
    state = STATES.get(seen.placed.state) if seen.placed else None
    marks = (
        annotation.status.value if annotation.status is not Status.ACCEPTED else "",
        annotation.certainty or "",
        f"by {annotation.annotator}" if annotation.annotator != me else "",
    )
    rest = " · ".join(mark for mark in marks if mark)
    head = (
        glyph,
        (f" {state}" if state else "", "wrong"),
        (f" {annotation.speaker}" if annotation.speaker else "", "strong"),
        (f" · {rest}" if rest else "", "faint"),
    )
    said = [annotation.text] if seen.span is None else []
    said += [annotation.about or "", annotation.note or "", " ".join(annotation.tags), *told]
    return head, ((" " + " · ".join(each for each in said if each), "faint"),)
