"""How a poor line is felt: a move by a sentence, and paging faster than the line can follow.

    python benchmarks/links.py [--rounds 10]

Lines are simulated: bytes a second, a round trip, and a buffer of 32 KB as ssh has. The
difference driver and Textual's own are measured in turns. `over the round trip` is how much
later than that the last byte of a key's answer comes; of ten pages, typed ten a second, how
much later than the last key the screen stands still, and how many bytes came for them.
"""

import tempfile
from pathlib import Path
from time import monotonic

from material import text_of, write
from results import Section, command, median
from terminal import Line, Terminal, nkreader

_LINES = {
    "mobile, 60 KB/s, 120 ms": Line(60_000, 0.12),
    "poor, 12 KB/s, 300 ms": Line(12_000, 0.3),
}
_DRIVERS = ("difference", "plain")
_PAGES = 10
_BETWEEN = 0.1


def measure(rounds: int) -> Section:
    """Return how lines are felt."""
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        path = write(work / "text.txt", text_of(100_000))
        (work / "annotations").mkdir()
        for name, line in _LINES.items():
            for driver in _DRIVERS:
                rows.append((name, driver, *_felt(path, work, line, driver, rounds)))
    return Section(
        "Lines",
        f"Medians of {rounds} moves by a sentence; {_PAGES} pages typed {1 / _BETWEEN:.0f} a "
        "second. `plain` is Textual's own driver.",
        ("line", "driver", "over the round trip, ms", "bytes", "ten pages, ms after the last key",
         "bytes"),
        tuple(rows),
    )  # fmt: skip


def _felt(path: Path, work: Path, line: Line, driver: str, rounds: int) -> tuple[str, ...]:
    terminal = Terminal(nkreader(path), work, line=line, more_env={"NKREADER_DRIVER": driver})
    try:
        terminal.wait_for("▸".encode())
        terminal.listen(monotonic(), first=4, pause=2)
        pause = line.round_trip + 0.3
        moves = [terminal.press("j", pause=pause) for _ in range(rounds)]
        over = median([each.last - line.round_trip * 1000 for each in moves if each.count])
        began = len(terminal.seen)
        last = 0.0
        for _ in range(_PAGES):
            last = monotonic()
            terminal.type(b" ")
            while monotonic() - last < _BETWEEN:
                terminal.receive(last + _BETWEEN - monotonic())
        still = terminal.listen(last, first=1, pause=1)
        return (
            f"{over:.0f}",
            f"{median([each.count for each in moves]):.0f}",
            f"{still.last:.0f}",
            f"{len(terminal.seen) - began}",
        )
    finally:
        terminal.end()


if __name__ == "__main__":
    command(__doc__, measure, 10)
