"""Quiet: no key for a moment. What is done behind the text waits for it, piece by piece.

One piece may take longer than a key, and a key is handled in a dozen turns of the loop or of
the interpreter: each would wait for a piece.
"""

import asyncio
import time

# So long after a key the next is not about to come, in seconds.
_MOMENT = 0.25
# How long a thread may keep the interpreter to itself, in seconds; Python's own is ten times
# as long, and a key asks for it a dozen times.
TURN = 0.0005


class Quiet:
    """When the last key was pressed."""

    def __init__(self) -> None:
        """Begin with no key pressed."""
        self._until = 0.0

    def disturb(self) -> None:
        """Note that a key was pressed, or is done."""
        self._until = time.monotonic() + _MOMENT

    def has_lasted(self, seconds: float) -> bool:
        """Tell whether no key was pressed for a moment, and so many seconds more."""
        return time.monotonic() - self._until >= seconds

    async def come(self) -> None:
        """Wait until there is quiet."""
        while (left := self._until - time.monotonic()) > 0:
            await asyncio.sleep(left)

    def wait(self) -> None:
        """Wait, in a thread, until there is quiet."""
        while (left := self._until - time.monotonic()) > 0:
            time.sleep(left)
