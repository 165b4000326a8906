"""The terminal as it was found, for when nothing but the process itself can give it back."""

import os
import sys
import termios
from contextlib import suppress
from select import select
from time import monotonic, sleep
from typing import Any

from nkreader.tui.driver.outlet import own_descriptor

# Ends all that the reader asks of a terminal: a sequence that was cut short, synchronised
# output, the mouse, reports of focus, pastes and sizes, its own keyboard protocol, its own
# screen; the cursor is shown.
GIVE_BACK = (
    "\x18\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    "\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[?7h\x1b[0m\x1b[<u\x1b[?1049l\x1b[?25h"
)
# How long is tried to get that through, and how often, in seconds.
_PATIENCE = 0.5
_PAUSE = 0.002


class Found:
    """Remembers a terminal's attributes. Textual is not needed for it."""

    def __init__(
        self, attributes: list[Any] | None = None, *, descriptor: int | None = None
    ) -> None:
        """Take what ``attributes`` it had, else those that the terminal of stdin has now."""
        self._descriptor = sys.stdin.fileno() if descriptor is None else descriptor
        self.attributes = attributes
        if attributes is None:
            with suppress(termios.error):
                self.attributes = termios.tcgetattr(self._descriptor)

    def settle(self) -> None:
        """Put the attributes back; nothing happens where they are so already."""
        with suppress(termios.error):
            if self.attributes is not None:
                termios.tcsetattr(self._descriptor, termios.TCSANOW, self.attributes)

    def give_back(self) -> None:
        """End everything that was asked of the terminal, without ever waiting for it."""
        with suppress(OSError, termios.error):
            _force(own_descriptor(self._descriptor), GIVE_BACK.encode())
        self.settle()


def _force(descriptor: int, data: bytes) -> None:
    """Write to a terminal that may take nothing: what waits for it is of no use any more."""
    deadline = monotonic() + _PATIENCE
    while monotonic() < deadline:
        if select([], [descriptor], [], 0)[1]:
            with suppress(BlockingIOError):
                os.write(descriptor, data)
                return
        termios.tcflush(descriptor, termios.TCOFLUSH)
        sleep(_PAUSE)
