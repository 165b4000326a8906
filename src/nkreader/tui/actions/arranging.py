"""How the screen is divided: which panes are seen, and which has the keys."""

from enum import StrEnum
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget

from nkreader.tui.actions.desk import Desk

# From this width on there is room for all three panes.
WIDE = 120
# Below this one, a side pane takes the whole screen while it is looked at.
CROWDED = 70


class Sides(StrEnum):
    """Which side panes stand beside the text."""

    BOTH = "both"
    ONE = "one"
    NONE = "none"


_NEXT = {Sides.BOTH: Sides.ONE, Sides.ONE: Sides.NONE, Sides.NONE: Sides.BOTH}
_NEXT_WHERE_NARROW = {after: before for before, after in _NEXT.items()}
_PANES = ("sources", "text", "annotations")


class Arranging(Desk):
    """Folds and unfolds the side panes.

    A pane that is folded away opens when it gets the keys, and folds again after.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "sides", "Side panes: both, one, none", id="panes.sides"),
        Binding("tab", "pane(1)", "Next pane", id="pane.next"),
        Binding("shift+tab", "pane(-1)", "Previous pane", id="pane.previous"),
    ]

    sides: Sides | None = None
    """What the user has chosen; until then the width decides."""

    def action_sides(self) -> None:
        """Go through both side panes, one, and none."""
        order = _NEXT if self.size.width >= WIDE else _NEXT_WHERE_NARROW
        self.sides = order[self.shown_sides]
        self.set_focus(self.text)
        self.divide()
        self.say(f"side panes: {self.sides}")

    def action_pane(self, step: int) -> None:
        """Give the keys to the next pane; a list without rows has no use for them."""
        focused = self.focused.id if self.focused else "text"
        lists = {"sources": self.sources, "annotations": self.annotations}
        panes = [
            each
            for each in _PANES
            if each == focused or each not in lists or lists[each].key is not None
        ]
        at = panes.index(focused if focused in panes else "text")
        name = panes[(at + step) % len(panes)]
        self.divide(peek=name)
        self.set_focus(self.query_one(f"#{name}"))

    @property
    def shown_sides(self) -> Sides:
        """Which side panes are shown now."""
        if self.sides is not None:
            return self.sides
        return Sides.BOTH if self.size.width >= WIDE else Sides.NONE

    def divide(self, peek: str = "") -> None:
        """Show the side panes there is room for, and the one to ``peek`` at."""
        sides = self.shown_sides
        shown = {
            "sources": sides is Sides.BOTH or peek == "sources",
            "annotations": sides is not Sides.NONE or peek == "annotations",
        }
        alone = any(shown.values()) and self.size.width < CROWDED
        for name, visible in shown.items():
            side = self.query_one(f"#{name}-side")
            show(side, visible)
            side.set_class(alone, "-alone")
        show(self.query_one("#text-side"), not alone)


def show(widget: Widget, shown: bool) -> None:
    """Show a widget or do not; Textual would lay out anew for one that is shown already."""
    if widget.display != shown:
        widget.display = shown
