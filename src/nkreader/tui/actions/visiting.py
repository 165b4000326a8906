"""Going from annotation to annotation, with or without those of others."""

from nkreader.model.annotation import AnchorState
from nkreader.session.placed import Placed
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.in_hand import InHand
from nkreader.tui.actions.showing import Showing
from nkreader.tui.panes.annotations import counted_orphans


class Visiting:
    """Visits annotations in the order of the text."""

    def __init__(self, desk: Desk, in_hand: InHand, showing: Showing) -> None:
        """Hold what is visited."""
        self._desk = desk
        self._in_hand = in_hand
        self._showing = showing

    def next_annotation(self, step: int) -> None:
        """Go to the next or previous annotation."""
        for _ in range(self._desk.text.take_count()):
            each = self._beyond(step)
            if each is None:
                none = self._none_further() if step > 0 else "no annotation before this"
                self._desk.say(none)
                return
            self._in_hand.go_to(each)

    def toggle_others(self) -> None:
        """Show or hide the work of other annotators."""
        shown = self._desk.show_others = not self._desk.show_others
        self._showing.show_annotations()
        self._desk.say("the work of others is " + ("shown" if shown else "hidden"))

    def _beyond(self, step: int) -> Placed | None:
        """Return the annotation after (before) the current one, or the selection."""
        desk, placed = self._desk, self._desk.placed
        here = placed.numbers_on(desk.text.selection.span)
        current = placed.number_of(desk.current) if desk.current else None
        at = here.stop if step > 0 else here.start - 1
        if current is not None and current in here:
            at = current + step
        return placed[at] if 0 <= at < len(placed.in_text) else None

    def _none_further(self) -> str:
        """Return that the last annotation was reached, and where those without a place are."""
        orphans = counted_orphans(self._desk.placed.count_in(AnchorState.ORPHAN))
        if orphans:
            return f"no further annotation in the text; {orphans}: Tab"
        return "no further annotation here"
