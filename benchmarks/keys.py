"""How soon a key is answered, over a short and a long text, beside less and vim.

    python benchmarks/keys.py [--rounds 30]

All programs are open at once, each in a terminal of 120x40 cells, and keys go to one after
the other in turns. Printed are medians and 95th percentiles, in milliseconds from the key to
the last byte of its answer, and how many of 100 keys typed at once are answered a second.
"""

import shutil
import tempfile
from pathlib import Path
from time import monotonic

from material import text_of, write
from results import Section, command, figures
from terminal import Terminal, nkreader

_SIZES = {"25 KB": 25_000, "10 MB": 10_000_000}
_NKREADER = {
    "sentence": "j",
    "word": "vl\x1b",
    "line": "\x05",
    "page": " ",
    "tag": "c",
    "undo": "u",
}
_LESS = {"line": "j", "page": " "}
_VIM = {"word": "w", "line": "\x05", "page": "\x06"}
_ACTIONS = ("sentence", "word", "line", "page", "tag", "undo")
_FLOOD = 100


def measure(rounds: int) -> Section:
    """Return what keys take."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        open_ = [
            (f"{name}, {size}", keys, _start(work / f"{name}-{size}", command, length))
            for size, length in _SIZES.items()
            for name, keys, command in _programs()
        ]
        try:
            found: dict[str, dict[str, list[float]]] = {
                name: {action: [] for action in _ACTIONS} for name, _, _ in open_
            }
            for _ in range(rounds):
                for action in _ACTIONS:
                    for name, keys, terminal in open_:
                        if action in keys:
                            found[name][action].append(_felt(terminal, keys[action]))
            floods = {name: _flood(terminal, keys) for name, keys, terminal in open_}
        finally:
            for _, _, terminal in open_:
                terminal.end()
    rows = [
        (name, *(figures([ms for ms in found[name][action] if ms]) for action in _ACTIONS),
         f"{floods[name]:.0f}")
        for name, _, _ in open_
    ]  # fmt: skip
    return Section(
        "Keys",
        "Milliseconds from a key to the last byte of its answer, median / 95th percentile, over "
        f"{rounds} keys each, the programs in turns; and keys a second of {_FLOOD} typed at once.",
        ("", *_ACTIONS, "keys/s"),
        tuple(rows),
    )


def _programs() -> list[tuple[str, dict[str, str], list[str]]]:
    found = [("nkreader", _NKREADER, nkreader())]
    if shutil.which("less"):
        found.append(("less", _LESS, ["less"]))
    if shutil.which("vim"):
        found.append(("vim", _VIM, ["vim", "-u", "NONE", "-n"]))
    return found


def _start(work: Path, program: list[str], length: int) -> Terminal:
    path = write(work / "text.txt", text_of(length))
    (work / "annotations").mkdir()
    terminal = Terminal([*program, str(path)], work)
    terminal.listen(monotonic(), first=20, pause=3)
    return terminal


def _felt(terminal: Terminal, keys: str) -> float:
    """Press keys, and return what the second of several, or the only one, took."""
    if len(keys) == 1:
        return terminal.press(keys).last
    terminal.press(keys[0])
    felt = terminal.press(keys[1]).last
    for key in keys[2:]:
        terminal.press(key)
    return felt


def _flood(terminal: Terminal, keys: dict[str, str]) -> float:
    terminal.press("g")
    felt = terminal.press(keys["line"] * _FLOOD, first=3, pause=0.5)
    return _FLOOD / felt.last * 1000 if felt.last else 0.0


if __name__ == "__main__":
    command(__doc__, measure, 30)
