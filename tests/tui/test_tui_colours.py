"""As many colours are sent as the terminal has; where they are few, styles say what they would."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from harness.desk import SAMPLES
from harness.terminal import Terminal, command, environment

CODE = "import os; from nkreader.tui.colours import colours_of; print(colours_of(os.environ).name)"


def told(**terminal: str) -> str:
    # In a process of its own: terminfo is read once in each.
    known = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", CODE], env=known | terminal, capture_output=True, text=True,
        check=True,
    )  # fmt: skip
    return done.stdout.strip()


@pytest.mark.parametrize(
    "term",
    [
        "", "ansi", "cygwin", "linux", "nonsense", "rxvt", "screen", "unknown", "vt100", "vt220",
        "vt52", "xterm", "xterm-16color", "xterm-color",
    ],
)  # fmt: skip
def test_a_terminal_of_few_colours_or_of_none_that_are_known_has_sixteen(term: str) -> None:
    assert told(TERM=term) == "STANDARD"


@pytest.mark.parametrize(
    "term",
    [
        "alacritty", "foot", "foot-extra", "screen-256color", "tmux-256color", "wezterm",
        "xterm-256color", "xterm-ghostty", "xterm-kitty",
    ],
)  # fmt: skip
def test_a_terminal_of_many_colours_has_them_whether_terminfo_knows_it_or_not(term: str) -> None:
    assert told(TERM=term) == "EIGHT_BIT"


def test_what_passes_colours_on_is_believed() -> None:
    assert told(TERM="nonsense", COLORTERM="truecolor") == "TRUECOLOR"
    assert told(TERM="xterm", COLORTERM="24bit") == "TRUECOLOR"
    assert told(TERM="xterm", COLORTERM="yes") == "STANDARD"


@pytest.mark.parametrize("words", [(), ("--theme", "dark")])
def test_an_unknown_terminal_is_shown_labels_and_the_selection_by_style(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    env = environment(tmp_path, TERM="nonsense")
    with Terminal([command(), str(SAMPLES), *words], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("? help")
        terminal.type("c")
        terminal.wait_for("claim tagged")
        terminal.wait_for_quiet()
        sent = terminal.output
    looks = {look for part in sent.split(b"\x1b[") for look in part.partition(b"m")[0].split(b";")}
    assert {b"4", b"7"} <= looks  # underlined, reversed
    assert not {str(code).encode() for code in (48, *range(100, 108))} & looks
