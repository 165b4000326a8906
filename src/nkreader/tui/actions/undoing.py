"""Undo and redo: a step is taken back, and shown where it can be seen."""

from pathlib import Path

from nkreader.model.annotation import Annotation
from nkreader.model.change import Changed, Step, identity_of, operation_in_words
from nkreader.model.entity import Entity
from nkreader.model.verdict import Verdict
from nkreader.reading.selection import Selection
from nkreader.session.annotating import annotate
from nkreader.session.placed import InTextOrder
from nkreader.text.display import one_line
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.in_hand import InHand
from nkreader.tui.actions.saving import UNDOES, Saving


class Undoing:
    """Takes steps back and does them again, in whatever source and sitting they were made."""

    def __init__(self, desk: Desk, in_hand: InHand, saving: Saving) -> None:
        """Hold what shows a step."""
        self._desk = desk
        self._in_hand = in_hand
        self._saving = saving

    def undo(self) -> None:
        """Take the last step back."""
        session = self._desk.session
        self._saving.attempt(lambda: self._stepped(annotate.undo(session), "undone", back=True))

    def redo(self) -> None:
        """Do again what was undone last."""
        session = self._desk.session
        self._saving.attempt(
            lambda: self._stepped(annotate.redo(session), "done again", back=False)
        )

    def _stepped(self, step: Step | None, what: str, *, back: bool) -> None:
        """Show what an undo or redo has done, where it can be seen."""
        desk = self._desk
        if step is None:
            desk.say("nothing to undo" if back else "nothing to redo")
            return
        records = [record for change in step.changes for record in (change.before, change.after)]
        if any(isinstance(record, Entity) for record in records) and desk.opened is not None:
            desk.opened.rematch(desk.session.late_matcher)
            desk.text.mentions_changed()
        then = "U redoes" if back else UNDOES
        self._saving.saved(f"{operation_in_words(step.operation)} {what}", then)
        touched = {identity_of(each) for each in records if isinstance(each, Annotation | Verdict)}
        here = InTextOrder.of(filter(None, map(desk.find_placed, touched)))
        each = here[0] if here else None
        if each is not None and each.span is not None:
            self._in_hand.go_to(each)
        elif each is not None:
            self._in_hand.take(each.annotation.id)
        elif touched:
            self._show_where_it_was(records)

    def _show_where_it_was(self, records: list[Changed | None]) -> None:
        desk = self._desk
        for record in records:
            if not isinstance(record, Annotation) or desk.opened is None:
                continue
            if record.source == desk.opened.source.id:
                desk.text.select(Selection(record.span), jump=True)
                return
            ref = desk.session.store.sources.get(record.source)
            if ref is not None:
                desk.say(f"{desk.status.message} · in {one_line(ref.title or Path(ref.path).name)}")
                return
