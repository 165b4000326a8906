"""A program in a real pseudo-terminal, and the screen it paints."""

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic

import pyte

_PATIENCE = 20.0


def command() -> str:
    """Return the installed program of this environment."""
    return str(Path(sys.executable).parent / "nkreader")


class Terminal:
    """Runs a command in a terminal of ``columns`` x ``rows`` cells."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str],
        columns: int = 120,
        rows: int = 40,
        inherited: Sequence[int] = (),
    ) -> None:
        """Start the command, which also gets the descriptors to be ``inherited``."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(slave)
        self._slave = slave
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, cwd=cwd, env=dict(env),
            start_new_session=True, pass_fds=inherited,
        )  # fmt: skip
        self.output = b""

    def __enter__(self) -> "Terminal":
        """Return the terminal."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the command, whatever it does."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
        os.close(self._slave)
        os.close(self.master)

    def type(self, keys: str) -> None:
        """Send keys as a keyboard would."""
        os.write(self.master, keys.encode())

    @property
    def text(self) -> str:
        """What is on screen."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def wait_for(self, wanted: str) -> None:
        """Read until ``wanted`` is on screen.

        Raises AssertionError with the screen where it does not come.
        """
        if not self.wait_until(lambda: wanted in self.text):
            raise AssertionError(f"{wanted!r} did not come:\n{self.text}")

    def wait_until(self, holds: Callable[[], bool]) -> bool:
        """Read until something holds; tell whether it came to that."""
        deadline = monotonic() + _PATIENCE
        while not holds():
            if monotonic() > deadline or not self._read(0.1):
                return False
        return True

    def wait_for_quiet(self, seconds: float = 0.15) -> None:
        """Read until nothing has come for a while."""
        came = -1
        while came != len(self.output):
            came = len(self.output)
            self._read(seconds)

    def read_for(self, seconds: float) -> None:
        """Read whatever comes for so long, as a terminal does that nobody looks at."""
        deadline = monotonic() + seconds
        while (left := deadline - monotonic()) > 0 and self._read(left):
            pass

    def wait_for_end(self) -> int:
        """Read until the command ends; return its exit code."""
        deadline = monotonic() + _PATIENCE
        while self.process.poll() is None and monotonic() < deadline:
            self._read(0.05)
        while select.select([self.master], [], [], 0.05)[0] and self._read(0.05):
            pass
        return self.process.wait(timeout=1)

    def _read(self, seconds: float) -> bool:
        """Read what there is for so long; return False when the terminal is gone."""
        if not select.select([self.master], [], [], seconds)[0]:
            return self.process.poll() is None
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.output += data
        self._stream.feed(data)
        return bool(data)
