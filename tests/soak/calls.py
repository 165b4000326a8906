"""One system call of a process is struck: it fails, or the process is killed at it."""

import os
import re
import shutil
import socket
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_TRACED = (
    "?open,?openat,?read,?pread64,?write,?pwrite64,?writev,?fsync,?fdatasync,?truncate,?ftruncate,?rename,"
    "?renameat,?renameat2,?link,?linkat,?unlink,?unlinkat,?mkdir,?mkdirat,?close,?fchmod,?fchown"
)
_LINE = re.compile(r"^\d+ +([a-z0-9_]+)\(", re.MULTILINE)
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


def why_not() -> str | None:
    """Return why no call can be struck here, None if it can."""
    if not shutil.which("strace"):
        return "there is no strace"
    probe = subprocess.run(["strace", "-qq", "-e", "trace=none", "true"], capture_output=True)
    return "strace may not look at processes" if probe.returncode else None


def struck(work: Work, log: Path, call: Call | None = None, how: str = "") -> Ended:
    """Do some work in a process of its own and have a call of it struck.

    ``how`` is what strace calls it: ``signal=KILL``, ``error=EIO``, ``retval=1``.
    """
    here, there = socket.socketpair()
    pid = os.fork()
    if pid == 0:
        _work(work, there)
    there.close()
    here.settimeout(_PATIENCE)
    with here:
        try:
            here.recv(1)
            with _strace(pid, log, call, how):
                here.sendall(b"g")
                said = _all_of(here)
        finally:
            os.waitpid(pid, 0)
    names = Counter[str]()
    calls = []
    for name in _LINE.findall(log.read_text(encoding="utf-8", errors="replace")):
        names[name] += 1
        calls.append(Call(name, names[name]))
    return Ended(said, tuple(calls))


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


def _strace(pid: int, log: Path, call: Call | None, how: str) -> subprocess.Popen[bytes]:
    asked = ["strace", "-p", str(pid), "-o", str(log), "-f", "-e", f"trace={_TRACED}"]
    if call:
        asked += ["-e", f"inject={call.name}:{how}:when={call.number}"]
    tracer = subprocess.Popen(asked, stderr=subprocess.PIPE)
    assert tracer.stderr
    said = tracer.stderr.readline()
    assert b"attached" in said, said
    return tracer


def _all_of(here: socket.socket) -> str:
    said = b""
    while more := here.recv(4096):
        said += more
    return said.decode("utf-8")
