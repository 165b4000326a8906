"""Calls struck inside the process, where Python makes them: quick, and possible everywhere."""

import errno
import os
import signal
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from soak.calls import Call, Ended, Work, forked, numbered

_NAMES = (
    "open pread pwrite fsync fdatasync truncate ftruncate rename replace link unlink mkdir close "
    "fchmod"
)


def struck(work: Work, notes: Path, call: Call | None = None, how: str = "") -> Ended:
    """Do some work in a process of its own and have a call of it struck."""
    notes.write_text("", encoding="utf-8")

    def watched(ready: Callable[[], None]) -> str:
        def ready_to_be_watched() -> None:
            ready()
            _watch(made, call, how)

        made: list[str] = []
        said = work(ready_to_be_watched)
        with notes.open("w", encoding="utf-8") as file:
            file.write(" ".join(made))
        return said

    said = forked(watched, lambda _: nullcontext())
    return Ended(said, numbered(notes.read_text(encoding="utf-8").split()))


def _watch(made: list[str], struck: Call | None, how: str) -> None:
    """Note the calls that this process makes from now on, and strike one."""

    def watched(name: str, make: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            made.append(name)
            if struck == (name, made.count(name)):
                given = _strike(how, given)
            return make(*given, **named)

        return call

    for name in _NAMES.split():
        if hasattr(os, name):
            setattr(os, name, watched(name, getattr(os, name)))


def _strike(how: str, given: tuple[Any, ...]) -> tuple[Any, ...]:
    """Kill the process, raise an error, or return what is given to a call that writes less."""
    what, _, value = how.partition("=")
    if what == "signal":
        os.kill(os.getpid(), signal.SIGKILL)
    if what == "error":
        code = getattr(errno, value)
        raise OSError(code, os.strerror(code))
    return (given[0], given[1][: int(value)], *given[2:])
