"""The line above a pane: what it shows."""

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from nkreader.reading import cells
from nkreader.text.display import one_line


class PaneTitle(Widget):
    """One line of text, cut where it is too long."""

    def __init__(self, text: str = "", *, id: str) -> None:
        """Say ``text``."""
        super().__init__(id=id)
        self._text = text

    def say(self, text: str) -> None:
        """Say something else."""
        if text != self._text:
            self._text = text
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        text = cells.cut(one_line(self._text), self.size.width)
        pad = max(self.size.width - cells.width(text), 0)
        return Strip([Segment(text + " " * pad, self.rich_style)]).crop(0, self.size.width)
