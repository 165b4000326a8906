"""Who is proposed to have said a passage: told of, and taken with a key."""

from nkreader.model.annotation import Annotation
from nkreader.reading import cells
from nkreader.text.display import visible
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.in_hand import InHand
from nkreader.tui.actions.proposing import Proposing
from nkreader.tui.actions.saving import UNDOES, Saving
from nkreader.tui.panes.annotations import proposed_in_words


class Attributing:
    """Saves proposals when asked to, never by itself."""

    def __init__(self, desk: Desk, in_hand: InHand, saving: Saving, proposing: Proposing) -> None:
        """Tell of what is found."""
        self._desk = desk
        self._in_hand = in_hand
        self._saving = saving
        self._proposing = proposing
        # The annotation that was tagged last, and what was said then.
        self._told: tuple[str, str] = ("", "")
        proposing.when_found.append(self._tell)

    def accept(self) -> None:
        """Save what is proposed of the annotation in hand, where it says nothing yet."""
        desk, each = self._desk, self._in_hand.get(mine=True)
        if each is None or desk.opened is None:
            desk.say("nothing of yours is tagged here: c d e s tag, then p takes what is proposed")
            return
        from nkreader.session.annotating.attribute import accept
        from nkreader.session.annotating.proposing import NOTHING_PROPOSED, still_open

        annotation = each.annotation
        found = self._proposing.find(desk.opened, each.span) if each.span else NOTHING_PROPOSED
        taken = still_open(annotation, found)
        if not taken:
            desk.say("nothing is proposed here: Enter opens what can be said of it")
            return

        def keep() -> None:
            accept(desk.session, [(annotation, taken)])
            self._saving.saved(f"{annotation.label}: {proposed_in_words(taken, mark='')}")

        self._saving.attempt(keep)

    def look_at(self, annotation: Annotation) -> None:
        """Find what is proposed of an annotation that was just tagged, if nobody has to wait."""
        opened = self._desk.opened
        is_here = opened is not None and annotation.source == opened.source.id
        if opened is not None and is_here and self._proposing.can_look(opened):
            self._proposing.find(opened, annotation.span)

    def tell_of(self, annotation: Annotation) -> None:
        """Tell what is proposed of an annotation that was just tagged, now or once it is found."""
        told = self._desk.status.message
        # There is room for one: news of the files matters more.
        self._told = (annotation.id, told) if UNDOES in told else ("", "")
        self._tell()

    def _tell(self) -> None:
        """Add what is proposed, where it has room, to what was said of the last tag."""
        annotation_id, told = self._told
        each = self._desk.find_placed(annotation_id)
        found = self._proposing.proposed(each) if each else None
        if not found or told != self._desk.status.message:
            return
        self._told = ("", "")
        for where in (True, False):
            words = proposed_in_words(found, where=where)
            more = f"{told} · {words} p takes it"
            if words and cells.width(visible(more)) <= self._desk.room_to_say:
                self._desk.status.say(more)
                return
