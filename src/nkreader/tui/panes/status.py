"""The line that tells: where one is, what is selected, who one is, when it was saved."""

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from nkreader.reading import cells
from nkreader.text.display import visible
from nkreader.tui.panes.drawn import Drawn


class StatusLine(Drawn):
    """Facts at the left and right, and between them the last thing that happened."""

    PARTS: ClassVar[str] = "status"

    def __init__(self, *, id: str) -> None:
        """Say nothing yet."""
        super().__init__(id=id)
        self._where = ""
        self._who = ""
        self._message = ""
        self._wrong = False

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Show what has happened, until something else does."""
        if (message, wrong) != (self._message, self._wrong):
            self._message, self._wrong = message, wrong
            self.refresh()

    def show_facts(self, where: str, who: str) -> None:
        """Show where one is, and who."""
        if (where, who) != (self._where, self._who):
            self._where, self._who = where, who
            self.refresh()

    @property
    def message(self) -> str:
        """What was said last."""
        return self._message

    @property
    def text(self) -> str:
        """All that the line says, without its layout."""
        return " ".join(part for part in (self._where, self._message, self._who) if part)

    def render_line(self, y: int) -> Strip:
        """Return the line; the message has precedence where room is scarce."""
        width, plain = self.size.width, self.style_of()
        message = visible(self._message)
        said = self.style_of("wrong" if self._wrong else "message")
        room = max(width - cells.width(message) - (2 if message else 0), 0)
        who = visible(self._who)
        if cells.width(self._where) + cells.width(who) + 2 > room:
            who = ""
        where = cells.cut(visible(self._where), room)
        left = Segment(where + ("  " if message and where else ""), plain)
        middle = Segment(cells.cut(message, width), said)
        gap = width - left.cell_length - middle.cell_length - cells.width(who)
        right = [Segment(" " * max(gap, 0), plain), Segment(who, self.style_of("faint"))]
        return Strip([left, middle, *right]).crop(0, width)
