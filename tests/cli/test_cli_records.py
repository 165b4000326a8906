"""Rows with a quote on a terminal: it has lines of its own, and no word of it is broken."""

import io
import re

import pytest
from cli_desk import STORY, Desk, make_desk
from rich.cells import cell_len
from rich.console import Console

from harness.commands import written_by
from nkreader.cli.records import record_lines
from nkreader.cli.table import Column
from nkreader.model.annotation import Label
from nkreader.session.annotating.annotate import Details

desk = pytest.fixture(make_desk)

PASSAGE = "Moscow said the trains were empty. A satellite saw full trains."
_STYLES = re.compile(r"\x1b\[[0-9;]*m")
WIDTHS = (60, 80, 120)


@pytest.fixture
def tagged(desk: Desk) -> Desk:
    speaker = "Ministry of Foreign Affairs of the Russian Federation"
    desk.tag("The ministry denied it. " + PASSAGE, Label.DENIAL, details=Details(speaker=speaker))
    desk.tag("Analysts think more will follow. Kim Jong Un may visit in May.", Label.SPECULATION)
    return desk


def shown(monkeypatch: pytest.MonkeyPatch, width: int, *words: str) -> list[str]:
    monkeypatch.setenv("COLUMNS", str(width))
    written = written_by(words, terminal=True)
    assert written.code == 0, written.err
    return _STYLES.sub("", written.out.decode()).splitlines()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("command", ["show", "timeline", "verify"])
def test_no_word_of_a_quote_is_broken_and_lines_are_filled(
    tagged: Desk, monkeypatch: pytest.MonkeyPatch, command: str, width: int
) -> None:
    lines = shown(monkeypatch, width, command)
    assert all(cell_len(line) <= width for line in lines)
    assert all(line == line.rstrip() for line in lines)
    words = {word for line in lines for word in line.split()}
    assert set(PASSAGE.split()) <= words
    assert len(lines) <= (20 if width == 60 else 16)


def test_what_is_alike_in_rows_stands_above_them(
    tagged: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = shown(monkeypatch, 120, "show")
    assert lines[0].split() == ["id", "label", "speaker", "place", "by", "status"]
    assert lines[1:4] == ["  quote", "", "seeds/story.txt"]
    assert lines[5] == f"  The ministry denied it. {PASSAGE}"
    assert "\n".join(lines).count("story.txt") == 1


def drawn(columns: tuple[Column, ...], *rows: tuple[str, ...], width: int) -> list[str]:
    console = Console(file=io.StringIO(), width=width)
    return [line.plain for line in record_lines(columns, rows, console)]


def test_fields_are_aligned_if_all_have_room_and_wide_characters_count_twice() -> None:
    columns = (Column("who"), Column("id"), Column("said", under=True), Column("at", piped=True))
    rows = (("항만", "a", "one two", "1"), ("Ann", "b", "", "2"))
    aligned = ["who   id", "  said", "항만  a", "  one two", "Ann   b"]
    assert drawn(columns, *rows, width=9) == aligned
    assert drawn(columns, *rows, width=7)[-3:] == ["  one", "  two", "Ann  b"]


def test_only_a_word_wider_than_the_line_is_broken() -> None:
    columns = (Column("id"), Column("said", under=True))
    assert drawn(columns, ("a", "see abcdefghij"), width=8)[3:] == ["  see", "  abcdef", "  ghij"]


def test_a_pipe_has_fields_between_tabs_as_ever(tagged: Desk) -> None:
    assert STORY.count(PASSAGE) == 1
    (first, _) = tagged.run("show").rows
    assert (first[3], first[6]) == ("seeds/story.txt", f"The ministry denied it. {PASSAGE}")
