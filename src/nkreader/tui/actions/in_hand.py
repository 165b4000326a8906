"""The annotation in hand: what keys act on."""

from nkreader.model.span import Span
from nkreader.reading.selection import Selection
from nkreader.session.placed import Placed
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.preparing import Preparing

_NOTHING_TAGGED = "nothing is tagged here"
_HOW_TO_TAG = "c claim, d denial, e evidence, s speculation"
GONE = "this passage is no longer in the text"
HOW_TO_FIND = f"{GONE}: select the new passage in the text, then r"


class InHand:
    """Tells which annotation is in hand; takes another."""

    def __init__(self, desk: Desk, preparing: Preparing) -> None:
        """Have none in hand."""
        self._desk = desk
        self._preparing = preparing
        self.beside = False
        """Whether the next label is a second one beside what is selected."""
        # The passage on which Enter was pressed last, and what it opened.
        self._looked_at: tuple[Span, str] | None = None

    @property
    def row(self) -> Placed | None:
        """The annotation that keys act on because the list has them, and it is there."""
        desk = self._desk
        return desk.find_placed(desk.annotations.key) if desk.has_keys(desk.annotations) else None

    def here(self) -> list[Placed]:
        """Return the annotations under the selection: exact ones first, one's own, the smallest."""
        desk, selected = self._desk, self._desk.text.selection.span
        near = desk.text.page.over(selected) if desk.text.page else desk.placed
        here = [each for each in near if each.span and each.span.overlaps(selected)]
        return sorted(here, key=lambda each: self._nearness(each, selected))

    def get(self, *, mine: bool = False) -> Placed | None:
        """Return the annotation of the list's row or, in the text, the one last opened here.

        Where none was opened here, it is the first one; in the text, only what is ``mine``.
        """
        row = self.row
        if row is not None:
            return row
        here = self.here()
        if mine:
            here = [each for each in here if self._desk.is_mine(each.annotation)]
        opened = (each for each in here if each.annotation.id == self._desk.current)
        return next(opened, here[0] if here else None)

    def next_here(self) -> Placed | None:
        """Return the annotation under the selection that was opened last; asked again, the next."""
        here = self.here()
        if not here:
            return None
        current, selected = self._desk.current, self._desk.text.selection.span
        ids = [each.annotation.id for each in here]
        at = ids.index(current) if current in ids else 0
        if self._looked_at == (selected, current):
            at += 1
        chosen = here[at % len(here)]
        self._looked_at = (selected, chosen.annotation.id)
        return chosen

    def take_new(self, annotation_id: str) -> None:
        """Take an annotation that was just tagged; the list has yet to show it."""
        self._desk.current, self._looked_at = annotation_id, None
        self._preparing.begin()

    def take(self, annotation_id: str) -> None:
        """Take an annotation for the one last opened, and be ready for tying it."""
        self._desk.current = annotation_id
        self._desk.annotations.put_cursor(annotation_id)
        self._preparing.begin()

    def go_to(self, each: Placed, *, jump: bool = True) -> None:
        """Select an annotation's passage, and take it for the one last opened."""
        self.take(each.annotation.id)
        if each.span is None:
            self._desk.say(GONE, wrong=True)
            return
        self._desk.text.select(Selection(each.span), jump=jump)
        if not each.is_certain:
            take = ", r sets the passage to this" if self._desk.is_mine(each.annotation) else ""
            self._desk.say(f"the text was changed here: Enter compares{take}")

    def say_nothing_is_here(self) -> None:
        """Say that nothing is tagged here, and how to, where that is not refused."""
        how_to = f": {_HOW_TO_TAG}" * (not self._desk.session.store.read_only)
        self._desk.say(_NOTHING_TAGGED + how_to)

    def _nearness(self, each: Placed, selected: Span) -> tuple[bool, bool, int, int]:
        span = each.span or Span(0, 0)
        others = not self._desk.is_mine(each.annotation)
        return (span != selected, others, span.end - span.start, span.start)
