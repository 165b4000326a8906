"""Leaving when a signal says so: in order where that goes, by force where it does not."""

import asyncio
import os
import signal
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Any

from nkreader.firstpage.found import Found
from nkreader.firstpage.standing import ENDING

# A shell's way to tell that a signal ended a program: this and the signal's number.
_BY_SIGNAL = 128
# Textual's driver takes these and leaves them pointing to a loop that has ended.
_TAKEN = (signal.SIGTSTP, signal.SIGCONT, signal.SIGWINCH)
# How long leaving in order may take, in seconds.
_GRACE = 1.5


class Heeding:
    """For a ``with`` block around the run of an application: it heeds signals.

    The first signal tells it to leave, with the exit code that it is to have. Should it not
    have left in time, be it that the terminal takes no more output or that something never
    ends, the terminal is given back and the process ended on the spot. All that was
    acknowledged is on disk by then.
    """

    def __init__(self, leave: Callable[[int], None], found: Found) -> None:
        """Call ``leave`` in the loop of the application, on a terminal that was ``found``."""
        self._tell = leave
        self._found = found
        self._told: int | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> "Heeding":
        """Begin to heed."""
        for number in (*ENDING, signal.SIGALRM, *_TAKEN):
            self._before[number] = signal.getsignal(number) or signal.SIG_DFL
        signal.signal(signal.SIGALRM, self._end)
        for number in ENDING:
            signal.signal(number, self._leave)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leave signals to whom they were left before."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _leave(self, number: int, frame: FrameType | None) -> None:
        if self._told is not None:
            return
        self._told = number
        # A timer and no thread: to start one takes locks that may be held just now.
        signal.setitimer(signal.ITIMER_REAL, _GRACE)
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:  # not yet running, or no longer
            raise SystemExit(_BY_SIGNAL + number) from None
        loop.call_soon_threadsafe(self._tell, _BY_SIGNAL + number)

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._found.give_back()
        os._exit(_BY_SIGNAL + (self._told or signal.SIGTERM))
