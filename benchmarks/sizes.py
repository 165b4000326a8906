"""How a source's size is felt: when it can be read, what keys take, what it needs.

    python benchmarks/sizes.py [--rounds 3]

Texts of 25 KB to 100 MB, a line of 10 MB, and a folder of 10,000 files are opened in turns.
Of keys, each a move by a sentence, the medians are in milliseconds to the last byte: while the
rest of the source is being read behind the text, and after that.
"""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from material import one_line, text_of, write
from results import Section, command, figures, in_turns, median
from terminal import Terminal, nkreader

_MB = 1_000_000
_TEXTS: dict[str, Callable[[], str]] = {
    "25 KB": lambda: text_of(25_000),
    "10 MB": lambda: text_of(10 * _MB),
    "10 MB, one line": lambda: one_line(10 * _MB),
    "100 MB": lambda: text_of(100 * _MB),
    "100 MB, ASCII": lambda: text_of(100 * _MB, ascii_only=True),
    "100 MB, wrapped": lambda: text_of(100 * _MB, wrapped=True),
}
_FOLDER, _FILES = "10,000 files", 10_000
_SHOWN = "▸".encode()
_KEYS_AFTER = 20
# Threads of a reader with nothing to do behind the text: the loop, one reads keys, one writes.
_AT_REST = 3
_PATIENCE = 120.0


@dataclass
class _Found:
    shown: list[float] = field(default_factory=list)
    during: list[float] = field(default_factory=list)
    after: list[float] = field(default_factory=list)
    read: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def measure(rounds: int) -> Section:
    """Return what sizes cost."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        paths = {name: write(work / f"{k}.txt", make()) for k, (name, make) in _numbered()}
        paths[_FOLDER] = work / "many"
        for k in range(_FILES):
            story = f"Story {k}\n\n" + "The ministry denied it. " * 9
            write(work / "many" / f"{k:05}.txt", story if k else text_of(25_000))
        found = {name: _Found() for name in paths}
        for name in in_turns(paths, rounds):
            _look(paths[name], work / "home", found[name])
        sizes = {name: path.stat().st_size for name, path in paths.items() if path.is_file()}
    return Section(
        "Sizes",
        "`shown` is when the text can be read, started without a page kept; of keys median / 95th "
        "percentile, in milliseconds. `read` is how long the rest is read behind the text, for "
        "a folder how long its files are looked into, in seconds; keys put that off.",
        ("", "shown, ms", "of 25 KB", "keys while read", "keys after", "read, s",
         "peak, MB", "of it"),
        tuple(_row(name, each, found["25 KB"], sizes.get(name)) for name, each in found.items()),
    )  # fmt: skip


def _numbered() -> list[tuple[int, tuple[str, Callable[[], str]]]]:
    return list(enumerate(_TEXTS.items()))


def _row(name: str, found: _Found, least: _Found, size: int | None) -> tuple[str, ...]:
    shown, memory = median(found.shown), median(found.memory)
    grown = memory - median(least.memory)
    return (
        name,
        f"{shown:.0f}",
        f"{shown / median(least.shown):.2f}",
        figures(found.during),
        figures(found.after),
        f"{median(found.read):.1f}",
        f"{memory / _MB:.0f}",
        f"{grown / size:.1f} x" if size and size > _MB else "",
    )


def _look(path: Path, home: Path, found: _Found) -> None:
    shutil.rmtree(home, ignore_errors=True)
    (home / "annotations").mkdir(parents=True)
    terminal = Terminal(nkreader(path), home)
    try:
        found.shown.append(terminal.wait_for(_SHOWN))
        terminal.listen(monotonic(), first=0.3, pause=0.2)
        began = monotonic()
        while terminal.threads() > _AT_REST and monotonic() - began < _PATIENCE:
            if len(found.during) < _KEYS_AFTER * len(found.shown):
                found.during.append(terminal.press("j").last)
            terminal.listen(monotonic(), first=0.05, pause=0.05)
        found.read.append(monotonic() - began)
        found.after += [terminal.press("j").last for _ in range(_KEYS_AFTER)]
        found.memory.append(terminal.memory()[1])
    finally:
        terminal.end()


if __name__ == "__main__":
    command(__doc__, measure, 3)
