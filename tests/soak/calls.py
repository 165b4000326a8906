"""One call of a process to the system is struck: it fails, or the process is killed at it."""

import os
import socket
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_PATIENCE = 20.0

Work = Callable[[Callable[[], None]], str]
"""What a process does. It calls what it is given where it is to be watched from on, and
returns what it has to say."""


class Call(NamedTuple):
    """The call of that name which is the ``number``-th of its name, from 1."""

    name: str
    number: int


@dataclass(frozen=True, slots=True)
class Ended:
    """What a process said, nothing if it was killed, and the calls that it made."""

    said: str
    calls: tuple[Call, ...]


Striker = Callable[[Work, Path, Call | None, str], Ended]
"""Does some work in a process of its own, with a file for notes, and has a call struck.

How is said in strace's words: ``signal=KILL``, ``error=EIO``, ``retval=1``."""


def forked(work: Work, watch: Callable[[int], AbstractContextManager[object]]) -> str:
    """Do some work in a process of its own, watched from where it is ready; return what it said."""
    here, there = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        _work(work, there)
    there.close()
    here.settimeout(_PATIENCE)
    with here:
        try:
            here.recv(1)
            with watch(pid):
                here.sendall(b"g")
                return _all_of(here)
        finally:
            os.waitpid(pid, 0)


def numbered(names: Iterable[str]) -> tuple[Call, ...]:
    """Return the calls of these names, in order."""
    so_far = Counter[str]()
    calls = []
    for name in names:
        so_far[name] += 1
        calls.append(Call(name, so_far[name]))
    return tuple(calls)


def _work(work: Work, there: socket.socket) -> None:
    said = ""

    def ready() -> None:
        there.sendall(b"r")
        there.recv(1)

    try:
        said = work(ready)
    except BaseException as error:
        said = f"{type(error).__name__}: {error}"
    finally:
        # Sent, not written: what is said is not to be struck.
        there.sendall(said.encode("utf-8", "replace"))
        os._exit(0)


def _all_of(here: socket.socket) -> str:
    said = b""
    while more := here.recv(4096):
        said += more
    return said.decode("utf-8")
