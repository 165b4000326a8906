"""The line above a pane: what it shows."""

from rich.segment import Segment
from textual.strip import Strip

from nkreader.reading import cells
from nkreader.text.display import one_line
from nkreader.tui.panes.drawn import Drawn


class PaneTitle(Drawn):
    """One line of text between two blanks, cut where it is too long."""

    def __init__(self, text: str = "", *, id: str) -> None:
        """Say ``text``."""
        super().__init__(id=id)
        self._text = text
        self._mark = ""

    def say(self, text: str, mark: str = "") -> None:
        """Say something else; ``mark`` stands after it, however long it is."""
        if (text, mark) != (self._text, self._mark):
            self._text, self._mark = text, mark
            self.refresh()

    def mark(self, mark: str) -> None:
        """Let ``mark`` stand after what is said."""
        self.say(self._text, mark)

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        width = self.size.width
        mark = f" · {one_line(self._mark)}" if self._mark else ""
        room = width - 2 - cells.width(mark)
        text = f" {cells.cut(one_line(self._text), room)}{mark} "
        pad = max(width - cells.width(text), 0)
        return Strip([Segment(text + " " * pad, self.style_of())]).crop(0, width)
