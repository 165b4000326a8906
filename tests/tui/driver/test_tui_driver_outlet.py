"""The way to a terminal: what it cannot show, what it does not take, when it is gone."""

import os
import pty
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import pytest

from harness.modes import left_behind
from harness.terminal import Terminal, command
from nkreader.firstpage.found import GIVE_BACK, Found
from nkreader.tui.driver.outlet import Outlet


def _stream(descriptor: int, encoding: str = "utf-8") -> TextIO:
    return open(descriptor, "w", encoding=encoding, closefd=False)


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "│ “Größe” … 中\ud800".encode("utf-8", "replace")),
        ("latin-1", b'| "Gr\xf6\xdfe" . ??'),
        ("ascii", b'| "Gr??e" . ??'),
    ],
)
def test_what_the_encoding_does_not_have_looks_alike(encoding: str, shown: bytes) -> None:
    master, slave = pty.openpty()
    outlet = Outlet(_stream(slave, encoding))
    outlet.write("│ “Größe” … 中\ud800")
    outlet.flush()
    assert os.read(master, 100) == shown
    os.close(master)
    os.close(slave)


def test_a_terminal_that_is_gone_is_written_to_without_complaint() -> None:
    master, slave = pty.openpty()
    outlet = Outlet(_stream(slave))
    os.close(master)
    outlet.write("x" * 100_000)
    outlet.flush()
    os.close(slave)


def test_a_terminal_that_takes_nothing_can_be_given_back() -> None:
    master, slave = pty.openpty()
    os.set_blocking(slave, False)
    with suppress(BlockingIOError):
        while True:
            os.write(slave, b"x" * 4096)
    Found(descriptor=slave).give_back()
    os.set_blocking(master, False)
    seen = b""
    with suppress(BlockingIOError):
        while True:
            seen += os.read(master, 65536)
    assert seen.endswith(GIVE_BACK.encode())
    os.close(master)
    os.close(slave)


@pytest.mark.parametrize(
    "kind",
    [
        {"TERM": "nonsense"},
        {"TERM": "vt100", "NO_COLOR": "1"},
        {"LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"},
    ],
    ids=str,
)
def test_it_reads_and_tags_on_any_terminal(
    workspace: Path, shell: dict[str, str], kind: dict[str, str]
) -> None:
    story = workspace / "seeds/story.txt"
    story.write_text("Größe “zählt”\n\nDas Ministerium — 조선 — sagte es.\n", encoding="utf-8")
    with Terminal([command()], cwd=workspace, env=shell | kind, leads=True) as terminal:
        terminal.wait_for("? help")
        terminal.type("jc")
        terminal.wait_for("claim tagged, saved")
        terminal.type("q")
        assert terminal.wait_for_end() == 0
        assert not left_behind(terminal.output)


def test_without_a_name_for_the_terminal_it_still_starts(
    workspace: Path, shell: dict[str, str]
) -> None:
    del shell["TERM"]
    with Terminal([command()], cwd=workspace, env=shell, leads=True) as terminal:
        terminal.wait_for("? help")
