"""What many annotations cost: opening, keys, tagging.

    python benchmarks/heavy.py [--rounds 3]

A source of 1 MB, which is read behind its first page, and one of 600 KB, which is not, each with
nothing tagged and with 5,000 annotations in a database of 100,000, are opened in turns. Of keys the
medians are in milliseconds to the last byte and, less dependent on what else the machine does, in
milliseconds of processor time.
"""

import shutil
import tempfile
from pathlib import Path
from time import monotonic

from material import tag
from results import Section, command, figures, median
from terminal import Terminal, nkreader

# What is tagged here and elsewhere, and how large the source is, in bytes.
_WORKSPACES = {
    "1 MB, nothing tagged": (0, 0, 1_100_000),
    "1 MB, 5,000 here, 100,000 in all": (5_000, 95_000, 1_100_000),
    "600 KB, nothing tagged": (0, 0, 600_000),
    "600 KB, 5,000 here, 100,000 in all": (5_000, 95_000, 600_000),
}
_KEYS = 40
_SHOWN = "▸".encode()


def measure(rounds: int) -> Section:
    """Return what opening and keys take."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        found: dict[str, list[list[float]]] = {}
        for name, (here, elsewhere, size) in _WORKSPACES.items():
            (Path(folder) / name).mkdir()
            tag(Path(folder) / name, here, elsewhere, size)
            found[name] = [[] for _ in range(9)]
        for _ in range(rounds):
            for name, figures_of in found.items():
                _look(Path(folder) / name, figures_of)
        for name, figures_of in found.items():
            shown, till_shown, answered, computed, standing, keys, key_time, tags, memory = (
                figures_of
            )
            rows.append(
                (name, f"{median(shown):.0f}", f"{median(till_shown):.2f}",
                 f"{median(answered):.2f}", f"{median(computed):.2f}",
                 f"{median(standing):.0f}", figures(keys), f"{median(key_time):.1f}", figures(tags),
                 f"{median(memory) / 1e6:.0f}")
            )  # fmt: skip
    return Section(
        "Many annotations",
        "`shown` is when the text can be read without a page kept, `page` with one; `to it` is the "
        "processor time until then, `first key` until one is answered, `start` until all stands "
        "still; keys are median / 95th percentile.",
        ("", "shown, ms", "to it, s", "first key, s", "start, s", "page, ms", "sentence, ms",
         "its processor time", "tag, ms", "peak, MB"),
        tuple(rows),
    )  # fmt: skip


def _look(work: Path, found: list[list[float]]) -> None:
    shown, till_shown, answered, computed, standing, keys, key_time, tags, memory = found
    shutil.rmtree(work / ".local", ignore_errors=True)
    terminal = Terminal(nkreader(), work)
    shown.append(terminal.wait_for(_SHOWN))
    till_shown.append(terminal.processor_time())
    terminal.press("j")
    answered.append(terminal.processor_time())
    terminal.listen(monotonic(), first=3, pause=2)
    computed.append(terminal.processor_time())
    before = terminal.processor_time()
    keys += [terminal.press("j").last for _ in range(_KEYS)]
    key_time.append((terminal.processor_time() - before) / _KEYS * 1000)
    terminal.press("G")  # where nothing is tagged
    for _ in range(_KEYS // 4):
        tags.append(terminal.press("c").last)
        terminal.press("u")
    memory.append(terminal.memory()[1])
    terminal.leave("q")
    again = Terminal(nkreader(), work)
    standing.append(again.wait_for(_SHOWN))
    again.listen(monotonic(), first=3, pause=2)
    again.leave("q")


if __name__ == "__main__":
    command(__doc__, measure, 3)
