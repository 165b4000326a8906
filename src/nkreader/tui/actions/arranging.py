"""How the screen is divided: which panes are seen, and which has the keys."""

from enum import StrEnum

from textual.widget import Widget

from nkreader.tui.actions.desk import Desk
from nkreader.tui.panes.page import WIDEST

# From this width on there is room for all three panes.
WIDE = 120
# Below this one, a side pane takes the whole screen while it is looked at.
CROWDED = 70
# Cells for a side pane: at least, and at most where the text leaves them over.
_SOURCES = (26, 40)
_ANNOTATIONS = (30, 48)
_WHOLE = "100%"


class Sides(StrEnum):
    """Which side panes stand beside the text."""

    BOTH = "both"
    ONE = "one"
    NONE = "none"


_NEXT = {Sides.BOTH: Sides.ONE, Sides.ONE: Sides.NONE, Sides.NONE: Sides.BOTH}
_NEXT_WHERE_NARROW = {after: before for before, after in _NEXT.items()}
_PANES = ("sources", "text", "annotations")


class Arranging:
    """Folds and unfolds the side panes.

    A pane that is folded away opens when it gets the keys, and folds again after.
    """

    def __init__(self, desk: Desk) -> None:
        """Let the width decide."""
        self._desk = desk
        self._sides: Sides | None = None
        """What the user has chosen; until then the width decides."""

    def next_sides(self) -> None:
        """Go through both side panes, one, and none."""
        screen = self._desk.screen
        order = _NEXT if screen.size.width >= WIDE else _NEXT_WHERE_NARROW
        self._sides = order[self._shown_sides]
        screen.set_focus(self._desk.text)
        self.divide()
        self._desk.say(f"side panes: {self._sides}")

    def next_pane(self, step: int) -> None:
        """Give the keys to the next pane; a list without rows has no use for them.

        One of which a filter leaves none has: to be rid of it.
        """
        desk, screen = self._desk, self._desk.screen
        focused = screen.focused.id if screen.focused else "text"
        lists = {"sources": desk.sources, "annotations": desk.annotations}
        panes = [
            each
            for each in _PANES
            if each == focused
            or each not in lists
            or lists[each].key is not None
            or lists[each].is_filtered
        ]
        at = panes.index(focused if focused in panes else "text")
        name = panes[(at + step) % len(panes)]
        self.divide(peek=name)
        screen.set_focus(screen.query_one(f"#{name}"))

    @property
    def _shown_sides(self) -> Sides:
        """Which side panes are shown now."""
        if self._sides is not None:
            return self._sides
        return Sides.BOTH if self._desk.screen.size.width >= WIDE else Sides.NONE

    def divide(self, peek: str = "") -> None:
        """Show the side panes there is room for, and the one to ``peek`` at."""
        screen, sides = self._desk.screen, self._shown_sides
        shown = {
            "sources": sides is Sides.BOTH or peek == "sources",
            "annotations": sides is not Sides.NONE or peek == "annotations",
        }
        alone = any(shown.values()) and screen.size.width < CROWDED
        widths = side_widths(screen.size.width)
        for (name, visible), width in zip(shown.items(), widths, strict=True):
            side = screen.query_one(f"#{name}-side")
            show(side, visible)
            side.set_class(alone, "-alone")
            side.styles.width = _WHOLE if alone else width
        show(screen.query_one("#text-side"), not alone)


def side_widths(columns: int) -> tuple[int, int]:
    """Return how many cells the sources and the annotations have on a screen so wide.

    What the text can have no use for is theirs, whatever is in them: nothing moves for it.
    """
    least, most = zip(_SOURCES, _ANNOTATIONS, strict=True)
    wanted = sum(most) - sum(least)
    spare = min(max(columns - WIDEST - sum(least), 0), wanted)
    sources = _SOURCES[0] + spare * (_SOURCES[1] - _SOURCES[0]) // wanted
    return sources, sum(least) + spare - sources


def show(widget: Widget, shown: bool) -> None:
    """Show a widget or do not; Textual would lay out anew for one that is shown already."""
    if widget.display != shown:
        widget.display = shown
