"""The line that tells: where one is, what is selected, who one is, when it was saved."""

from collections.abc import Iterator
from typing import ClassVar

from msgspec import Struct
from rich.segment import Segment
from textual.strip import Strip

from nkreader.reading import cells
from nkreader.text.display import visible
from nkreader.tui.panes.drawn import Drawn

# Between what stands in the line, and what is left at least of a message for a name; in cells.
_GAP = 2
_LEAST = 40
# "99 words" and "100%", in cells.
_ROOM_FOR_COUNT = 8
_ROOM_FOR_SHARE = 4


class Whereabouts(Struct, frozen=True):
    """What the line always tells.

    ``count`` is of what is selected, ``place`` which source is open, ``share`` how far in it one
    is, ``more`` what else is to be known of the selection, each ready to be shown.
    """

    count: str = ""
    place: str = ""
    share: str = ""
    more: tuple[str, ...] = ()
    saved: str = ""
    who: str = ""

    @property
    def forms(self) -> Iterator[tuple[str, str]]:
        """What stands at the left and the right: all there is to tell, then less and less.

        Digits change at the outer ends, so that nothing beside them moves.
        """
        position = (self.place, self.share) if self.place else ()
        after = " " * (_ROOM_FOR_SHARE - len(self.share)) if self.place else ""
        all_of_it = (self.count.rjust(_ROOM_FOR_COUNT), *position) if self.count else position
        who = (self.who,) if self.who else ()
        if self.saved:
            yield _told(*all_of_it, *self.more) + after, _told(self.saved, *who)
        yield _told(*all_of_it, *self.more) + after, _told(*who)
        yield _told(*position, *self.more) + after, _told(*who)
        yield _told(*self.more), _told(*who)


class StatusLine(Drawn):
    """Facts at the left and right, and between them the last thing that happened."""

    PARTS: ClassVar[str] = "status"

    def __init__(self, *, id: str) -> None:
        """Say nothing yet."""
        super().__init__(id=id)
        self._whereabouts = Whereabouts()
        self._message = ""
        self._wrong = False

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Show what has happened, until something else does."""
        if (message, wrong) != (self._message, self._wrong):
            self._message, self._wrong = message, wrong
            self.refresh()

    def show_facts(self, whereabouts: Whereabouts) -> None:
        """Show where one is, and who."""
        if whereabouts != self._whereabouts:
            self._whereabouts = whereabouts
            self.refresh()

    @property
    def message(self) -> str:
        """What was said last."""
        return self._message

    @property
    def is_wrong(self) -> bool:
        """Whether that is an error, or something else that nobody is to miss."""
        return self._wrong

    @property
    def text(self) -> str:
        """All that the line says, without its layout."""
        left, right = next(self._whereabouts.forms)
        return " ".join(part for part in (left.strip(), self._message, right) if part)

    def room(self, width: int) -> int:
        """Return how many cells of a message can be seen in a line of ``width`` cells."""
        left = width - cells.width(visible(self._whereabouts.who)) - _GAP
        return left if left >= _LEAST and self._whereabouts.who else width

    def render_line(self, y: int) -> Strip:
        """Return the line: where room is scarce, less of where one is, then of the message.

        Who one is stays, but where too little would be left of the message.
        """
        width, plain = self.size.width, self.style_of()
        message = visible(self._message)
        taken = cells.width(message) + _GAP * bool(message)
        for left, right in self._whereabouts.forms:
            left, right = visible(left), visible(right)
            room = width - cells.width(right) - _GAP * bool(right)
            if cells.width(left) + taken <= room:
                break
        else:
            room = self.room(width)
            right = right if room < width else ""
        left = cells.cut(left, max(room - taken, 0))
        said = self.style_of("wrong" if self._wrong else "message")
        before = Segment(left + " " * _GAP * bool(message and left), plain)
        middle = Segment(cells.cut(message, room - before.cell_length), said)
        gap = width - before.cell_length - middle.cell_length - cells.width(right)
        after = [Segment(" " * max(gap, 0), plain), Segment(right, self.style_of("faint"))]
        return Strip([before, middle, *after]).crop(0, width)


def _told(*parts: str) -> str:
    return " · ".join(parts)
