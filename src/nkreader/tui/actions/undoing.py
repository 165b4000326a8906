"""Undo and redo: a step is taken back, and shown where it can be seen."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from nkreader.model.annotation import Annotation
from nkreader.model.change import Changed, Step, identity_of, operation_in_words
from nkreader.model.entity import Entity
from nkreader.model.verdict import Verdict
from nkreader.reading.selection import Selection
from nkreader.session.anchoring import InTextOrder
from nkreader.session.annotating import annotate
from nkreader.tui.actions.tagging import UNDOES, Tagging


class Undoing(Tagging):
    """Takes steps back and does them again, in whatever source and sitting they were made."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "Undo", id="change.undo"),
        Binding("U", "redo", "Redo", id="change.redo"),
    ]

    def action_undo(self) -> None:
        """Take the last step back."""
        self.attempt(lambda: self._stepped(annotate.undo(self.session), "undone", back=True))

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self.attempt(lambda: self._stepped(annotate.redo(self.session), "done again", back=False))

    def _stepped(self, step: Step | None, what: str, *, back: bool) -> None:
        """Show what an undo or redo has done, where it can be seen."""
        if step is None:
            self.say("nothing to undo" if back else "nothing to redo")
            return
        records = [record for change in step.changes for record in (change.before, change.after)]
        if any(isinstance(record, Entity) for record in records) and self.opened is not None:
            self.opened.rematch(self.session.late_matcher)
            self.text.mentions_changed()
        self.saved(f"{operation_in_words(step.operation)} {what}", "U redoes" if back else UNDOES)
        touched = {identity_of(each) for each in records if isinstance(each, Annotation | Verdict)}
        here = InTextOrder.of(filter(None, map(self.find_placed, touched)))
        each = here[0] if here else None
        if each is not None and each.span is not None:
            self.go_to(each)
        elif each is not None:
            self.set_current(each.annotation.id)
        elif touched:
            self._show_where_it_was(records)

    def _show_where_it_was(self, records: list[Changed | None]) -> None:
        for record in records:
            if not isinstance(record, Annotation) or self.opened is None:
                continue
            if record.source == self.opened.source.id:
                self.text.select(Selection(record.span), jump=True)
                return
            ref = self.session.store.sources.get(record.source)
            if ref is not None:
                self.say(f"{self.status.message} (in {ref.path})")
                return
