"""Tagging: labels, deletion."""

from functools import partial

from nkreader.model.annotation import Annotation, Label
from nkreader.reading.selection import Selection
from nkreader.session.annotating import annotate, verdict
from nkreader.session.placed import Placed
from nkreader.tui.actions.attributing import Attributing
from nkreader.tui.actions.awaiting import Awaiting
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.following import Following
from nkreader.tui.actions.in_hand import GONE, InHand
from nkreader.tui.actions.linking import Linking
from nkreader.tui.actions.saving import Saving


class Tagging:
    """What keys make of a passage. Nothing is shown as done before it is on disk."""

    def __init__(
        self,
        desk: Desk,
        in_hand: InHand,
        saving: Saving,
        awaiting: Awaiting,
        following: Following,
        linking: Linking,
        attributing: Attributing,
    ) -> None:
        """Hold what a tag needs, and who has something to say of it."""
        self._desk = desk
        self._in_hand = in_hand
        self._saving = saving
        self._awaiting = awaiting
        self._following = following
        self._linking = linking
        self._attributing = attributing

    def label(self, label: Label) -> None:
        """Tag the selection, or relabel the annotation that it exactly is."""
        if self._awaiting.whole(partial(self.label, label)):
            return
        if self._desk.session.store.read_only:
            self._following.follow()
        row = self._in_hand.row
        self._saving.attempt(
            partial(self._label_row, row, label) if row else partial(self._label, label)
        )

    def label_beside(self) -> None:
        """Let the next label be a second one on the same passage."""
        self._in_hand.beside = True
        self._desk.say("the next label key tags beside what is there: c d e s")

    def delete(self) -> None:
        """Delete the annotation in hand."""
        chosen = self._in_hand.get(mine=True)
        if chosen is None:
            others = " · Enter, then x, rejects another's" if self._in_hand.here() else ""
            self._desk.say(f"nothing of yours is tagged here{others}")
            return

        def delete() -> None:
            annotate.delete(self._desk.session, chosen.annotation)
            self._saving.saved(f"{chosen.annotation.label} deleted")

        self._saving.attempt(delete)

    def _label_row(self, row: Placed, label: Label) -> None:
        """Relabel the annotation of a row; where it is another's, or with +, tag its passage."""
        desk, in_hand = self._desk, self._in_hand
        if row.span is None and in_hand.beside:
            in_hand.beside = False
            desk.say(f"{GONE}: nothing can be tagged beside it", wrong=True)
        elif row.span and (in_hand.beside or not desk.is_mine(row.annotation)):
            desk.text.select(Selection(row.span))
            self._label(label)
        else:
            self._relabel(row.annotation, label)

    def _relabel(self, annotation: Annotation, label: Label) -> None:
        if annotation.label is label:
            self._desk.say(f"this passage is tagged {label} already")
            return
        changed = verdict.relabel(self._desk.session, annotation, label)
        self._tagged(changed, f"{annotation.label} is now {label}")

    def _label(self, label: Label) -> None:
        desk, span = self._desk, self._desk.text.selection.span
        if desk.opened is None or span.end <= span.start:
            desk.say("there is nothing to tag here")
            return
        desk.text.reveal(span)
        beside, self._in_hand.beside = self._in_hand.beside, False
        on_span = (desk.placed[k].annotation for k in desk.placed.numbers_on(span))
        exact = [each for each in on_span if desk.is_mine(each)]
        if any(annotation.label is label for annotation in exact):
            desk.say(f"this passage is tagged {label} already")
        elif exact and not beside:
            chosen = next((each for each in exact if each.id == desk.current), exact[0])
            self._relabel(chosen, label)
        else:
            made = annotate.annotate(desk.session, desk.opened, span, label)
            self._tagged(made, f"{label} tagged")

    def _tagged(self, annotation: Annotation, what: str) -> None:
        self._attributing.look_at(annotation)  # before it is shown: the list is made once
        self._in_hand.take_new(annotation.id)
        self._desk.text.settle()
        self._saving.saved(what)
        self._linking.offer(annotation)
        self._attributing.tell_of(annotation)
