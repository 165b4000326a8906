"""How far a long piece of work is: one line on stderr, where that is a terminal."""

import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TypeVar

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


def _bar(done: int, total: int) -> str:
    full = _WIDTH * done // total
    return f"\r{'#' * full}{'.' * (_WIDTH - full)} {done} of {total} (Ctrl+C stops)"
