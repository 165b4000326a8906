"""From taking a terminal to giving it back, in a real one."""

import os
import signal
from pathlib import Path
from time import monotonic, sleep

import pytest

from harness.modes import left_behind
from harness.terminal import Terminal, command

_DOWN = "\x1b[B"
_PATIENCE = 60.0


def _opened(workspace: Path, shell: dict[str, str], *words: str) -> Terminal:
    terminal = Terminal([*words, command()], cwd=workspace, env=shell, leads=True)
    terminal.wait_for("? help")
    return terminal


def _given_back(terminal: Terminal) -> bool:
    return not left_behind(terminal.output) and terminal.attributes == terminal.before


@pytest.mark.parametrize(
    ("number", "keys", "shown"),
    [
        (signal.SIGTERM, "jc\rMinistry", "Ministry"),
        (signal.SIGHUP, "/trains", "search: trains"),
        (signal.SIGINT, "?", "Next sentence"),
    ],
)
def test_a_signal_in_a_dialog_gives_the_terminal_back(
    workspace: Path, shell: dict[str, str], number: int, keys: str, shown: str
) -> None:
    with _opened(workspace, shell) as terminal:
        terminal.type(keys)
        terminal.wait_for(shown)
        terminal.process.send_signal(number)
        assert terminal.wait_for_end() == 128 + number
        assert _given_back(terminal)


def test_a_terminal_that_takes_nothing_more_is_given_back(
    workspace: Path, shell: dict[str, str]
) -> None:
    with _opened(workspace, shell) as terminal:
        _block(terminal)
        terminal.process.terminate()
        assert terminal.process.wait(_PATIENCE) == 128 + signal.SIGTERM
        terminal.wait_for_quiet()
        assert _given_back(terminal)


def test_where_the_hang_up_is_ignored_the_end_of_the_terminal_is_noticed(
    workspace: Path, shell: dict[str, str]
) -> None:
    with _opened(workspace, shell, "sh", "-c", 'trap "" HUP; exec "$0"') as terminal:
        terminal.hang_up()
        assert terminal.process.wait(_PATIENCE) == 128 + signal.SIGHUP


def test_stopped_and_continued_by_others_it_paints_anew_and_still_knows_what_it_found(
    workspace: Path, shell: dict[str, str]
) -> None:
    with _opened(workspace, shell) as terminal:
        terminal.type("j")
        terminal.wait_for_quiet(0.5)
        before = terminal.text
        terminal.process.send_signal(signal.SIGSTOP)
        os.waitpid(terminal.process.pid, os.WUNTRACED)
        terminal.clear()
        terminal.process.send_signal(signal.SIGCONT)
        terminal.wait_for("? help")
        terminal.wait_for_quiet(0.5)
        assert terminal.text == before
        terminal.type("q")
        assert terminal.wait_for_end() == 0
        assert _given_back(terminal)


@pytest.mark.parametrize("started", ["{}", "sh -c '{}; true'"], ids=["alone", "in a job"])
def test_put_aside_and_taken_up_again(workspace: Path, shell: dict[str, str], started: str) -> None:
    bash = ["bash", "--norc", "--noprofile", "-i"]
    env = shell | {"PS1": "ready> "}
    with Terminal(bash, cwd=workspace, env=env, leads=True) as terminal:
        terminal.wait_for("ready>")
        terminal.type(f"{started.format(command())}\r")
        terminal.wait_for("? help")
        terminal.type("j\x1a")
        terminal.wait_for("Stopped")
        assert left_behind(terminal.output) in ([], ["+2004"])  # bash's own, for its line
        terminal.clear()
        terminal.resize(100, 30)
        terminal.type("fg\r")
        terminal.wait_for("? help")
        terminal.wait_for("4 words")
        terminal.type("q")
        terminal.wait_for("ready>")
        terminal.type("exit\r")
        assert terminal.wait_for_end() == 0
        assert _given_back(terminal)


def _block(terminal: Terminal) -> None:
    """Page and read nothing, until what is written to the terminal has nowhere to go."""
    deadline, unread, times = monotonic() + _PATIENCE, 0, 0
    while times < 3:
        assert monotonic() < deadline
        for _ in range(40):
            terminal.send(b" b")
        sleep(0.3)
        before, unread = unread, terminal.unread
        times = times + 1 if before == unread > 0 else 0
