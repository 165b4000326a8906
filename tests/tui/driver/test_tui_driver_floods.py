"""More than anybody types, from a terminal or to one: bounded, and in the end all is right."""

import json
import signal
from pathlib import Path
from random import Random

from harness.terminal import Terminal, command

_MEGABYTE = 1 << 20
_STORM = 200
_MOST_WRITTEN = 5 * _MEGABYTE
_MOST_GROWN = 20 * _MEGABYTE
# Whatever in it were taken for a key would tag, delete or leave.
_PASTED = "cdesxq\r cdesxq\x1b]52;c;Y2Rl\x07 " * (_MEGABYTE // 24)
# What ends a paste may stand in it too. Sent at once: what comes after a pause is typed.
_ENDED_WITHIN = "\x1b[200~" + "cdesxq\r\x1b[201~" * 200 + "\x1b[201~"


def _opened(workspace: Path, shell: dict[str, str]) -> Terminal:
    terminal = Terminal([command()], cwd=workspace, env=shell, leads=True)
    terminal.wait_for("? help")
    terminal.wait_for_quiet(0.3)
    return terminal


def _memory(terminal: Terminal) -> int:
    """Return what the program holds in memory, in bytes."""
    status = Path(f"/proc/{terminal.process.pid}/status").read_text().splitlines()
    (held,) = (line.split()[1] for line in status if line.startswith("VmRSS"))
    return int(held) * 1024


def _is_whole(text: str, height: int) -> bool:
    """Tell whether the reader's screen fills a terminal of so many rows."""
    rows = text.splitlines()
    whole = len(rows) == height and "Ministry denies shipments" in rows[0]
    return whole and "j k sentence" in rows[-1]


def _annotations(workspace: Path) -> list[dict[str, str]]:
    text = (workspace / "annotations/ann.json").read_text(encoding="utf-8")
    return [*json.loads(text)["annotations"].values()]


def test_a_storm_of_sizes_ends_in_the_last_one(workspace: Path, shell: dict[str, str]) -> None:
    random = Random(4)
    with _opened(workspace, shell) as terminal:
        written, held = len(terminal.output), _memory(terminal)
        for _ in range(_STORM):
            terminal.resize(random.randint(1, 250), random.randint(1, 80))
            terminal.read_for(0.002)
        terminal.resize(0, 0)
        terminal.read_for(0.1)
        terminal.resize(100, 30)
        # What is there at once is what was drawn for another size.
        assert terminal.wait_until(lambda: _is_whole(terminal.text, 30)), terminal.text
        terminal.wait_for_quiet(0.5)
        assert _is_whole(terminal.text, 30), terminal.text
        assert len(terminal.output) - written < _MOST_WRITTEN
        assert _memory(terminal) - held < _MOST_GROWN
        assert terminal.process.poll() is None


def test_keys_to_a_terminal_that_takes_nothing_are_done_in_order(
    workspace: Path, shell: dict[str, str]
) -> None:
    with _opened(workspace, shell) as terminal:
        held = _memory(terminal)
        terminal.type("jc")
        for _ in range(200):
            terminal.type("jk")
        terminal.type("jd")
        terminal.wait_for("denial tagged")
        terminal.wait_for_quiet(0.5)
        assert _memory(terminal) - held < _MOST_GROWN
    assert {each["label"]: each["quote"] for each in _annotations(workspace)} == {
        "claim": "The ministry denied it.",
        "denial": "Moscow said the trains were empty.",
    }


def test_a_paste_of_a_megabyte_is_no_command(workspace: Path, shell: dict[str, str]) -> None:
    with _opened(workspace, shell) as terminal:
        terminal.type("jd")
        terminal.wait_for("denial tagged")
        held = _memory(terminal)
        # The text, the lists, a form, a search, the help, the palette.
        for keys, size in (
            ("", 1),
            ("\t", 9),
            ("\t\t", 9),
            ("\r", 9),
            ("/", 9),
            ("?", 9),
            ("\x10", 9),
        ):
            terminal.type(keys)
            terminal.wait_for_quiet()
            terminal.type(_ENDED_WITHIN)
            terminal.wait_for_quiet()
            terminal.pour(f"\x1b[200~{_PASTED[: _MEGABYTE // size]}\x1b[201~".encode())
            terminal.wait_for_quiet()
            terminal.type("\x1b")
            terminal.wait_for_quiet()
            terminal.type("\x1b")
            terminal.wait_for_quiet()
        assert _memory(terminal) - held < _MOST_GROWN
        assert b"\x1b]52;" not in terminal.output
        # A key would be taken for one with Alt where the escape before it was not read yet.
        terminal.process.terminate()
        assert terminal.wait_for_end() == 128 + signal.SIGTERM
    assert [each["quote"] for each in _annotations(workspace)] == ["The ministry denied it."]
