"""Linking annotations across sources, and following links there and back."""

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.worker import get_current_worker

from nkreader.model.annotation import Annotation, Label
from nkreader.session.linking.links import Tie, ties_of
from nkreader.tui.actions.tagging import UNDOES
from nkreader.tui.actions.travelling import Travelling
from nkreader.tui.key_order import hold_keys, let_keys_go, quiet_of

if TYPE_CHECKING:
    from nkreader.session.linking.candidates import Candidates
    from nkreader.tui.dialogs.link import TieAnswer

_NOTHING = "nothing is tagged here: c claim, d denial, e evidence, s speculation"
# What was just done is to be seen first, in seconds.
_SOON = 0.5
# What is offered after a denial: beside the word on undo, or in its place.
_OFFER, _SHORT_OFFER = "> ties it to a claim", "> tie it"


class Linking(Travelling):
    """Ties annotations; goes from one end of a link to the other."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("greater_than_sign", "tie", "Link it to another annotation", id="link.tie"),
        Binding("full_stop", "follow", "Go to what it is linked to", id="link.follow"),
    ]

    _is_prepared = False
    _is_awaited = False

    @cached_property
    def candidates(self) -> "Candidates":
        """What annotations may be tied to."""
        from nkreader.session.linking.candidates import Candidates

        return Candidates(self.session)

    def on_key(self, event: events.Key) -> None:
        """Give up the question for which annotations are being looked through."""
        if event.key == "escape" and self._is_awaited:
            self._is_awaited = False
            self.say("given up")

    def action_tie(self) -> None:
        """Ask what the annotation here is tied to, and how."""
        from nkreader.tui.dialogs.link import LinkDialog

        each = self.in_hand()
        if each is None:
            self.say(_NOTHING)
            return
        annotation = each.annotation
        self.set_current(annotation.id)
        if self.candidates.takes_long:
            self._is_awaited = True
            self.say("looking through what is tagged, for the first time · Esc gives up")
            hold_keys(self.app)
            self._prepare()
            return
        ranked = self.candidates.ranked(annotation, others=self.show_others)
        refs = self.session.everybody.refs
        tied = {tie.target: tie.other for tie in ties_of(self.session, annotation) if tie.other}
        dialog = LinkDialog(
            annotation, ranked, tuple(tied.values()), self.candidates.narrowed, refs
        )
        self.app.push_screen(dialog, self._keep_answer)

    def action_follow(self) -> None:
        """Go to what the annotation here is tied to; of several, ask which."""
        each = self.in_hand()
        if each is None:
            self.say(_NOTHING)
            return
        self.set_current(each.annotation.id)
        ties = [tie for tie in ties_of(self.session, each.annotation) if tie.other]
        if len(ties) == 1:
            self._follow(ties[0])
        elif ties:
            from nkreader.tui.dialogs.ties import TiesDialog

            title = f"{each.annotation.label.upper()} “{each.annotation.text}”"
            self.app.push_screen(TiesDialog(title, ties, self.session.everybody.refs), self._follow)
        else:
            self.say("it is tied to nothing: > ties it to another annotation")

    def set_current(self, annotation_id: str | None) -> None:
        """Take an annotation for the one last opened, and be ready for tying it."""
        super().set_current(annotation_id)
        self._prepare_once()

    def _tagged(self, annotation: Annotation, what: str) -> None:
        super()._tagged(annotation, what)
        self._prepare_once()
        if annotation.label is Label.DENIAL and self._wants_claim(annotation):
            said = self.status.message
            whole = f"{said} · {_OFFER}"
            short = said.removesuffix(UNDOES) + _SHORT_OFFER if said.endswith(UNDOES) else said
            self.say(whole if len(whole) <= self.room_to_say else short)

    def _wants_claim(self, denial: Annotation) -> bool:
        everybody = self.session.everybody
        if denial.links or everybody.leading_to(denial.id):
            return False
        here = (each.annotation for each in self.placed)  # most have one, and all are many
        return any(each.label is Label.CLAIM for each in chain(here, everybody.each()))

    def _keep_answer(self, answer: "TieAnswer | None") -> None:
        if answer is not None:
            self.attempt(lambda: self._tie(answer))

    def _tie(self, answer: "TieAnswer") -> None:
        from nkreader.session.linking.link import link, unlink

        start, relation, target = answer.start, answer.relation, answer.target
        if answer.untie:
            unlink(self.session, start, target.id, relation)
            self.saved(f"untied: {start.label} {relation} {target.label}")
        else:
            link(self.session, start, relation, target)
            self.saved(f"{start.label} {relation} {target.label}")

    def _follow(self, tie: "Tie | None") -> None:
        if tie is not None and tie.other and self.go_to_annotation(tie.target):
            self.say(f"{tie.words} this {tie.other.label} · Backspace goes back")

    def _prepare_once(self) -> None:
        if not self._is_prepared:
            self._is_prepared = True
            self.set_timer(_SOON, self._prepare)

    @work(thread=True, group="candidates")
    def _prepare(self) -> None:
        """Find out what annotations share before somebody waits for it."""
        worker = get_current_worker()
        quiet = quiet_of(self.app)

        def is_unwanted() -> bool:
            if not self._is_awaited:
                quiet.wait()
            return worker.is_cancelled

        self.candidates.prepare(is_unwanted)
        if self._is_awaited and not worker.is_cancelled:
            self.app.call_from_thread(self._go_on_linking)

    def _go_on_linking(self) -> None:
        """Ask what was to be asked, unless Esc gave it up or another place is on the screen."""
        if not self._is_awaited:
            return
        self._is_awaited = False
        if self.app.screen is self:
            self.say("")
            self.action_tie()
        if not self._is_awaited:
            let_keys_go(self.app, drop=self.app.screen is self)
