"""Linking annotations across sources, and following links there and back."""

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from nkreader.model.annotation import Annotation, Label
from nkreader.session.linking.links import Tie, ties_of
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.in_hand import InHand
from nkreader.tui.actions.preparing import Preparing
from nkreader.tui.actions.saving import UNDOES, Saving
from nkreader.tui.actions.travelling import Travelling

if TYPE_CHECKING:
    from nkreader.tui.dialogs.link import TieAnswer

# What is offered after a denial: beside the word on undo, or in its place.
_OFFER, _SHORT_OFFER = "> ties it to a claim", "> tie it"


class Linking:
    """Ties annotations; goes from one end of a link to the other."""

    def __init__(
        self,
        desk: Desk,
        in_hand: InHand,
        preparing: Preparing,
        saving: Saving,
        travelling: Travelling,
    ) -> None:
        """Hold what finds the ends of a link."""
        self._desk = desk
        self._in_hand = in_hand
        self._preparing = preparing
        self._saving = saving
        self._travelling = travelling

    def tie(self) -> None:
        """Ask what the annotation here is tied to, and how."""
        annotation = self._take()
        if annotation is None:
            return
        candidates = self._preparing.candidates
        if candidates.takes_long:
            self._preparing.wait(self.tie)
            return
        from nkreader.tui.dialogs.link import LinkDialog

        session = self._desk.session
        ranked = candidates.ranked(annotation, others=self._desk.show_others)
        tied = {tie.target: tie.other for tie in ties_of(session, annotation) if tie.other}
        dialog = LinkDialog(
            annotation,
            ranked,
            tuple(tied.values()),
            candidates.narrowed,
            session.everybody.refs,
        )
        self._desk.app.push_screen(dialog, self._keep_answer)

    def follow(self) -> None:
        """Go to what the annotation here is tied to; of several, ask which."""
        annotation = self._take()
        if annotation is None:
            return
        session = self._desk.session
        ties = [tie for tie in ties_of(session, annotation) if tie.other]
        if len(ties) == 1:
            self._follow(ties[0])
        elif ties:
            from nkreader.tui.dialogs.ties import TiesDialog

            title = f"{annotation.label.upper()} “{annotation.text}”"
            dialog = TiesDialog(title, ties, session.everybody.refs)
            self._desk.app.push_screen(dialog, self._follow)
        else:
            self._desk.say("it is tied to nothing: > ties it to another annotation")

    def offer(self, annotation: Annotation) -> None:
        """Say how to tie what was just tagged, where it is a denial that wants a claim."""
        if annotation.label is Label.DENIAL and self._wants_claim(annotation):
            said = self._desk.status.message
            whole = f"{said} · {_OFFER}"
            short = said.removesuffix(UNDOES) + _SHORT_OFFER if said.endswith(UNDOES) else said
            self._desk.say(whole if len(whole) <= self._desk.room_to_say else short)

    def _take(self) -> Annotation | None:
        """Take the annotation in hand for the one last opened; say so where there is none."""
        each = self._in_hand.get()
        if each is None:
            self._in_hand.say_nothing_is_here()
            return None
        self._in_hand.take(each.annotation.id)
        return each.annotation

    def _wants_claim(self, denial: Annotation) -> bool:
        everybody = self._desk.session.everybody
        if denial.links or everybody.leading_to(denial.id):
            return False
        here = (each.annotation for each in self._desk.placed)  # most have one, and all are many
        return any(each.label is Label.CLAIM for each in chain(here, everybody.each()))

    def _keep_answer(self, answer: "TieAnswer | None") -> None:
        if answer is not None:
            self._saving.attempt(partial(self._tie, answer))

    def _tie(self, answer: "TieAnswer") -> None:
        from nkreader.session.linking.link import link, unlink

        start, relation, target = answer.start, answer.relation, answer.target
        if answer.untie:
            unlink(self._desk.session, start, target.id, relation)
            self._saving.saved(f"untied: {start.label} {relation} {target.label}")
        else:
            link(self._desk.session, start, relation, target)
            self._saving.saved(f"{start.label} {relation} {target.label}")

    def _follow(self, tie: Tie | None) -> None:
        if tie is not None and tie.other and self._travelling.go_to_annotation(tie.target):
            self._desk.say(f"{tie.words} this {tie.other.label} · Backspace goes back")
