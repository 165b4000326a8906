"""The beginning: nothing is drawn before the screen is as it will stay.

Textual draws while it is still finding out where everything goes. Whoever reads the first
page already would see it go, and come again in pieces. So frames are held, and keys wait,
until the reader's screen has settled; what then differs from the first page is drawn.
"""

from collections.abc import Sequence
from time import monotonic
from typing import Any

from rich.console import RenderableType
from textual import events
from textual.screen import Screen
from textual.strip import Strip

from nkreader.firstpage.standing import Standing
from nkreader.tui.driver.driver import Drawing
from nkreader.tui.key_order import KeyOrder
from nkreader.tui.painting import painted_rows, rows_of, uses_erasing
from nkreader.tui.takeover import taking_over

# The longest that a screen is waited for, in seconds: then progress has to be seen.
_PATIENCE = 1.0
# Keys that are not to wait for what takes long.
_WAYS_OUT = frozenset({"escape", "q", "ctrl+c", "ctrl+q"})


class Curtain(KeyOrder, Drawing):
    """An application that shows itself when it is told to; then it also takes keys."""

    def __init__(self, *, standing: Standing | None, ansi_color: bool | None = None) -> None:
        """Begin unseen; ``standing`` is the page that is on the terminal, if one is."""
        super().__init__(ansi_color=ansi_color)
        self._standing = standing
        self._down = True
        self._painted_over: set[int] = set()
        self._keys_wait = False
        self._until = monotonic() + _PATIENCE

    def on_load(self) -> None:
        """Take the terminal over as it is."""
        if self._standing is not None:
            self.driver_class = taking_over(self.driver_class, self._standing)

    @property
    def curtain_is_down(self) -> bool:
        """Tell whether nothing is shown yet."""
        return self._down

    @property
    def patience_is_over(self) -> bool:
        """Tell whether something must be shown, settled or not."""
        return monotonic() > self._until

    @property
    def page_stands(self) -> bool:
        """Tell whether there is something to read behind which one can wait."""
        return self._down and self._standing is not None

    @property
    def somebody_wants_out(self) -> bool:
        """Tell whether a key is waiting that is not to wait for what takes long."""
        keys = (event.key for event in self._waiting if isinstance(event, events.Key))
        return not _WAYS_OUT.isdisjoint(keys)

    def show_row(self, y: int) -> None:
        """Show a row of the screen on the page that stands: how far the rest is."""
        if self.page_stands and self._driver is not None:
            self._painted_over.add(y)
            self._driver.write(self.painted(self.rendered(), erases=False)[y].decode())
            self._driver.flush()

    def raise_curtain(self) -> None:
        """Show the screen as it is, and from now on what becomes of it; take keys."""
        if not self._down:
            return
        self._down = False
        strips = self.rendered()
        self.draw_rows(strips, self._rows_to_draw(strips))
        if self._keys_wait:
            self.call_later(self._next_key)

    def rendered(self) -> list[Strip]:
        """Return the rows of the screen on top."""
        return self.screen._compositor.render_strips()

    def painted(self, strips: Sequence[Strip], *, erases: bool) -> list[bytes]:
        """Return the bytes that paint rows; see ``painting.painted_rows``."""
        return painted_rows(strips, self.console._color_system, erases=erases)

    def _rows_to_draw(self, strips: Sequence[Strip]) -> list[int]:
        """Return the rows that are not on the terminal already."""
        if self._standing is None or self._standing.size != self.size:
            return list(range(self.size.height))
        page = self._standing.page.screen
        rows, shown = self.painted(strips, erases=uses_erasing(page)), rows_of(page)
        if len(shown) != len(rows):
            return list(range(len(rows)))
        return [y for y, row in enumerate(rows) if row != shown[y] or y in self._painted_over]

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        super()._display(screen, None if self._down else renderable)

    def _screen_is_open(self) -> bool:
        return not self._down and super()._screen_is_open()

    def _wait_for_screen(self) -> None:
        if self._down:
            self._keys_wait = True
        else:
            super()._wait_for_screen()
