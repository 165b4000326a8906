"""Reviewing: a queue is asked for, gone through on a screen of its own, and summed up."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from nkreader.tui.actions.tagging import Tagging

if TYPE_CHECKING:
    from nkreader.model.review import Queue, Review


class Reviewing(Tagging):
    """Starts reviews, and shows what they have changed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("R", "review", "Review item by item", id="reviews.start"),
    ]

    def action_review(self) -> None:
        """Ask what is to be reviewed."""
        from nkreader.session.reviewing.reviews import other_annotators, unfinished
        from nkreader.tui.review.asking import QueueDialog

        dialog = QueueDialog(unfinished(self.session), other_annotators(self.session))
        self.app.push_screen(dialog, self._go_through)

    def _go_through(self, chosen: "Review | Queue | None") -> None:
        if chosen is None:
            return
        from nkreader.tui.review.screen import ReviewScreen

        screen = ReviewScreen(self.session, chosen)
        self.app.push_screen(screen, lambda answer: self._come_back(answer, screen.saved_at))

    def _come_back(self, answer: "Review | str | None", saved_at: str) -> None:
        self.show_annotations()
        self.show_counts()
        self.saved_at = saved_at or self.saved_at
        if answer is None or isinstance(answer, str):
            self.say(answer or "nothing was reviewed")
        else:
            how_on = "done" if answer.ended else "R goes on"
            self.say(f"review: {answer.done} of {answer.total} · {how_on}")
        self.show_facts()
