"""How far a long piece of work is: one line on stderr, where that is a terminal."""

import sys
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import TypeVar

from nkreader.text.display import one_line

_Item = TypeVar("_Item")

# Seconds before anything is said, and between one line and the next.
_PATIENCE = 1.0
_INTERVAL = 0.2
_WIDTH = 30


def watched(
    items: Collection[_Item], clock: Callable[[], float] = time.monotonic
) -> Iterable[_Item]:
    """Go through ``items``; if that takes more than a second, show how far it is."""
    return Bar(clock).watch(items)


class Bar:
    """Shows how far something is, if it takes more than a second, and makes room for results."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Show nothing yet."""
        self._clock = clock
        self._drawn = False

    def watch(self, items: Collection[_Item]) -> Iterable[_Item]:
        """Go through ``items``."""
        if len(items) < 2 or not sys.stderr.isatty():
            return items
        return self._shown(items)

    def make_room(self) -> None:
        """Take away what shows progress, so that something else can be printed there."""
        if self._drawn:
            self._drawn = False
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _shown(self, items: Collection[_Item]) -> Iterator[_Item]:
        due = self._clock() + _PATIENCE
        try:
            for done, item in enumerate(items):
                if self._clock() >= due:
                    sys.stderr.write(_bar(done, len(items)))
                    sys.stderr.flush()
                    due, self._drawn = self._clock() + _INTERVAL, True
                yield item
        finally:
            self.make_room()


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Show, after a second, that ``what`` is still going on: how far it is, nobody knows."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    pulse = threading.Thread(target=_pulse, args=(one_line(what), done), daemon=True)
    pulse.start()
    try:
        yield
    finally:
        done.set()
        pulse.join()


def _pulse(what: str, done: threading.Event) -> None:
    if done.wait(_PATIENCE):
        return
    for step in count():
        at = step % _WIDTH
        sys.stderr.write(f"\r{'.' * at}#{'.' * (_WIDTH - at - 1)} {what} (Ctrl+C stops)")
        sys.stderr.flush()
        if done.wait(_INTERVAL):
            break
    sys.stderr.write("\r\x1b[K")
    sys.stderr.flush()


def _bar(done: int, total: int) -> str:
    full = _WIDTH * done // total
    return f"\r{'#' * full}{'.' * (_WIDTH - full)} {done} of {total} (Ctrl+C stops)"
