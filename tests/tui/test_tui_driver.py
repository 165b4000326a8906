"""The driver in a real terminal: the same screen, less of it sent, none of it in vain."""

import fcntl
import os
import select
import signal
import struct
import termios
from pathlib import Path
from time import monotonic

import pytest

from harness.emulator import Cell
from harness.terminal import Terminal, command, environment

SAMPLES = Path(__file__).parents[2] / "seeds"
TEXT = " ".join(
    f"This is sentence {k} of a text that is long enough to page in." for k in range(2000)
)
KEYS = ("j", "j", "l", "v", "l", "\x1b", "d", " ", "\x05", "t", "?", "\x1b", "/a\r", "\t", "j")
SHOWN = b"\x1b[?2026;2$y"


def workspace_in(folder: Path, **more: str) -> dict[str, str]:
    """Make a workspace; return the variables of a reader in it."""
    (folder / "annotations").mkdir()
    (folder / "home").mkdir()
    return environment(folder, **more)


def resize(terminal: Terminal, columns: int, rows: int) -> None:
    size = struct.pack("HHHH", rows, columns, 0, 0)
    fcntl.ioctl(terminal.master, termios.TIOCSWINSZ, size)
    os.killpg(terminal.process.pid, signal.SIGWINCH)


def opened(folder: Path, driver: str) -> Terminal:
    folder.mkdir()
    env = workspace_in(folder, NKREADER_DRIVER=driver)
    source = SAMPLES / "article-deterrence.txt"
    return Terminal([command(), str(source)], cwd=folder, env=env)


def without_clock(cells: list[list[Cell]]) -> list[list[Cell]]:
    return [[cell for cell in row if not cell.data.isdigit()] for row in cells]


def test_both_drivers_show_the_same_in_a_real_terminal(tmp_path: Path) -> None:
    drivers = ("plain", "difference")
    plain, differing = both = [opened(tmp_path / each, each) for each in drivers]
    with plain, differing:
        for terminal in both:
            terminal.wait_for("? help")
            terminal.wait_for_quiet()
        for key in KEYS:
            for terminal in both:
                terminal.type(key)
            for terminal in both:
                terminal.wait_for_quiet()
        screens = [without_clock(terminal.cells) for terminal in both]
        for y, (wanted, got) in enumerate(zip(*screens, strict=True)):
            assert got == wanted, f"row {y}"
        assert len(differing.output) < len(plain.output) / 4


def test_a_screen_that_was_spoilt_is_drawn_again(tmp_path: Path) -> None:
    env = workspace_in(tmp_path)
    with Terminal([command(), str(SAMPLES)], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("? help")
        terminal.wait_for_quiet(1.0)  # mentions come behind
        before = terminal.cells
        for spoil in ("ctrl+l", "size"):
            terminal.spoil("\x1b[H" + "rubbish " * 300)
            assert terminal.cells != before
            if spoil == "ctrl+l":
                terminal.type("\x0c")
            else:
                resize(terminal, 120, 40)
            terminal.wait_for("? help")
            terminal.wait_for_quiet(0.3)
            assert terminal.cells == before


def page_slowly(terminal: Terminal, pages: int, rate: int) -> tuple[int, float]:
    """Press a key for each page at once; read at ``rate`` bytes a second and answer."""
    before, began, seen = len(terminal.output), monotonic(), 0
    terminal.type(" " * pages)
    while select.select([terminal.master], [], [], 1.0)[0]:
        terminal.take(rate // 20)
        # What the terminal is asked it answers when it has come so far.
        asked = terminal.output.count(b"\x1b[?2026$p", before)
        while seen < asked:
            os.write(terminal.master, SHOWN)
            seen += 1
        select.select([], [], [], 0.05)
    return len(terminal.output) - before, monotonic() - began


def test_pages_that_nobody_would_see_are_not_sent(tmp_path: Path) -> None:
    env = workspace_in(tmp_path)
    (tmp_path / "long.txt").write_text(TEXT, encoding="utf-8")
    with Terminal([command(), "long.txt"], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("? help")
        terminal.wait_for_quiet()
        os.write(terminal.master, SHOWN)
        one, _ = page_slowly(terminal, 1, 1_000_000)
        sent, seconds = page_slowly(terminal, 20, 4_000)
        assert sent < 6 * one, (one, sent, seconds)
        terminal.wait_for_quiet(0.5)
        # The last page is there, all of it.
        shown = terminal.cells
        terminal.type("\x0c")
        terminal.wait_for_quiet(0.5)
        assert terminal.cells == shown


@pytest.mark.parametrize("term", ["vt100", "nothing-known"])
def test_a_terminal_that_nothing_is_known_of_is_sent_nothing_special(
    tmp_path: Path, term: str
) -> None:
    env = workspace_in(tmp_path, TERM=term)
    with Terminal([command(), str(SAMPLES)], cwd=tmp_path, env=env) as terminal:
        terminal.wait_for("? help")
        terminal.wait_for_quiet()
        began = len(terminal.output)
        for key in ("\x05", "\x05", " ", "j"):
            terminal.type(key)
            terminal.wait_for_quiet(0.2)
        sent = terminal.output[began:]
    assert sent
    finals = {
        part.lstrip(b"0123456789;")[0] for part in sent.split(b"\x1b[")[1:] if part[:1] != b"?"
    }
    assert finals <= set(b"HABCDKm")
