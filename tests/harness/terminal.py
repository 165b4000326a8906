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

from harness.emulator import Cell, Emulator

_PATIENCE = 60.0
# However much a program goes on to write, or little to read.
_MOST_PATIENCE = 240.0
# So many bytes a terminal takes at once.
_CHUNK = 256


def command() -> str:
    """Return the installed program of this environment."""
    return str(Path(sys.executable).parent / "nkreader")


def environment(folder: Path, **more: str) -> dict[str, str]:
    """Return the variables of a program that is run in a folder of its own, by ``ann``."""
    return {
        "PATH": os.environ.get("PATH", ""),
        "HOME": str(folder / "home"),
        "TERM": "xterm-256color",
        "LANG": "C.UTF-8",
        "LOGNAME": "ann",
    } | more


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
        leads: bool = False,
    ) -> None:
        """Start the command, which also gets the descriptors to be ``inherited``.

        One that ``leads`` has the terminal as its own, as a login shell does: it is told when
        the terminal is gone.
        """
        self._emulator = Emulator(columns, rows)
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.before = termios.tcgetattr(slave)
        self._slave = slave
        # The size is the terminal's own, whatever that of the terminal around the tests is.
        env = {name: value for name, value in env.items() if name not in ("COLUMNS", "LINES")}
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, cwd=cwd, env=env,
            start_new_session=True, pass_fds=inherited,
            preexec_fn=_take_terminal if leads else None,
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
        self.hang_up()

    def type(self, keys: str) -> None:
        """Send keys as a keyboard would."""
        os.write(self.master, keys.encode())

    def send(self, data: bytes) -> bool:
        """Send bytes if the terminal takes them at once; tell whether it did."""
        if self.master < 0 or not select.select([], [self.master], [], 0)[1]:
            return False
        os.write(self.master, data)
        return True

    def pour(self, data: bytes) -> None:
        """Send bytes, however long the program takes to read them, and read meanwhile."""
        deadline, at = monotonic() + _MOST_PATIENCE, 0
        while at < len(data):
            assert monotonic() < deadline, f"{at} bytes of {len(data)} were taken"
            if self.send(data[at : at + _CHUNK]):
                at, deadline = at + _CHUNK, monotonic() + _MOST_PATIENCE
            self._read(0)

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        self._emulator.resize(max(1, columns), max(1, rows))
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, size)
        self.process.send_signal(signal.SIGWINCH)

    def clear(self) -> None:
        """Forget what is on screen, as a terminal does that was used by somebody else."""
        self._emulator.clear()

    def hang_up(self) -> None:
        """Take the terminal away, as a connection that is lost does."""
        if self.master >= 0:
            os.close(self.master)
            self.master = -1

    @property
    def attributes(self) -> list[object]:
        """How the terminal is set: ``before`` is how it was found."""
        return termios.tcgetattr(self._slave)

    @property
    def unread(self) -> int:
        """How many bytes the program has written that were not read yet."""
        count = fcntl.ioctl(self.master, termios.FIONREAD, struct.pack("i", 0))
        return int(struct.unpack("i", count)[0])

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
        if not self.wait_until(lambda: wanted in self.text):
            raise AssertionError(f"{wanted!r} did not come:\n{self.text}")

    def wait_until(self, holds: Callable[[], bool]) -> bool:
        """Read until something holds; tell whether it came to that.

        A program is given up that writes nothing for long, not one that is slow.
        """
        began = since = monotonic()
        while not holds():
            came = len(self.output)
            if not self._read(0.1):
                return False
            now = monotonic()
            since = now if len(self.output) > came else since
            if now - since > _PATIENCE or now - began > _MOST_PATIENCE:
                return False
        return True

    def wait_for_quiet(self, seconds: float = 0.15) -> None:
        """Read until nothing has come for a while in which the program had nothing to do.

        One that waits for a processor is not quiet, however long it writes nothing.
        """
        deadline, before = monotonic() + _MOST_PATIENCE, None
        while (now := (len(self.output), self._worked())) != before and monotonic() < deadline:
            before = now
            self._read(seconds)

    def read_for(self, seconds: float) -> None:
        """Read whatever comes for so long, as a terminal does that nobody looks at."""
        deadline = monotonic() + seconds
        while (left := deadline - monotonic()) > 0 and self._read(left):
            pass

    def wait_for_end(self) -> int:
        """Read until the command ends; return its exit code.

        Raises AssertionError with the screen where it does not end.
        """
        deadline = monotonic() + _PATIENCE
        while (code := self.process.poll()) is None:
            assert monotonic() < deadline, f"it did not end:\n{self.text}"
            self._read(0.05)
        while select.select([self.master], [], [], 0.05)[0] and self._read(0.05):
            pass
        return code

    def _read(self, seconds: float) -> bool:
        """Read what there is for so long; return False when the terminal is gone."""
        if self.master < 0:
            return False
        if not select.select([self.master], [], [], seconds)[0]:
            return self.process.poll() is None
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self._show(data)
        return bool(data)

    def _worked(self) -> object:
        """Return what stays equal while the program waits: how long it has worked so far.

        Where the system does not tell, it is always taken to wait.
        """
        threads = Path(f"/proc/{self.process.pid}/task")
        try:
            told = [each.read_text().rpartition(")")[2].split() for each in threads.glob("*/stat")]
        except OSError:  # a thread has just ended
            return object()
        if any(each[0] in "RD" for each in told):
            return object()
        return [each[11:13] for each in told]  # processor time, of the program and for it

    def _show(self, data: bytes) -> None:
        self.output += data
        self._emulator.take(data)


def _take_terminal() -> None:
    # What is started in the background inherits that it is not to be told of these.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
