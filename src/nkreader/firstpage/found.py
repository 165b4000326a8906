"""The terminal as it was found, for when nothing but the process itself can give it back."""

import os
import termios

# Importing typing for the sake of its names takes as long as painting.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Ends all that the reader asks of a terminal: a sequence that was cut short, synchronised
# output, a scrolling region, the mouse, reports of focus, pastes and sizes, its own keyboard
# protocol, its own screen; the cursor is shown.
GIVE_BACK = (
    "\x18\x1b[?2026l\x1b[r\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    "\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[?7h\x1b[0m\x1b[<u\x1b[?1049l\x1b[?25h"
)
_STDIN = 0
# How long is tried to get that through, and how often, in seconds.
_PATIENCE = 0.5
_PAUSE = 0.002


class Found:
    """Remembers a terminal's attributes."""

    __slots__ = ("_descriptor", "attributes")

    def __init__(self, attributes: "list[Any] | None" = None, *, descriptor: int = _STDIN) -> None:
        """Take what ``attributes`` it had, else those that it has now: None of no terminal."""
        self._descriptor = descriptor
        self.attributes = attributes
        if attributes is None:
            try:
                self.attributes = termios.tcgetattr(descriptor)
            except termios.error:
                return

    def settle(self) -> None:
        """Put the attributes back; nothing happens where they are so already."""
        if self.attributes is None:
            return
        try:
            termios.tcsetattr(self._descriptor, termios.TCSANOW, self.attributes)
        except termios.error:  # it has gone
            return

    def give_back(self) -> None:
        """End everything that was asked of the terminal, without ever waiting for it."""
        try:
            _force(own_descriptor(self._descriptor), GIVE_BACK.encode())
        except (OSError, termios.error):  # it has gone
            return
        finally:
            self.settle()


def own_descriptor(descriptor: int) -> int:
    """Return a descriptor of one's own for a terminal, which never makes a write wait.

    A write that waits would keep out all others, the one that gives the terminal back too;
    and not to wait must not become the habit of the shell's own descriptor. Where the
    terminal cannot be opened by name, it is the descriptor given.
    """
    try:
        name = os.ttyname(descriptor)
        return os.open(name, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except OSError:
        return descriptor


def _force(descriptor: int, data: bytes) -> None:
    """Write to a terminal that may take nothing: what waits for it is of no use any more."""
    from select import select
    from time import monotonic, sleep

    deadline = monotonic() + _PATIENCE
    while monotonic() < deadline:
        if select([], [descriptor], [], 0)[1]:
            try:
                os.write(descriptor, data)
                return
            except BlockingIOError:
                pass  # full again
        termios.tcflush(descriptor, termios.TCOFLUSH)
        sleep(_PAUSE)
