"""A process that works on a store until it is ended, and what it acknowledged by then."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass

from nkreader.store.acknowledge import VARIABLE


@dataclass
class Worker:
    """A process that makes changes until it is ended, and the end of its acknowledgements."""

    pid: int
    reading: int
    _ended: bool = False

    @classmethod
    def start(cls, work: Callable[[int], object]) -> "Worker":
        """Start a process that does some ``work``, told of the descriptor to acknowledge to."""
        reading, writing = os.pipe()
        # A fork, not a new interpreter: that would cost more than all that is tried. The
        # child ends without giving anything back to what it was forked from.
        pid = os.fork()
        if pid == 0:
            try:
                os.close(reading)
                os.environ[VARIABLE] = str(writing)
                work(writing)
            finally:
                os._exit(1)
        os.close(writing)
        return cls(pid, reading)

    def end(self) -> None:
        """Kill it, if that has not been done, and return when it is gone."""
        if not self._ended:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self._ended = True

    def said(self) -> list[str]:
        """Return all that it acknowledged. Only once it has ended."""
        with os.fdopen(self.reading, encoding="utf-8") as lines:
            return lines.read().splitlines()
