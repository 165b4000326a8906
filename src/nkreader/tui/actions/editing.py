"""What is said of an annotation and of which passage: one's own is edited, another's judged."""

from functools import partial
from typing import TYPE_CHECKING

from nkreader.model.annotation import Annotation, Status
from nkreader.model.errors import NkreaderError
from nkreader.model.span import Span
from nkreader.session.annotating import annotate, drafts, verdict
from nkreader.session.linking.links import links_told
from nkreader.session.opened import Opened
from nkreader.session.placed import Placed
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.drafting import Drafting
from nkreader.tui.actions.in_hand import GONE, HOW_TO_FIND, InHand
from nkreader.tui.actions.saving import Saving

if TYPE_CHECKING:
    from nkreader.session.annotating.annotate import Details
    from nkreader.tui.dialogs.details import Answer

_HOW_TO_SET = "to set the passage, select the new one in the text, then r"


class Editing:
    """Asks what is to be said of an annotation, and keeps the answer."""

    def __init__(self, desk: Desk, in_hand: InHand, saving: Saving, drafting: Drafting) -> None:
        """Hold what keeps what is typed."""
        self._desk = desk
        self._in_hand = in_hand
        self._saving = saving
        self._drafting = drafting

    def open_here(self) -> None:
        """Open the annotation under the cursor; of several, the next."""
        each = self._in_hand.row or self._in_hand.next_here()
        if each is None:
            self._in_hand.say_nothing_is_here()
        else:
            self.open_details(each)

    def set_passage(self) -> None:
        """Set the passage of the annotation last opened to the selection.

        In the list there is no selection but what a changed passage has become: that is taken.
        """
        desk, row = self._desk, self._in_hand.row
        if row is not None:
            self._in_hand.go_to(row)
            if row.is_certain or row.span is None:
                desk.say(HOW_TO_FIND if row.span is None else _HOW_TO_SET)
                return
        each = desk.find_placed(desk.current)
        if each is None or desk.opened is None:
            desk.say("no annotation was opened: go to one with a, or open one with Enter")
            return
        opened, span = desk.opened, desk.text.selection.span
        was = "" if each.span else ", an orphan until now,"
        self._saving.attempt(lambda: self._move(opened, each.annotation, span, was))

    def open_details(self, each: Placed) -> None:
        """Ask what is to be said of an annotation, and keep the answer."""
        session, annotation = self._desk.session, each.annotation
        self._in_hand.take(annotation.id)
        links = [*verdict.verdicts_told(session, annotation), *links_told(session, annotation)]
        if self._desk.is_mine(annotation):
            self._edit(each, links)
        else:
            self._view(each, links)

    def _view(self, each: Placed, links: list[str]) -> None:
        from nkreader.tui.dialogs.view import DetailsView

        notice = GONE if each.span is None else ""
        view = DetailsView(
            each.annotation,
            links,
            today=self._words_today(each),
            notice=notice,
            reads_only=self._desk.session.store.read_only,
        )
        self._desk.app.push_screen(view, partial(self._judge, each.annotation))

    def _edit(self, each: Placed, links: list[str]) -> None:
        from nkreader.session.annotating.proposing import NOTHING_PROPOSED, proposals, still_open
        from nkreader.tui.dialogs.details import DetailsForm

        session, opened, annotation = self._desk.session, self._desk.opened, each.annotation
        before = annotate.details_of(annotation)
        found = proposals(opened, each.span) if opened and each.span else NOTHING_PROPOSED
        form = DetailsForm(
            annotation,
            still_open(annotation, found),
            links,
            drafts.typed_of(session, annotation),
            drafts.changed_since(session, annotation),
            today=self._words_today(each),
            notice=HOW_TO_FIND if each.span is None else "",
        )

        def keep(answer: "Answer | None") -> None:
            now = annotation
            if answer is None or answer.details == before:
                self._drop_typed(annotation, told=answer is None and form.typed != before)
            else:
                now = self._keep_details(annotation, answer.details)
            if answer and answer.takes_words and opened and each.span:
                self._move(opened, now, each.span)

        def answered(answer: "Answer | None") -> None:
            self._drafting.typing = None
            self._saving.attempt(lambda: keep(answer))

        self._drafting.typing = (annotation, form)
        self._desk.app.push_screen(form, answered)

    def _keep_details(self, annotation: Annotation, details: "Details") -> Annotation:
        session = self._desk.session
        drafts.note(session, annotation, details)
        try:
            edited = annotate.edit(session, annotation, details)
        except NkreaderError as error:
            raise NkreaderError(f"{error} · Enter opens what you typed") from error
        self._saving.saved(f"{annotation.label} edited")
        drafts.drop(session, annotation.id)
        return edited

    def _move(self, opened: Opened, annotation: Annotation, span: Span, was: str = "") -> None:
        annotate.move(self._desk.session, opened, annotation, span)
        self._saving.saved(f"{annotation.label}{was} set to this passage")

    def _drop_typed(self, annotation: Annotation, *, told: bool) -> None:
        drafts.drop(self._desk.session, annotation.id)
        if told:
            self._desk.say("what you typed was thrown away")

    def _judge(self, annotation: Annotation, status: Status | None) -> None:
        """Keep what was held of another's annotation, if anything was."""
        judge = {Status.ACCEPTED: verdict.accept, Status.REJECTED: verdict.reject}
        if status not in judge:
            return

        def keep() -> None:
            judge[status](self._desk.session, annotation)
            self._saving.saved(f"{annotation.annotator}'s {annotation.label} {status}")

        self._saving.attempt(keep)

    def _words_today(self, each: Placed) -> str | None:
        """Return what stands where a changed passage may be."""
        opened = self._desk.opened
        if each.is_certain or each.span is None or opened is None:
            return None
        return each.span.of(opened.source.text)
