"""A program in a pseudo-terminal of 120x40 cells, as somebody at the end of a line feels it."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

COLUMNS, ROWS = 120, 40
# What Textual and terminals ask each other; without an answer the driver is not paced.
_QUESTION, _ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
_PIECE = 1 << 16


@dataclass(frozen=True)
class Line:
    """What lies between a program and a person: bytes a second, and seconds there and back.

    As with ssh, ``buffer`` bytes are taken from the program before it has to wait.
    """

    rate: float = 0.0
    round_trip: float = 0.0
    buffer: int = 1 << 15


@dataclass(frozen=True)
class Felt:
    """What a key brought: milliseconds to the first and to the last byte, and bytes."""

    first: float
    last: float
    count: int


def environment(home: Path) -> dict[str, str]:
    """Return what a program is told: a terminal of 256 colours and an empty home."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "LOGNAME": "ann",
    }


def nkreader(*words: str | Path) -> list[str]:
    """Return the command that runs this environment's nkreader."""
    return [sys.executable, "-m", "nkreader", *map(str, words)]


class Terminal:
    """A program that was just started, and the terminal it is in."""

    def __init__(
        self,
        command: Sequence[str],
        cwd: Path,
        *,
        line: Line = Line(),
        more_env: Mapping[str, str] | None = None,
        cells: tuple[int, int] = (COLUMNS, ROWS),
    ) -> None:
        """Start it, with ``cwd`` as its home too; ``cells`` are columns and rows."""
        self._line = line
        # What left the program and has not arrived, each with when it does.
        self._under_way: deque[tuple[float, bytes]] = deque()
        self._keys: deque[tuple[float, bytes]] = deque()
        self._free = 0.0
        self.seen = b""
        self._master, slave = pty.openpty()
        size = struct.pack("HHHH", cells[1], cells[0], 0, 0)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, size)
        self.began = monotonic()
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, cwd=cwd,
            env=environment(cwd) | dict(more_env or {}), start_new_session=True,
        )  # fmt: skip
        os.close(slave)

    def type(self, keys: bytes) -> None:
        """Type keys; they arrive half a round trip later."""
        self._keys.append((monotonic() + self._line.round_trip / 2, keys))

    def press(self, key: str, *, first: float = 0.6, pause: float = 0.06) -> Felt:
        """Press a key, and return what came until nothing did for ``pause`` seconds."""
        self.type(key.encode())
        began = monotonic()
        return self.listen(began, first=first + self._line.round_trip, pause=pause)

    def listen(self, began: float, *, first: float, pause: float) -> Felt:
        """Wait ``first`` seconds for anything, and on until there is a ``pause``."""
        came: list[float] = []
        count, until = 0, monotonic() + first
        while (now := monotonic()) < until:
            data = self.receive(until - now)
            if data:
                came.append(monotonic())
                count += len(data)
                until = came[-1] + pause
        if not came:
            return Felt(0.0, 0.0, 0)
        return Felt((came[0] - began) * 1000, (came[-1] - began) * 1000, count)

    def wait_for(self, sign: bytes, *, since: float | None = None, patience: float = 60.0) -> float:
        """Return how many milliseconds after exec, or ``since``, ``sign`` was seen.

        Raises TimeoutError if it was not.
        """
        began = self.began if since is None else since
        while sign not in self.seen:
            if monotonic() - began > patience or not self.is_running:
                raise TimeoutError(f"{sign!r} was not seen: {self.seen[-200:]!r}")
            self.receive(0.05)
        return (monotonic() - began) * 1000

    @property
    def is_running(self) -> bool:
        """Tell whether the program has not ended."""
        return self.process.poll() is None

    def threads(self) -> int:
        """Return how many threads the program has."""
        return sum(1 for _ in Path(f"/proc/{self.process.pid}/task").iterdir())

    def memory(self) -> tuple[int, int]:
        """Return the resident size in bytes: now, and the most there was."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        lines = dict(each.split(":", 1) for each in status.splitlines())
        now, most = (int(lines[name].split()[0]) * 1024 for name in ("VmRSS", "VmHWM"))
        return now, most

    def processor_time(self) -> float:
        """Return the seconds that the program has computed."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8")
        ticks = fields.rpartition(")")[2].split()[11:13]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

    def receive(self, patience: float) -> bytes:
        """Return what arrives next, nothing if nothing does within ``patience`` seconds."""
        until = monotonic() + patience
        while True:
            now = monotonic()
            while self._keys and self._keys[0][0] <= now:
                os.write(self._master, self._keys.popleft()[1])
            if self._under_way and self._under_way[0][0] <= now:
                data = self._under_way.popleft()[1]
                self.seen += data
                while self.seen.count(_QUESTION) and self.is_running:
                    self.seen = self.seen.replace(_QUESTION, b"", 1)
                    self.type(_ANSWER)
                return data
            if now >= until:
                return b""
            times = [until, *(queue[0][0] for queue in (self._keys, self._under_way) if queue)]
            room = self._room(now)
            wait = max(0.0, min(times) - now)
            if not room:
                select.select([], [], [], min(wait, 0.002))
            elif select.select([self._master], [], [], wait)[0]:
                self._take(room)

    def leave(self, key: str) -> None:
        """End it by its own key, so that it keeps what it keeps."""
        with suppress(OSError):
            os.write(self._master, key.encode())
            until = monotonic() + 10
            while self.is_running and monotonic() < until:
                if select.select([self._master], [], [], 0.05)[0]:
                    os.read(self._master, _PIECE)
        self.end()

    def end(self) -> None:
        """End it, whatever it does."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        with suppress(OSError):
            os.close(self._master)

    def _room(self, now: float) -> int:
        """Return how many bytes the line takes now."""
        if not self._line.rate:
            return _PIECE
        queued = max(0.0, self._free - now) * self._line.rate
        return max(0, int(self._line.buffer - queued))

    def _take(self, room: int) -> None:
        try:
            data = os.read(self._master, room)
        except OSError:
            return
        now = monotonic()
        if self._line.rate:
            self._free = max(self._free, now) + len(data) / self._line.rate
            now = self._free
        self._under_way.append((now + self._line.round_trip / 2, data))
