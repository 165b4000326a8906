"""Writes cells as a terminal takes them, knowing where its cursor is and what colours are set."""

from msgspec import Struct

from nkreader.text.regex import regex
from nkreader.tui.driver.abilities import Abilities
from nkreader.tui.driver.grid import CONTINUED, Row, sure_width
from nkreader.tui.driver.looks import Look, blank_of, erasable, transition
from nkreader.tui.driver.moves import Place, move

# Erasing is shorter than writing so many blanks: to the row's end; as the last that is done in
# a row; with a move over them behind it.
_TO_END = 4
_LAST = 5
_BETWEEN = 10
_NOWHERE = -1
_SAVE, _RESTORE = "\x1b7", "\x1b8"
_MANY_BLANKS = regex(" {4,}")


class Held(Struct, frozen=True):
    """What a terminal has set: where its cursor is, and the look; None is not known.

    ``saved`` is what it goes back to when it is told to restore both.
    """

    place: Place | None = None
    look: Look | None = None
    saved: tuple[Place, Look] | None = None


NOTHING_KNOWN = Held()


class Pen:
    """Gathers sequences; ``place`` and ``look`` are None where the terminal's are not known."""

    def __init__(self, abilities: Abilities, held: Held) -> None:
        """Begin with what the terminal has set."""
        self.abilities = abilities
        self.place = held.place
        self.look = held.look
        self.saved = held.saved
        self._out: list[str] = []

    @property
    def written(self) -> str:
        """All that was written, as text to be sent."""
        return "".join(self._out)

    def copy(self) -> "Pen":
        """Return a pen that has written the same."""
        out = Pen(self.abilities, self.held)
        out._out = self._out.copy()
        return out

    @property
    def held(self) -> Held:
        """What the terminal has set when all is written."""
        return Held(self.place, self.look, self.saved)

    def move(self, x: int, y: int) -> None:
        """Move to a cell."""
        to_column = self.abilities.moves_to_column
        self._out.append(move(self.place, Place(x, y), to_column=to_column))
        self.place = Place(x, y)

    def take(self, look: Look) -> None:
        """Write in this look from now on."""
        if look != self.look:
            self._out.append(transition(self.look, look))
            self.look = look

    def save(self) -> None:
        """Let the terminal remember the cursor's place and the look, if it can."""
        if self.abilities.saves and self.place and self.place.x >= 0 and self.look is not None:
            self._out.append(_SAVE)
            self.saved = (self.place, self.look)

    def _restore(self, x: int, y: int, look: Look) -> None:
        """Go back to what is saved, if cell and look are reached in fewer bytes from there."""
        if self.saved is None:
            return
        target, to_column = Place(x, y), self.abilities.moves_to_column
        here, there = (
            len(move(place, target, to_column=to_column)) + len(transition(now, look))
            for place, now in ((self.place, self.look), self.saved)
        )
        if there + len(_RESTORE) < here:
            self._out.append(_RESTORE)
            # Used once: there are terminals that forget what they have gone back to.
            (self.place, self.look), self.saved = self.saved, None

    def scroll(self, top: int, bottom: int, rows: int) -> None:
        """Move the rows ``top`` to ``bottom`` (both included) up, or down if ``rows`` < 0."""
        self._out.append(f"\x1b[{top + 1};{bottom + 1}r")
        count = abs(rows) if abs(rows) > 1 else ""
        self._out.append(f"\x1b[{count}{'S' if rows > 0 else 'T'}\x1b[r")
        # Setting the region moves the cursor home, on most terminals.
        self.place = None

    def draw(self, row: Row, start: int, end: int, y: int, look: Look) -> None:
        """Write the cells ``start`` to ``end`` of row ``y``, which is ``row``.

        ``look`` is theirs; blanks among them look like blanks of it.
        """
        text = "".join(row.text[start:end])
        self._restore(start, y, look)
        self.move(start, y)
        if text.strip(" ") or self.look is None or blank_of(self.look) != look:
            self.take(look)
        x = start
        while x < end:
            if x > start:
                self.move(x, y)
            last = _ascii_to(row, x, end)
            x = self._draw_ascii(row, x, last, end, y) if last > x else self._draw_cluster(row, x)

    def _draw_ascii(self, row: Row, start: int, last: int, end: int, y: int) -> int:
        """Write the cells up to ``last``, of one ASCII character each; ``end`` is the stretch's.

        Return where to go on.
        """
        text = "".join(row.text[start:last])
        at = 0
        for blanks in _MANY_BLANKS.finditer(text):
            self._write(text[at : blanks.start()], row)
            at = self._draw_blanks(row, start + blanks.start(), end, y) - start
        self._write(text[at:], row)
        return max(last, start + at)

    def _write(self, text: str, row: Row) -> None:
        if text:
            self._out.append(text)
            self._advance(len(text), row)

    def _draw_cluster(self, row: Row, x: int) -> int:
        """Write a character that may be wider, or narrower, than it takes cells here.

        Return where the next cell is.
        """
        last = x + 1
        while last < len(row.text) and row.text[last] == CONTINUED:
            last += 1
        cluster, width = row.text[x], last - x
        sure = sure_width(cluster) == width
        if not sure and width > 1 and self.place is not None:
            self._clear(width)
        self._out.append(cluster)
        if sure:
            self._advance(width, row)
        elif self.place is not None:
            self.place = Place(_NOWHERE, self.place.y)
        return last

    def _clear(self, width: int) -> None:
        """Leave nothing of what was there, should the next character cover less."""
        if self.abilities.erases_cells:
            self._out.append(f"\x1b[{width}X")
        else:
            self._out.append(" " * width + "\b" * width)

    def _draw_blanks(self, row: Row, x: int, end: int, y: int) -> int:
        """Write or erase blanks from ``x`` on; return where they end."""
        text, looks = row.text, row.looks
        look = looks[x]
        last = x + 1
        while last < len(text) and text[last] == " " and looks[last] == look:
            last += 1
        to_end = last == len(text)
        last = min(last, end)
        if self.look is None or blank_of(self.look) != look:
            self.take(look)
        count = last - x
        if erasable(look, coloured=self.abilities.erases_coloured):
            if to_end and count >= _TO_END:
                self._out.append("\x1b[K")
                return end
            if self.abilities.erases_cells and count >= (_LAST if last == end else _BETWEEN):
                self._out.append(f"\x1b[{count}X")
                if last < end:
                    self.move(last, y)
                return last
        self._out.append(" " * count)
        self._advance(count, row)
        return last

    def _advance(self, count: int, row: Row) -> None:
        """Note that so many cells were written; behind the last column no terminal is sure."""
        if self.place is not None:
            x = self.place.x + count
            self.place = Place(x if x < len(row.text) else _NOWHERE, self.place.y)


def _ascii_to(row: Row, start: int, end: int) -> int:
    """Return up to where cells hold one ASCII character each."""
    text, at = row.text, start
    while at < end and text[at].isascii() and text[at] != CONTINUED:
        at += 1
    return at
