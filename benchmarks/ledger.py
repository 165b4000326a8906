"""How soon ledger and timeline are there, and what they take, at many annotations.

    python benchmarks/ledger.py [--annotations 10000 100000] [--rounds 5]

For each number a workspace is generated. In the reader, started anew for each round in a
terminal of 120x40 cells, C, Enter and T are pressed in turn: printed are medians, in
milliseconds from the key to the first byte of what it asks for, how much of a processor
was used until all was quiet again, and how much the process has grown by then. Of commands
it is the whole run, and their largest resident size.
"""

import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from generated import generate

COLUMNS, ROWS = 120, 40
_PATIENCE = 120.0
_PAUSE = 1.0
_KIB = 1024
# Keys in turn, and what shows that they were answered. Esc goes back to where the next begins.
_STEPS = (
    ("C, the first time", "C", b"Claims "),
    ("Enter: quotes of a claim", "\r", b"Said "),
    ("T: timeline of the claim", "T", b"Timeline "),
    ("C again", "\x1b\x1b\x1bC", b"Claims "),
    ("o: open ends", "o", b"Open ends "),
    ("s: sort by last answer", "os", b"last answered"),
    ("f speaker:kremlin, Enter", "fspeaker:kremlin\r", b" of "),
)
_COMMANDS = (
    ("ledger",),
    ("ledger", "--open"),
    ("ledger", "--speaker", "kremlin"),
    ("ledger", "--format", "markdown"),
    ("timeline",),
    ("timeline", "--entity", "Putin"),
)


@dataclass(frozen=True)
class Taken:
    """Milliseconds, by the clock and of a processor, and MiB of resident memory."""

    time: float
    processor: float
    memory: float


class Reader:
    """The reader in a terminal of its own, on a workspace."""

    def __init__(self, workspace: Path) -> None:
        """Start it, and wait until it says no more."""
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._process = subprocess.Popen(
            [sys.executable, "-m", "nkreader"], stdin=slave, stdout=slave, stderr=slave,
            cwd=workspace, env=environment(workspace), start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self._listen(b"help")
        self.begun = self.resident()

    def press(self, keys: str, sign: bytes) -> float:
        """Return how many milliseconds after keys something stands on the screen."""
        began = monotonic()
        os.write(self._master, keys.encode())
        return (self._listen(sign) - began) * 1000

    def resident(self) -> float:
        """Return the resident memory, in MiB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / _KIB

    def processor(self) -> float:
        """Return the milliseconds of a processor used so far."""
        line = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="utf-8")
        user, system = line.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) * 1000 / os.sysconf("SC_CLK_TCK")

    def leave(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def _listen(self, sign: bytes) -> float:
        """Wait for a sign and then until nothing more comes; return when the sign came."""
        output, seen, began = b"", 0.0, monotonic()
        while monotonic() - began < _PATIENCE:
            if not select.select([self._master], [], [], _PAUSE)[0]:
                if seen:
                    return seen
                continue
            with suppress(OSError):
                output += os.read(self._master, 65536)
            if not seen and sign in output:
                seen = monotonic()
        raise SystemExit(f"{sign!r} did not come: {output[-500:]!r}")


def environment(folder: Path) -> dict[str, str]:
    """Return the variables of a program with a home of its own."""
    own = {"HOME": str(folder / "home"), "LANG": "C.UTF-8", "TERM": "xterm-256color"}
    return own | {"PATH": os.environ["PATH"], "LOGNAME": "ann"}


def sitting(workspace: Path) -> list[Taken]:
    """Return what each step took in one sitting, and how much it had grown by then."""
    reader = Reader(workspace)
    try:
        taken = []
        for _, keys, sign in _STEPS:
            before = reader.processor()
            time = reader.press(keys, sign)
            used, grown = reader.processor() - before, reader.resident() - reader.begun
            taken.append(Taken(time, used, grown))
        return taken
    finally:
        reader.leave()


def run(workspace: Path, words: Sequence[str]) -> Taken:
    """Return what a command took."""
    began = monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "nkreader", *words],
        cwd=workspace, env=environment(workspace), stdout=subprocess.DEVNULL,
    )  # fmt: skip
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{words} failed")
    used = (usage.ru_utime + usage.ru_stime) * 1000
    return Taken((monotonic() - began) * 1000, used, usage.ru_maxrss / _KIB)


def median(taken: Sequence[Taken]) -> Taken:
    """Return the medians."""
    return Taken(
        statistics.median(each.time for each in taken),
        statistics.median(each.processor for each in taken),
        statistics.median(each.memory for each in taken),
    )


def main() -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--annotations", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    for count in arguments.annotations:
        with tempfile.TemporaryDirectory() as folder:
            workspace = Path(folder)
            (workspace / "home").mkdir()
            generate(workspace, count)
            sittings = [sitting(workspace) for _ in range(arguments.rounds)]
            runs = [[run(workspace, words) for words in _COMMANDS] for _ in range(arguments.rounds)]
        print(f"\n{count:,} annotations, medians of {arguments.rounds}\n")
        print("| | ms | of a processor, ms | MiB |\n|---|---|---|---|")
        names = [name for name, _, _ in _STEPS] + [f"nkreader {' '.join(w)}" for w in _COMMANDS]
        columns = [*zip(*sittings, strict=True), *zip(*runs, strict=True)]
        for name, column in zip(names, columns, strict=True):
            taken = median(column)
            print(f"| {name} | {taken.time:.0f} | {taken.processor:.0f} | {taken.memory:.0f} |")


if __name__ == "__main__":
    main()
