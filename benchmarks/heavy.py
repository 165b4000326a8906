"""What many annotations cost: opening, keys, tagging.

    python benchmarks/heavy.py [--rounds 15]

A source of 1 MB, which is read behind its first page, and one of 600 KB, which is not, each with
nothing tagged and with 5,000 annotations in a database of 100,000, are opened in turns. Of keys the
medians are in milliseconds to the last byte and, less dependent on what else the machine does, in
milliseconds of processor time.
"""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from material import tag
from results import Section, command, figures, in_turns, median
from terminal import Terminal, nkreader

# What is tagged here and elsewhere, and how large the source is, in bytes.
_WORKSPACES = {
    "1 MB, nothing tagged": (0, 0, 1_100_000),
    "1 MB, 5,000 here, 100,000 in all": (5_000, 95_000, 1_100_000),
    "600 KB, nothing tagged": (0, 0, 600_000),
    "600 KB, 5,000 here, 100,000 in all": (5_000, 95_000, 600_000),
}
_KEYS = 40
_SITTINGS = 3
_SHOWN = "▸".encode()


@dataclass
class _Found:
    """What was measured of a workspace: milliseconds, of which some of processor time; bytes."""

    shown: list[float] = field(default_factory=list)
    till_shown: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    standing: list[float] = field(default_factory=list)
    keys: list[float] = field(default_factory=list)
    key_time: list[float] = field(default_factory=list)
    tags: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def measure(rounds: int) -> Section:
    """Return what opening and keys take."""
    with tempfile.TemporaryDirectory() as folder:
        found: dict[str, _Found] = {}
        for name, (here, elsewhere, size) in _WORKSPACES.items():
            (Path(folder) / name).mkdir()
            tag(Path(folder) / name, here, elsewhere, size)
            found[name] = _Found()
        for name in in_turns(_WORKSPACES, rounds):
            _open(Path(folder) / name, found[name])
        for name in in_turns(_WORKSPACES, _SITTINGS):
            _sit(Path(folder) / name, found[name])
    return Section(
        "Many annotations",
        f"Medians of {rounds} starts, in turns: `shown` is when the text can be read, and "
        "`answered` when a key is that was typed then, both without a page kept; `page` is `shown` "
        "with one, `to it` the processor time until then. Keys are median / 95th percentile.",
        ("", "shown, ms", "to it, ms", "answered, ms", "page, ms", "sentence, ms",
         "its processor time", "tag, ms", "peak, MB"),
        tuple(_row(name, each) for name, each in found.items()),
    )  # fmt: skip


def _row(name: str, found: _Found) -> tuple[str, ...]:
    starts = (found.shown, found.till_shown, found.answered, found.standing)
    return (
        name,
        *(f"{median(each):.0f}" for each in starts),
        figures(found.keys),
        f"{median(found.key_time):.1f}",
        figures(found.tags),
        f"{median(found.memory) / 1e6:.0f}",
    )


def _open(work: Path, found: _Found) -> None:
    shutil.rmtree(work / ".local", ignore_errors=True)
    terminal = Terminal(nkreader(), work)
    found.shown.append(terminal.wait_for(_SHOWN))
    found.till_shown.append(terminal.processor_time() * 1000)
    found.answered.append(found.shown[-1] + terminal.press("j").last)
    terminal.listen(monotonic(), first=1, pause=1)
    terminal.leave("q")
    again = Terminal(nkreader(), work)
    found.standing.append(again.wait_for(_SHOWN))
    again.listen(monotonic(), first=1, pause=1)
    again.leave("q")


def _sit(work: Path, found: _Found) -> None:
    shutil.rmtree(work / ".local", ignore_errors=True)
    terminal = Terminal(nkreader(), work)
    terminal.wait_for(_SHOWN)
    terminal.listen(monotonic(), first=3, pause=2)
    before = terminal.processor_time()
    found.keys += [terminal.press("j").last for _ in range(_KEYS)]
    found.key_time.append((terminal.processor_time() - before) / _KEYS * 1000)
    terminal.press("G")  # where nothing is tagged
    for _ in range(_KEYS // 4):
        found.tags.append(terminal.press("c").last)
        terminal.press("u")
    found.memory.append(terminal.memory()[1])
    terminal.leave("q")


if __name__ == "__main__":
    command(__doc__, measure, 15)
