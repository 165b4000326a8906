"""nkreader, with a record of all that it opens, makes, moves and connects to.

    python watched.py RECORD COMMANDS

COMMANDS is a JSON list of command lines, each a list of words; they are run one after the
other. Of every event RECORD gets a line of JSON: its name, its path, and whether it writes.
"""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# What makes or changes something at the last of its paths.
_MAKING = ("os.mkdir", "os.rename", "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown")
_REACHING = ("socket.connect", "socket.sendto", "socket.getaddrinfo", "subprocess.Popen")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done with a path; others' names for events are Python's."""

    name: str
    path: str
    writes: bool


def command(record: Path, *commands: list[str]) -> list[str]:
    """Return the command that runs these command lines and keeps a record."""
    return [sys.executable, __file__, str(record), json.dumps(commands)]


def events(record: Path) -> list[Event]:
    """Return what was recorded."""
    lines = record.read_text(encoding="utf-8").splitlines()
    return [Event(*json.loads(line)) for line in lines]


def _watch(record: str) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC
    descriptor = os.open(record, flags, 0o600)

    def note(name: str, arguments: tuple[object, ...]) -> None:
        if name == "open":
            path, _, how = arguments
            if isinstance(path, str | bytes | os.PathLike):
                writes = bool(int(str(how or 0)) & _WRITING)
                _put(descriptor, name, os.fsdecode(path), writes=writes)
        elif name in _MAKING:
            paths = [each for each in arguments if isinstance(each, str | bytes | os.PathLike)]
            if paths:
                _put(descriptor, name, os.fsdecode(paths[-1]), writes=True)
        elif name in _REACHING:
            _put(descriptor, name, repr(arguments), writes=False)

    sys.addaudithook(note)


def _put(descriptor: int, *event: object, writes: bool) -> None:
    os.write(descriptor, (json.dumps([*event, writes]) + "\n").encode())


def _run(commands: list[list[str]]) -> int:
    from nkreader.cli import main

    return max(main(words) for words in commands)


if __name__ == "__main__":
    _watch(sys.argv[1])
    sys.exit(_run(json.loads(sys.argv[2])))
