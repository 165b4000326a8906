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
from collections.abc import Mapping, Sequence
from pathlib import Path
from time import monotonic

from harness.emulator import Cell, Emulator

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
    ) -> None:
        """Start the command."""
        self._emulator = Emulator(columns, rows)
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(slave)
        self._slave = slave
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, cwd=cwd, env=dict(env),
            start_new_session=True,
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
        return "\n".join(line.rstrip() for line in self._emulator.text)

    @property
    def cells(self) -> list[list[Cell]]:
        """What is on screen, and how it looks."""
        return self._emulator.cells

    def spoil(self, text: str) -> None:
        """Show something that the program has not written."""
        self._emulator.feed(text)

    def take(self, most: int) -> None:
        """Read no more than so many bytes."""
        self._show(os.read(self.master, most))

    def wait_for(self, wanted: str) -> None:
        """Read until ``wanted`` is on screen.

        Raises AssertionError with the screen where it does not come.
        """
        deadline = monotonic() + _PATIENCE
        while wanted not in self.text:
            if monotonic() > deadline or not self._read(0.1):
                raise AssertionError(f"{wanted!r} did not come:\n{self.text}")

    def wait_for_quiet(self, seconds: float = 0.15) -> None:
        """Read until nothing has come for a while."""
        came = -1
        while came != len(self.output):
            came = len(self.output)
            self._read(seconds)

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
        self._show(data)
        return bool(data)

    def _show(self, data: bytes) -> None:
        self.output += data
        self._emulator.take(data)
