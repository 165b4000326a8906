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
    if len(items) < 2 or not sys.stderr.isatty():
        return items
    return _shown(items, clock)


def _shown(items: Collection[_Item], clock: Callable[[], float]) -> Iterator[_Item]:
    due = clock() + _PATIENCE
    drawn = False
    try:
        for done, item in enumerate(items):
            if clock() >= due:
                sys.stderr.write(_bar(done, len(items)))
                sys.stderr.flush()
                due, drawn = clock() + _INTERVAL, True
            yield item
    finally:
        if drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def make_room() -> None:
    """Take away what shows progress, so that something can be printed; it is shown again."""
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


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
