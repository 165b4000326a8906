"""Who is proposed to have said it: shown as proposed, saved by one key."""

from pathlib import Path
from typing import Any

import pytest

from harness.reader import Open, Reader
from nkreader.tui.panes.annotations import AnnotationsPane
from nkreader.tui.panes.rows import Rows

MOSCOW = "Moscow said the trains were empty."


def head(reader: Reader) -> str:
    """The first line of the first row in the list of annotations."""
    return reader.desk.annotations.render_line(0).text.rstrip()


def kept(reader: Reader) -> list[tuple[str | None, str | None, str | None]]:
    mine = reader.app.session.store.annotations.values()
    return [(each.speaker, each.via, each.outlet) for each in mine]


async def test_a_tag_shows_who_is_proposed_and_one_key_saves_it(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "j")
        assert reader.selected == MOSCOW
        before = reader.shown()
        await reader.press("c")
        await reader.until(lambda: "Moscow? p takes it" in reader.said)
        assert head(reader) == "C claim (Moscow?)"
        assert kept(reader) == [(None, None, None)]
        await reader.press("p")
        assert kept(reader) == [("Moscow", None, None)]
        assert head(reader) == "C claim Moscow"
        assert "claim: Moscow, saved" in reader.said
        assert [row[13:] for row in reader.shown()] == [row[13:] for row in before]
        await reader.press("u")
        assert kept(reader) == [(None, None, None)]
        assert head(reader) == "C claim (Moscow?)"
        await reader.press("U", "p")
        assert "nothing is proposed" in reader.said


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_where_it_appeared_is_asked_about_alone(
    open_reader: Open, workspace: Path, size: tuple[int, int]
) -> None:
    talk = workspace / "seeds" / "talk.txt"
    async with open_reader(talk, size=size) as reader:
        await reader.press("/", *"nobody", "enter", "s")
        await reader.until(lambda: "p takes it" in reader.said)
        assert reader.said.endswith(" · on KITTIWAKETV? p takes it")


async def test_a_tag_comes_into_the_list_with_who_is_proposed(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader() as reader:
        await reader.press("j", "j", "c")
        await reader.until(lambda: head(reader) == "C claim (Moscow?)")
        given: list[Rows] = []
        show_rows = AnnotationsPane.show_rows

        def show(pane: AnnotationsPane, rows: Rows, *more: Any, **named: Any) -> None:
            given.append(rows)
            show_rows(pane, rows, *more, **named)

        monkeypatch.setattr(AnnotationsPane, "show_rows", show)
        await reader.press("d", "x", "u")
        await reader.press("k", "e")
        assert [len(rows) for rows in given] == [1, 0, 1, 2]


async def test_the_key_is_for_the_row_in_hand(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("p")
        assert "nothing of yours is tagged here" in reader.said
        await reader.press("j", "j", "c", "g", "tab", "p")
        assert kept(reader) == [("Moscow", None, None)]


async def test_what_is_said_already_stays(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "j", "c", "enter", *"Lee", "enter")
        await reader.until(lambda: head(reader) == "C claim Lee")
        await reader.press("p")
        assert kept(reader) == [("Lee", None, None)]


async def test_the_form_takes_all_proposals_with_one_key(
    open_reader: Open, workspace: Path
) -> None:
    talk = workspace / "seeds" / "talk.txt"
    async with open_reader(talk) as reader:
        await reader.press("j", "c", "enter", "ctrl+t", "escape", "escape")
        assert kept(reader) == [(None, None, None)]
        await reader.press("enter", "ctrl+t", "enter")
        assert kept(reader) == [("anna", None, "KITTIWAKETV")]


async def test_another_source_has_proposals_of_its_own(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "j", "c")
        await reader.until(lambda: head(reader) == "C claim (Moscow?)")
        await reader.press("right_square_bracket")
        await reader.press("j", "d")
        await reader.until(lambda: head(reader) == "D denial (anna?)")
        await reader.press("left_square_bracket")
        await reader.until(lambda: head(reader) == "C claim (Moscow?)")
