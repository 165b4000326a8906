"""What can be undone and redone, by where in the history its line begins. Pure."""

from msgspec import Struct, field

from nkreader.store.history.entry import Kind


class Stacks(Struct):
    """Where the lines of the steps that can be undone and redone begin, the next one last."""

    undo: list[int] = field(default_factory=list)
    redo: list[int] = field(default_factory=list)

    def move(self, kind: Kind, at: int) -> None:
        """Follow a line of that kind, which begins at byte ``at``."""
        if kind is Kind.STEP:
            self.undo.append(at)
            self.redo.clear()
        elif kind is Kind.UNDO and self.undo:
            self.redo.append(self.undo.pop())
        elif kind is Kind.REDO and self.redo:
            self.undo.append(self.redo.pop())
