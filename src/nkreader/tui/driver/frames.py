"""Takes frames and writes what is new in them, when the terminal can take it.

While the terminal has not taken what was written last, frames are painted and not written:
what is written next is the difference to the newest one, and nobody waits for the others.
"""

from collections.abc import Callable, Set

from rich.color import ColorSystem
from textual._compositor import CompositorUpdate

from nkreader.tui.driver.abilities import Abilities
from nkreader.tui.driver.picture import Picture

_BEGIN, _END = "\x1b[?2026h", "\x1b[?2026l"
# A shorter frame comes in one piece anyhow, in bytes.
_WORTH_HOLDING = 1024


class Frames:
    """The frames of one terminal."""

    def __init__(
        self,
        write: Callable[[str], None],
        abilities: Abilities,
        free: Callable[[], bool] = lambda: True,
    ) -> None:
        """Write to a terminal of such abilities; ``free`` tells whether it has taken all."""
        self._write = write
        self._free = free
        self._picture = Picture(abilities)
        self.waiting = False
        """Whether there may be something to send once the terminal is free."""
        self.holds = False
        """Whether the terminal can hold a frame until it has come whole (mode 2026)."""

    def show(self, update: CompositorUpdate, system: ColorSystem) -> None:
        """Show a frame, at once or with a later one."""
        self._picture.paint(update, system)
        self.send()

    def begin(self, update: CompositorUpdate, missing: Set[int], system: ColorSystem) -> None:
        """Take a whole frame for shown but for its ``missing`` rows, and show those."""
        self._picture.paint(update, system)
        self._picture.take_for_shown_but(missing)
        self.send()

    def send(self) -> None:
        """Write what is new, if the terminal can take it."""
        # In this order: it may become free in between, in another thread.
        self.waiting = True
        if not self._free():
            return
        self.waiting = False
        text = self._picture.send()
        if self.holds and len(text) > _WORTH_HOLDING:
            text = _BEGIN + text + _END
        if text:
            self._write(text)

    def forget(self) -> None:
        """Take nothing for shown: what is sent next is everything."""
        self._picture.forget()

    def displaced(self) -> None:
        """Take nothing for known of the cursor: something else was written."""
        self._picture.displace()

    def repaint(self, size: tuple[int, int] | None = None) -> None:
        """Send everything, unless a frame of another size is about to come."""
        self._picture.forget()
        if size in (None, self._picture.size):
            self.send()
