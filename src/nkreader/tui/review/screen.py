"""A sitting of review: one item after the other in its text, one key for each decision."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType

from nkreader.model.annotation import Label, Status
from nkreader.model.change import operation_in_words
from nkreader.model.errors import NkreaderError
from nkreader.model.review import Queue, Review
from nkreader.model.span import Span
from nkreader.reading.selection import Selection
from nkreader.session.anchoring import placed
from nkreader.session.annotating.verdict import is_mine, verdicts_told
from nkreader.session.opened import Opened
from nkreader.session.placed import InTextOrder
from nkreader.session.reviewing.deciding import Seen
from nkreader.session.reviewing.queue import Item
from nkreader.session.reviewing.sitting import Sitting
from nkreader.session.session import Session
from nkreader.tui.keys_here import keys_of
from nkreader.tui.panes.hints import ASKING, REVIEWING, HintLine
from nkreader.tui.panes.status import StatusLine
from nkreader.tui.panes.text import TextPane
from nkreader.tui.panes.title import PaneTitle
from nkreader.tui.review.keys import KEYS
from nkreader.tui.review.lines import Lines, item_lines, progress_line
from nkreader.tui.review.noting import Noting
from nkreader.tui.review.passage import PassagePane

# Lower screens need every line for the text.
_ROOM_FOR_TITLE, _ROOM_FOR_HINTS = 16, 12


class ReviewScreen(Noting, inherit_bindings=False):
    """Goes through a queue; answers with the record of the sitting, or why there is none.

    Nothing is shown as done before it is on disk.
    """

    BINDING_GROUP_TITLE = "Review"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(self, session: Session, chosen: Review | Queue) -> None:
        """Go on with a review, or begin one of a queue."""
        super().__init__(session, chosen)
        self.seen: Seen | None = None
        self.saved_at = ""
        """When something was saved last in this sitting, on the clock; empty where nothing was."""
        self.progress = Lines(id="review-progress")
        self.item = Lines(id="review-item")
        self.where = PaneTitle(id="review-title")
        self.text = PassagePane(id="review-text")
        self.status = StatusLine(id="review-status")
        self.hints = HintLine(id="review-hints")

    def compose(self) -> ComposeResult:
        """Lay out the item's text between how far one is and what is said of it."""
        yield self.progress
        yield self.where
        yield self.text
        yield self.item
        yield self.prompt
        yield self.status
        yield self.hints

    def on_mount(self) -> None:
        """Find what there is to go through: at once, unless sources must be read for it."""
        self.set_focus(self.text)
        self.gather()

    def on_descendant_focus(self) -> None:
        """Say what to press: in the review, or while a note is typed."""
        self.hints.show_hints(ASKING if self.prompt.display else REVIEWING, self.keys_here())

    def on_resize(self) -> None:
        """Leave out what there is no room for."""
        self.where.display = self.size.height >= _ROOM_FOR_TITLE
        self.hints.display = self.size.height >= _ROOM_FOR_HINTS
        self._show_progress()

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Tell what has happened."""
        self.status.say(message, wrong=wrong)

    # --- what keys do

    def action_accept(self, label: str = "") -> None:
        """Accept the item with the selected passage, and under another label where one is given."""
        self._decide(lambda one: self._accepted(one, Label(label) if label else None))

    def action_reject(self) -> None:
        """Reject the item."""
        self._decide(lambda one: f"{one.reject().label} rejected")

    def action_passage(self) -> None:
        """Set the passage of the item to the selection."""
        span = self.text.selection.span
        self._decide(lambda one: f"passage of the {one.set_passage(span).label} set")

    def action_note(self) -> None:
        """Ask for a note on the item."""
        if self.sitting is not None and self.seen is not None:
            self.ask_for_note(self.seen)

    def take_note(self, text: str) -> bool:
        """Save a note on the item, and stay; tell whether it is on disk."""
        return self._decide(lambda one: f"{one.note(text).label} noted")

    def action_skip(self) -> None:
        """Leave the item as it is, and go on."""
        self._do(lambda one: one.skip(), "skipped")

    def action_back(self) -> None:
        """Go to the item before."""
        sitting = self.sitting
        if sitting and not sitting.at:
            self.say("this is the first item")
        else:
            self._do(lambda one: one.back(), "")

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._stepped(lambda one: one.undo(), "undone", "nothing to undo")

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self._stepped(lambda one: one.redo(), "done again", "nothing to redo")

    def action_leave(self) -> None:
        """Sum up and leave; all is saved already, and R goes on at this item."""
        sitting = self.sitting
        if sitting is None or not sitting.is_recorded:
            self.dismiss("nothing was decided")
            return
        from nkreader.tui.review.summary import SummaryScreen

        self.app.push_screen(SummaryScreen(sitting.review), self._leave_or_undo)

    def action_say_how_to_leave(self) -> None:
        """Answer whoever wants to interrupt."""
        self.say("q leaves; everything is saved already")

    def action_help(self) -> None:
        """Show all keys of the review."""
        from nkreader.tui.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(self.keys_here()))

    def keys_here(self) -> list[ActiveBinding]:
        """Return what has a key in the review."""
        return keys_of(self)

    def on_text_pane_selected(self, event: TextPane.Selected) -> None:
        """Say how to keep another passage than the item's."""
        seen = self.seen
        if seen and seen.span is not None and event.selection.span != seen.span:
            self.say("Enter or a label accepts it with this passage · r sets the passage only")

    # --- the sitting

    def _leave_or_undo(self, undoes: bool | None) -> None:
        """Leave with the record of the sitting, or take back what was done last in it."""
        if undoes:
            self.action_undo()
        elif self.sitting is not None:
            self.dismiss(self.sitting.review)

    def _decide(self, do: Callable[[Sitting], str]) -> bool:
        """Make a decision, and show the item that is next; tell whether it was made."""

        def decided(one: Sitting) -> None:
            told = do(one)
            self._note_saved()
            self.say(f"{told}, saved {self.saved_at} · u undoes")

        return self.seen is not None and self._do(decided)

    def _do(self, do: Callable[[Sitting], object], told: str | None = None) -> bool:
        """Do something that may be refused; a refusal is said, and nothing has changed."""
        sitting = self.sitting
        if sitting is None:
            return False
        try:
            do(sitting)
        except NkreaderError as error:
            self.say(str(error), wrong=True)
            return False
        self._note_saved()
        if told is not None:
            self.say(told)
        self.show()
        return True

    def _note_saved(self) -> None:
        self.saved_at = datetime.now().astimezone().strftime("%H:%M:%S")

    def _accepted(self, one: Sitting, label: Label | None) -> str:
        """Accept an item; say what became of it."""
        seen = self.seen
        span = self._changed_passage()
        was = one.accept(span, label)
        annotation = was.annotation
        if annotation and span and not is_mine(self.session, annotation):
            return f"{annotation.annotator}'s rejected, yours tagged in its place"
        passage = " with this passage" if span else ""
        if label and label is not was.label and seen:
            return f"{was.label} is now {label}{passage}"
        return f"{was.label} accepted{passage}"

    def _changed_passage(self) -> Span | None:
        """Return the passage that was selected in place of the item's, None where none was."""
        seen = self.seen
        span = self.text.selection.span
        if seen is None or seen.opened is not self.text.opened or span == seen.span:
            return None
        return span if seen.span is not None else None

    def _stepped(self, do: Callable[[Sitting], object], what: str, none: str) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        try:
            step = do(sitting)
        except NkreaderError as error:
            self.say(str(error), wrong=True)
            return
        if step:
            self._note_saved()
        operation = getattr(step, "operation", "")
        told = f"{operation_in_words(operation)} {what}, saved {self.saved_at}"
        self.say(told if step else none)
        self.show()

    def show(self) -> None:
        """Show the item one is at, or answer with the record after the last."""
        sitting = self.sitting
        if sitting is None:
            return
        try:
            self.seen = sitting.seen()
        except NkreaderError as error:
            self.seen = None
            self.say(f"{error} · j skips it", wrong=True)
        if sitting.item is None:
            sitting.end()
            self.action_leave()
            return
        if self.seen is not None:
            self._show_item(self.seen, sitting.item)
        self._show_progress()

    def _show_item(self, seen: Seen, item: Item) -> None:
        opened = seen.opened
        here = InTextOrder(
            each
            for each in placed(self.session, opened, rejected=True)
            if each.annotation.status is not Status.REJECTED
            or (seen.annotation and each.annotation.id == seen.annotation.id)
        )
        if self.text.opened is not opened:
            self.where.say(opened.source.title or opened.path)
            self.text.show_source(opened, seen.span, here)
        else:
            self.text.show_annotations(here)
            if seen.span:
                self.text.reveal(_with_context(opened, seen.span))
                self.text.select(Selection(seen.span))
        told = verdicts_told(self.session, seen.annotation) if seen.annotation else []
        self.item.say(*item_lines(seen, item, told, self.session.workspace.annotator))
        if self.has_typed_note(seen):
            self.say("what you typed as a note on this was kept: n goes on with it")

    def _show_progress(self) -> None:
        if self.sitting is not None:
            self.progress.say(progress_line(self.sitting, self.size.width))


def _with_context(opened: Opened, span: Span) -> Span:
    """Return a passage with the sentence before and after it."""
    before = opened.ground.sentence_before(span.start)
    after = opened.ground.sentence_after(span.end)
    return Span(before.start if before else span.start, after.end if after else span.end)
