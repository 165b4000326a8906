"""How many bytes the reader writes for a key, beside what Textual's own driver writes.

    python benchmarks/bytes_per_key.py [--keys 50] [FILE ...]

Each source (by default the samples) is opened in a pseudo-terminal of 120x40 cells and 256
colours; of each motion the median over the keys is printed. What comes later than a pause of
60 ms belongs to no key.
"""

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import monotonic

from material import SAMPLES
from results import Section, median
from terminal import Terminal, nkreader

_START_PAUSE = 0.6
# For each motion: the keys before it, the key that is measured, and the one after it.
_MOTIONS = (
    ("sentence", "g", "j", ""),
    ("word", "gv", "l", ""),
    ("tag", "\x1bgj", "c", "j"),
    ("undo", "", "u", ""),
    ("page", "\x1bg", " ", ""),
    ("line", "g", "\x05", ""),
    ("line alone", "gtt", "\x05", ""),
    ("page alone", "g", " ", ""),
)
_HEAD = ("start", *(name for name, *_ in _MOTIONS), "idle")


def measure(source: Path, driver: str, keys: int) -> dict[str, float]:
    """Return the median bytes of each motion in a source."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "annotations").mkdir()
        terminal = Terminal(nkreader(source), work, more_env={"NKREADER_DRIVER": driver})
        try:
            terminal.wait_for(b"help")
            terminal.listen(monotonic(), first=_START_PAUSE, pause=_START_PAUSE)
            out = {"start": float(len(terminal.seen))}
            for name, before, key, after in _MOTIONS:
                for each in before:
                    terminal.press(each, first=0.15)
                got = []
                for _ in range(keys):
                    got.append(float(terminal.press(key, first=0.15).count))
                    if after:
                        terminal.press(after, first=0.15)
                # At the end of a text there is nothing to go on to.
                out[name] = median([each for each in got if each])
            out["idle"] = float(terminal.listen(monotonic(), first=2, pause=0.1).count)
            return out
        finally:
            terminal.end()


def section(keys: int, sources: Sequence[Path] = ()) -> Section:
    """Return the bytes of all motions in all sources, driver by driver."""
    rows = []
    for source in sources or sorted(SAMPLES.glob("*.txt")):
        for driver in ("difference", "plain"):
            found = measure(source.resolve(), driver, keys)
            bytes_ = (f"{found[name]:.0f}" for name in _HEAD)
            rows.append((f"{source.name[:20]}, {driver}", *bytes_))
    return Section(
        "Bytes",
        f"Medians over {keys} keys; `plain` is Textual's own driver, `alone` the text pane "
        "without the lists.",
        ("", *_HEAD),
        tuple(rows),
    )


def main() -> None:
    """Measure the sources that are named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--keys", type=int, default=50)
    arguments = parser.parse_args()
    print(section(arguments.keys, arguments.files))


if __name__ == "__main__":
    main()
