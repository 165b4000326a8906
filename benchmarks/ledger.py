"""How soon ledger and timeline are there, and what they take, at many annotations.

    python benchmarks/ledger.py [--annotations 10000 100000] [--rounds 5]

For each number a workspace is generated. In the reader, started anew for each round in a
terminal of 120x40 cells, C, Enter and T are pressed in turn: printed are medians, in
milliseconds from the key to the first byte of what it asks for, how much of a processor
was used until all was quiet again, and how much the process has grown by then. Of commands
it is the whole run, and their largest resident size.
"""

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from generated import generate
from process import run
from results import median
from terminal import Terminal, environment, nkreader

_PATIENCE = 120.0
_PAUSE = 1.0
_MIB = 1 << 20
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


def sitting(workspace: Path) -> list[Taken]:
    """Return what each step took in one sitting, and how much it had grown by then."""
    reader = Terminal(nkreader(), workspace)
    try:
        reader.wait_for(b"help", patience=_PATIENCE)
        reader.listen(monotonic(), first=_PAUSE, pause=_PAUSE)
        begun, _ = reader.memory()
        taken = []
        for _, keys, sign in _STEPS:
            before = reader.processor_time()
            time = _press(reader, keys, sign)
            used, (resident, _) = reader.processor_time() - before, reader.memory()
            taken.append(Taken(time, used * 1000, (resident - begun) / _MIB))
        return taken
    finally:
        reader.end()


def _press(reader: Terminal, keys: str, sign: bytes) -> float:
    """Return how many milliseconds after keys something stands on the screen; let it rest then."""
    reader.seen, began = b"", monotonic()
    reader.type(keys.encode())
    time = reader.wait_for(sign, since=began, patience=_PATIENCE)
    reader.listen(monotonic(), first=_PAUSE, pause=_PAUSE)
    return time


def command(workspace: Path, words: Sequence[str]) -> Taken:
    """Return what a command took."""
    ended = run(nkreader(*words), workspace, environment(workspace))
    return Taken(ended.seconds * 1000, ended.computed * 1000, ended.peak / _MIB)


def middle(taken: Sequence[Taken]) -> Taken:
    """Return the medians."""
    return Taken(
        median([each.time for each in taken]),
        median([each.processor for each in taken]),
        median([each.memory for each in taken]),
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
            generate(workspace, count)
            sittings = [sitting(workspace) for _ in range(arguments.rounds)]
            runs = [
                [command(workspace, words) for words in _COMMANDS] for _ in range(arguments.rounds)
            ]
        print(f"\n{count:,} annotations, medians of {arguments.rounds}\n")
        print("| | ms | of a processor, ms | MiB |\n|---|---|---|---|")
        names = [name for name, _, _ in _STEPS] + [f"nkreader {' '.join(w)}" for w in _COMMANDS]
        columns = [*zip(*sittings, strict=True), *zip(*runs, strict=True)]
        for name, column in zip(names, columns, strict=True):
            taken = middle(column)
            print(f"| {name} | {taken.time:.0f} | {taken.processor:.0f} | {taken.memory:.0f} |")


if __name__ == "__main__":
    main()
