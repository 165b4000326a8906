"""One frame a key: all that it changes is drawn together, as soon as it is there.

Textual draws when the screen comes to rest for the first time, and again only when its next
frame is due. What hears of a key by a message (the status line) would be drawn up to a
sixtieth of a second after what it has moved, by another frame.
"""

import asyncio
from time import monotonic

from textual import events
from textual.app import App
from textual.geometry import Size
from textual.messages import Layout
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from nkreader.tui.dirty_lines import DirtyLines

# What takes a key longer is drawn as far as it is there, and so are keys that come faster;
# in seconds.
_LONGEST = 1 / 20


class OneFrame(App[int]):
    """An application that draws once for each key."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        """Owe no frame; ``ansi_color`` is Textual's."""
        super().__init__(ansi_color=ansi_color)
        self._overdue: asyncio.TimerHandle | None = None

    @property
    def owes_a_frame(self) -> bool:
        """Tell whether what a key changes is about to be drawn."""
        return self._overdue is not None

    def begin_frame(self) -> None:
        """Draw nothing until the key that is handled now is done."""
        if self._overdue is None:
            self._overdue = asyncio.get_running_loop().call_later(_LONGEST, self.end_frame)

    def end_frame(self) -> None:
        """Draw what has changed."""
        if self._overdue is None:
            return
        self._overdue.cancel()
        self._overdue = None
        if self.screen_stack and not self._exit:
            self.screen._on_timer_update()


class DrawnWithKeys(Screen[ScreenResultType]):
    """A screen that is drawn when a key is done, and only where it has changed."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        super().__init__()
        self._compositor = DirtyLines()
        self._laid_out = 0.0

    def takes(self, widget: Widget) -> bool:
        """Take a widget that has changed into the frame of a key, if one is to come."""
        if not self._awaits_frame:
            return False
        self._dirty_widgets |= {widget}
        return True

    @property
    def _awaits_frame(self) -> bool:
        return isinstance(self.app, OneFrame) and self.app.owes_a_frame and self.is_active

    def _screen_resized(self, size: Size) -> None:
        """Lay out for another size; Textual tells of the first one three times."""
        if size != self._compositor.size:
            super()._screen_resized(size)

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        """Lay out; who only asks for it because it hears of its size is not heard."""
        asked = {each for each in self._compositor.widgets if each._layout_required}
        super()._refresh_layout(size, scroll)
        for each in self._compositor.widgets - asked:
            each._layout_required = False
        self._laid_out = monotonic()

    async def _on_layout(self, message: Layout) -> None:
        """Lay out for who has asked since that was last done."""
        if message.time < self._laid_out:
            message.prevent_default()

    async def _on_idle(self, event: events.Idle) -> None:
        if self._awaits_frame:
            event.prevent_default()  # Textual would draw
