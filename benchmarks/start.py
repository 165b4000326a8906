"""How soon one can read, and how soon a key is answered, from exec, through a terminal.

    python benchmarks/start.py [SOURCE ...] [--rounds 15]

Runs `python -c pass`, a bare Textual application with one Static, and nkreader with and
without a first page in turns, and prints medians in milliseconds and ratios. `shown` is
when text is on the screen, `answered` when a key that was typed at exec has been answered.
"""

import argparse
import fcntl
import os
import pty
import select
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from results import Section, in_turns, median

COLUMNS, ROWS = 120, 40
_PAUSE = 0.35
_PATIENCE = 20.0
_STATIC = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("bare and ready")
    def on_key(self, event):
        self.query_one(Static).update("seven")
Bare().run()
"""


@dataclass(frozen=True)
class Run:
    """One start: milliseconds from exec to text, to the answer to a key, and bytes written."""

    shown: float
    answered: float
    written: int


@dataclass(frozen=True)
class Signs:
    """What shows that text is there, and that the key ``7`` was answered."""

    shown: bytes
    answered: bytes
    leave: bytes


_OF_NKREADER = Signs(b"\xe2\x96\xb8", "7 ×".encode(), b"q")
_OF_BARE = Signs(b"bare and ready", b"seven", b"\x11")


def start(command: Sequence[str], env: Mapping[str, str], cwd: Path, signs: Signs) -> Run:
    """Start a program in a terminal, type a key at once, and read until it is quiet."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    began = monotonic()
    process = subprocess.Popen(
        command, stdin=slave, stdout=slave, stderr=slave, cwd=cwd, env=dict(env),
        start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    os.write(master, b"7")
    output, shown, answered = b"", 0.0, 0.0
    while monotonic() - began < _PATIENCE:
        if not select.select([master], [], [], _PAUSE)[0]:
            if answered:
                break
            continue
        output += os.read(master, 65536)
        if not shown and signs.shown in output:
            shown = monotonic()
        if not answered and signs.answered in output:
            answered = monotonic()
    _end(process, master, signs.leave)
    return Run((shown - began) * 1000, (answered - began) * 1000, len(output))


def _end(process: subprocess.Popen[bytes], master: int, key: bytes) -> None:
    """Leave by the key that leaves; nkreader then keeps its page."""
    with suppress(OSError):
        os.write(master, key)
        while process.poll() is None:
            if select.select([master], [], [], 0.05)[0]:
                os.read(master, 65536)
    process.wait()
    os.close(master)


def bare_python(env: Mapping[str, str], cwd: Path) -> Run:
    """Return how long an interpreter takes that does nothing."""
    began = monotonic()
    subprocess.run([sys.executable, "-c", "pass"], env=dict(env), cwd=cwd, check=True)
    took = (monotonic() - began) * 1000
    return Run(took, took, 0)


def measure(sources: Sequence[Path], rounds: int) -> dict[str, list[Run]]:
    """Return the runs of each contestant, after one round that does not count."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        env = {
            "HOME": folder,
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "LOGNAME": "ann",
        }
        command = [str(Path(sys.executable).parent / "nkreader"), *map(str, sources)]
        pages = home / ".local/state/nkreader/pages"

        def reader() -> Run:
            return start(command, env, home, _OF_NKREADER)

        def reader_anew() -> Run:
            shutil.rmtree(pages, ignore_errors=True)
            return reader()

        contestants: dict[str, Callable[[], Run]] = {
            "python -c pass": lambda: bare_python(env, home),
            "bare Textual, one Static": lambda: start(
                [sys.executable, "-c", _STATIC], env, home, _OF_BARE
            ),
            "nkreader, no page kept": reader_anew,
            "nkreader": reader,
        }
        for run in contestants.values():
            run()
        runs: dict[str, list[Run]] = {name: [] for name in contestants}
        for name in in_turns(contestants, rounds):
            runs[name].append(contestants[name]())
    return runs


def section(rounds: int, sources: Sequence[Path] = ()) -> Section:
    """Return the medians of all contestants."""
    runs = measure(sources, rounds)
    medians = {
        name: Run(
            median([run.shown for run in taken]),
            median([run.answered for run in taken]),
            round(median([run.written for run in taken])),
        )
        for name, taken in runs.items()
    }
    python = medians["python -c pass"].shown
    bare = medians["bare Textual, one Static"].answered
    ours = medians["nkreader"]
    return Section(
        "Start",
        f"Medians of {rounds} starts each, in turns; milliseconds from exec. With a page kept the "
        f"text is there {ours.shown - python:.0f} ms after bare Python would be; a key is "
        f"answered in {ours.answered / bare:.2f} of the time of a bare Textual application.",
        ("", "shown, ms", "answered, ms", "bytes"),
        tuple(
            (name, f"{run.shown:.0f}", f"{run.answered:.0f}", f"{run.written}")
            for name, run in medians.items()
        ),
    )


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("sources", nargs="*", type=Path, metavar="SOURCE")
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    print(section(arguments.rounds, [source.resolve() for source in arguments.sources]))


if __name__ == "__main__":
    main()
