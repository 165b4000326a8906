"""What was done in a review, told at its end."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from nkreader.analysis.review_told import summary
from nkreader.model.review import Review
from nkreader.text.display import visible
from nkreader.tui.answering import AnswersOnTop
from nkreader.tui.dialogs.view import BREAKPOINTS


class SummaryScreen(AnswersOnTop, ModalScreen[bool]):
    """Tells what was changed, how long it took, per label; answers whether to undo the last."""

    VERTICAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "leave", "Back", id="summary.leave"),
        Binding("u", "undo", "Undo", id="change.undo"),
    ]

    def __init__(self, review: Review) -> None:
        """Tell of this review."""
        super().__init__()
        self._review = review

    def compose(self) -> ComposeResult:
        """Lay out what there is to read."""
        ended = self._review.ended is not None
        how_on = "u undoes" if ended else "R goes on where you were"
        with Vertical(id="summary"):
            yield Static(Content("Review done" if ended else "Review left"), id="summary-title")
            yield Static(Content("\n".join(map(visible, summary(self._review)))))
            yield Static(
                Content(f"Esc back · {how_on} · nkreader review --summary"), id="summary-hint"
            )

    def action_leave(self) -> None:
        """Go back to the reader."""
        self.dismiss(False)

    def action_undo(self) -> None:
        """Ask for the last decision to be undone, where that is offered."""
        if self._review.ended is not None:
            self.dismiss(True)
