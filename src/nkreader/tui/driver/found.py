"""The terminal as it was found, for when nothing but the process itself can give it back."""

import os
import sys
import termios
from contextlib import suppress
from typing import Any

# Ends all that the reader asks of a terminal: synchronised output, the mouse, reports of
# focus, pastes and sizes, its own keyboard protocol, its own screen; the cursor is shown.
GIVE_BACK = (
    "\x1b[?2026l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    "\x1b[?1004l\x1b[?2004l\x1b[?2048l\x1b[?7h\x1b[0m\x1b[<u\x1b[?1049l\x1b[?25h"
)


class Found:
    """Remembers a terminal's attributes. Textual is not needed for it."""

    def __init__(self, descriptor: int | None = None) -> None:
        """Look at the terminal of ``descriptor`` (default: stdin)."""
        self._descriptor = sys.stdin.fileno() if descriptor is None else descriptor
        self.attributes: list[Any] | None = None
        with suppress(termios.error):
            self.attributes = termios.tcgetattr(self._descriptor)

    def settle(self) -> None:
        """Put the attributes back; nothing happens where they are so already."""
        with suppress(termios.error):
            if self.attributes is not None:
                termios.tcsetattr(self._descriptor, termios.TCSANOW, self.attributes)

    def give_back(self) -> None:
        """End everything that was asked of the terminal, without ever waiting for it."""
        with suppress(OSError):
            # One of our own: not to wait must not become the habit of the shell's descriptor.
            name = os.ttyname(self._descriptor)
            own = os.open(name, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
            with suppress(OSError):
                os.write(own, GIVE_BACK.encode())
            os.close(own)
        self.settle()
