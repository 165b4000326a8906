"""A list of rows, each a few lines high, of which one is under the cursor.

Drawn line by line, so that its cost does not grow with the number of rows.
"""

import asyncio
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from nkreader.tui.key_order import KeyOrder
from nkreader.tui.panes.drawn import Drawn
from nkreader.tui.panes.rows import Rows, strip_of

# No key for so long is a rest, in seconds: keys that are held down come faster.
_REST = 0.1
_NO_ROWS = Rows.of(())


class RowList(ScrollView, Drawn, can_focus=True, inherit_bindings=False):
    """Rows of ``LINES`` lines each, moved through by keys or mouse."""

    BINDING_GROUP_TITLE = "List"
    LINES: ClassVar[int] = 1
    EMPTY: ClassVar[str] = ""
    PARTS: ClassVar[str] = "rows"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "step(1)", "Next row", id="row.next"),
        Binding("k,up", "step(-1)", "Previous row", id="row.previous"),
        Binding("space,pagedown", "page(1)", "Page on", id="row.page.next"),
        Binding("b,pageup", "page(-1)", "Page back", id="row.page.previous"),
        Binding("g,home", "step(-1000000000)", "First row", id="row.first"),
        Binding("G,end", "step(1000000000)", "Last row", id="row.last"),
        Binding("enter", "choose", "Open", id="row.open"),
    ]

    class Moved(Message, bubble=False):
        """The user has put the cursor on a row."""

        def __init__(self, rows: "RowList", key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

    class Chosen(Message, bubble=False):
        """The user has opened the row under the cursor."""

        def __init__(self, rows: "RowList", key: str) -> None:
            super().__init__()
            self.rows = rows
            self.key = key

    def __init__(self, *, id: str) -> None:
        """Be empty until rows are given."""
        super().__init__(id=id)
        self._rows = _NO_ROWS
        self._cursor = 0
        self._awaits_rest: tuple[asyncio.TimerHandle, str] | None = None
        self.empty = self.EMPTY

    @property
    def key(self) -> str | None:
        """The key of the row under the cursor."""
        return self._rows.keys[self._cursor] if self._rows else None

    @property
    def rows(self) -> Rows:
        """The rows as they were given."""
        return self._rows

    def show_rows(self, rows: Rows, key: str | None = None, *, empty: str = "") -> None:
        """Show these rows, the cursor on ``key``, else on the row it was on.

        ``empty`` is said where there are none.
        """
        self._catch_up()
        self.empty = empty or self.EMPTY
        wanted = key or self.key
        at = None if wanted is None else rows.place(wanted)
        old, self._rows = self._rows, rows
        if not old or not rows:
            self.refresh_lines(0)  # where it says that there are none
        top, height = self.scroll_offset.y, self.size.height
        for i in range(self.row_at(top)[0], self.row_at(top + height)[0] + 1):
            if old.get(i) != rows.get(i):
                self._redraw(i)
        self._measure()
        now = min(self._cursor, max(len(rows) - 1, 0)) if at is None else at
        if now != self._cursor or not old:
            self._put(now)

    def line_of(self, at: int) -> int:
        """Return the line on which a row begins; of the row after the last, where that ends."""
        return at * self.LINES

    def row_at(self, y: int) -> tuple[int, int]:
        """Return the row on line ``y`` of the list, and which of its lines that is."""
        return divmod(y, self.LINES)

    def rows_on_a_page(self) -> int:
        """Return by how many rows a page is turned."""
        return max(1, self.size.height // self.LINES - 1)

    def put_cursor(self, key: str) -> None:
        """Put the cursor on the row of ``key``, if there is one; say nothing."""
        self._wait_no_more()
        at = self._rows.place(key)
        if at is not None:
            self._put(at)

    def put_cursor_in_rest(self, key: str) -> None:
        """Put the cursor on a row, where keys elsewhere move it: when they rest, or it matters.

        What they are pressed for is drawn without it, a frame a key; two rows take as long.
        """
        if not (isinstance(self.app, KeyOrder) and self.app.is_at_a_key):
            self.put_cursor(key)
            return
        self._wait_no_more()
        timer = asyncio.get_running_loop().call_later(_REST, self._rest)
        self._awaits_rest = (timer, key)

    def _rest(self) -> None:
        """Catch up, in a frame of its own where no key is about to draw one."""
        app = self.app
        if isinstance(app, KeyOrder) and not app.owes_a_frame:
            app.begin_frame()
            self._catch_up()
            app.end_frame()
        else:
            self._catch_up()

    def _catch_up(self) -> None:
        """Put the cursor where it was to be in rest."""
        if self._awaits_rest is not None and self.is_attached:
            self.put_cursor(self._awaits_rest[1])

    def _wait_no_more(self) -> None:
        if self._awaits_rest is not None:
            self._awaits_rest[0].cancel()
            self._awaits_rest = None

    def action_step(self, step: int) -> None:
        """Move the cursor."""
        self._go(self._cursor + step)

    def action_page(self, step: int) -> None:
        """Move the cursor by as many rows as fit."""
        self._go(self._cursor + step * self.rows_on_a_page())

    def action_choose(self) -> None:
        """Open the row under the cursor."""
        if self.key is not None:
            self.tell(self.Chosen(self, self.key))

    def on_click(self, event: events.Click) -> None:
        """Open the row under the mouse."""
        at, _ = self.row_at(event.y + self.scroll_offset.y)
        if at < len(self._rows):
            self._go(at)
            self.action_choose()

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._measure()
        self._reveal()

    def on_focus(self) -> None:
        """Show the cursor as the one that keys move."""
        self._catch_up()
        self.refresh()

    def on_blur(self) -> None:
        """Show the cursor as one that keys do not move."""
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the cells of line ``y`` of the list."""
        width = self.size.width
        at, line = self.row_at(y + self.scroll_offset.y)
        if at >= len(self._rows):
            if self._rows or y:
                return Strip.blank(width, self.style_of())
            return strip_of(((self.empty, "faint"),), width, self.style_of)
        row = self._rows[at]
        pieces = row.lines[line] if line < len(row.lines) else ()
        cursor = ""
        if at == self._cursor:
            cursor = "cursor" if self.has_focus else "cursor-blurred"
        return strip_of(pieces, width, lambda name: self.style_of(name, cursor))

    def _go(self, at: int) -> None:
        if not self._rows:
            return
        at = max(0, min(at, len(self._rows) - 1))
        if at != self._cursor:
            self._put(at)
            self.tell(self.Moved(self, self._rows.keys[at]))

    def _put(self, at: int) -> None:
        """Put the cursor on a row: it and the one it was on are drawn anew."""
        if at != self._cursor:
            old, self._cursor = self._cursor, at
            self._redraw(old)
            self._redraw(at)
        self._reveal()

    def _redraw(self, at: int) -> None:
        first = self.line_of(at)
        self.refresh_lines(first, self.line_of(at + 1) - first)

    def _measure(self) -> None:
        lines, height = self.line_of(len(self._rows)), self.size.height
        # A list that is too long ends in room for what is added next.
        room = height // 2 if lines > height else 0
        # No bar shows how long the list is: nothing has to be laid out anew.
        self.set_reactive(Widget.virtual_size, Size(self.size.width, lines + room))
        if self.scroll_offset.y > lines + room - height:
            self.show_from(self.scroll_offset.y)

    def _reveal(self) -> None:
        top, height = self.scroll_offset.y, self.size.height
        first, end = self.line_of(self._cursor), self.line_of(self._cursor + 1)
        if first < top:
            self.show_from(first - max(height // 2 - (end - first), 0))
        elif end > top + height:
            # By half a page: a list that scrolls a row a key is drawn anew for each.
            self.show_from(end - max(height // 2, end - first))

    def show_from(self, y: int) -> None:
        """Scroll so that line ``y`` is at the top, as far as there are lines."""
        y = max(0, min(y, self.virtual_size.height - self.size.height))
        self.scroll_to(y=y, animate=False, force=True, immediate=True)
