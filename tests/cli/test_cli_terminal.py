"""Commands where stdout is a terminal: tables, colour, and no escape of anybody else's."""

import io
import os
import re
import sys
from collections.abc import Mapping, Sequence

import pytest
from cli_desk import Desk, make_desk

from harness.commands import written_by
from harness.terminal import Terminal
from nkreader.cli import main, progress
from nkreader.model.annotation import Label
from nkreader.model.conventions import THEMES
from nkreader.tui import themes

desk = pytest.fixture(make_desk)

# What Rich sends: colours, and nothing else.
_COLOUR = re.compile(rb"\x1b\[[0-9;]*m")


def _shown(desk: Desk, *words: str, env: Mapping[str, str] | None = None) -> tuple[int, bytes, str]:
    command = [sys.executable, "-m", "nkreader", *words]
    whole = {**os.environ, **(env or {})}
    with Terminal(command, cwd=desk.root, env=whole) as terminal:
        code = terminal.wait_for_end()
        return code, terminal.output, terminal.text


def test_tables_have_colours_of_their_own_only(desk: Desk) -> None:
    desk.write("seeds/odd.txt", "Evil \x1b]52;c;ZZZZ\x07 [red]trains[/nope] said so.\n")
    desk.tag("Evil \x1b]52;c;ZZZZ\x07 [red]trains", Label.DENIAL, path="seeds/odd.txt")
    for words in (("show",), ("list",), ("verify",), ("search", "trains"), ("doctor",), ("log",)):
        code, output, _ = written_by(words, terminal=True)
        assert code == 0
        assert b"\x1b[" in output
        text = _COLOUR.sub(b"", output)
        assert b"\x1b" not in text
        assert b"\x07" not in text
        if words[0] in ("show", "verify", "search"):
            assert b"[red]trains" in text


class _Terminal(io.StringIO):
    """Both streams of a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("words", [(), ("--json",)])
def test_hits_are_printed_as_they_come_where_progress_was_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, words: Sequence[str]
) -> None:
    monkeypatch.setattr(progress, "_PATIENCE", -1.0)
    monkeypatch.setattr(progress, "_INTERVAL", 0.0)
    desk.write("seeds/zoo.txt", "Trains of animals.\n")
    terminal = _Terminal()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", terminal)
        patched.setattr(sys, "stderr", terminal)
        assert main(["search", "trains", *words]) == 0
    shown = terminal.getvalue()
    story, zoo = shown.index("story.txt"), shown.index("zoo.txt")
    assert shown.index("0 of 3") < story < shown.index("2 of 3") < zoo
    for hit in (story, zoo):
        assert shown.rindex("\r\x1b[K", 0, hit) > shown.rindex("Ctrl+C", 0, hit)


def test_the_themes_that_can_be_named_are_those_there_are() -> None:
    assert tuple(themes.THEMES) == THEMES


def test_no_color_is_respected(desk: Desk) -> None:
    desk.tag("The end came late.", Label.DENIAL)
    _, output, text = _shown(desk, "show", env={"NO_COLOR": "1"})
    assert b"\x1b[31m" not in output
    assert "denial" in text


def test_an_export_on_a_terminal_is_harmless(desk: Desk) -> None:
    desk.write("seeds/odd.txt", "Evil \x1b]52;c;ZZZZ\x07 said so.\n")
    desk.tag("Evil \x1b]52;c;ZZZZ\x07 said", path="seeds/odd.txt")
    for format_ in ("json", "csv", "markdown"):
        code, output, _ = written_by(("export", "--format", format_), terminal=True)
        assert code == 0
        assert b"\x1b" not in output
        assert b"\x07" not in output


def test_the_reader_opens_and_leaves(desk: Desk) -> None:
    command = [sys.executable, "-m", "nkreader", "--no-mouse", "--theme", "16", "seeds/story.txt"]
    with Terminal(command, cwd=desk.root, env=dict(os.environ)) as terminal:
        terminal.wait_for("Moscow said")
        terminal.type("q")
        assert terminal.wait_for_end() == 0
    assert b"\x1b[?1049l" in terminal.output
    assert b"\x1b[?1003h" not in terminal.output
    assert not (desk.root / "annotations" / "ann.json.lock").exists()


def test_a_missing_path_or_a_dumb_terminal_paints_no_screen(desk: Desk) -> None:
    for words, env in ((("seeds/none.txt",), {}), (("seeds",), {"TERM": "dumb"})):
        code, output, text = _shown(desk, *words, env=env)
        assert code == 1
        assert b"\x1b" not in output
        assert text.startswith("nkreader: ")
