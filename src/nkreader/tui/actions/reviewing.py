"""Reviewing: a queue is asked for, gone through on a screen of its own, and summed up."""

from nkreader.model.review import Queue, Review
from nkreader.session.reviewing.reviews import other_annotators, unfinished
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.locating import Locating
from nkreader.tui.actions.showing import Showing
from nkreader.tui.review.asking import QueueDialog
from nkreader.tui.review.screen import ReviewScreen


class Reviewing:
    """Starts reviews, and shows what they have changed."""

    def __init__(self, desk: Desk, showing: Showing, locating: Locating) -> None:
        """Hold what shows a change."""
        self._desk = desk
        self._showing = showing
        self._locating = locating

    def review(self) -> None:
        """Ask what is to be reviewed."""
        session = self._desk.session
        dialog = QueueDialog(unfinished(session), other_annotators(session))
        self._desk.app.push_screen(dialog, self._go_through)

    def _go_through(self, chosen: Review | Queue | None) -> None:
        if chosen is None:
            return
        screen = ReviewScreen(self._desk.session, chosen)
        self._desk.app.push_screen(screen, lambda answer: self._come_back(answer, screen.saved_at))

    def _come_back(self, answer: Review | str | None, saved_at: str) -> None:
        desk = self._desk
        self._showing.show_changed()
        desk.saved_at = saved_at or desk.saved_at
        if answer is None or isinstance(answer, str):
            desk.say(answer or "nothing was reviewed")
        else:
            how_on = "done" if answer.ended else "R goes on"
            desk.say(f"review: {answer.done} of {answer.total} · {how_on}")
        self._locating.show_facts()
