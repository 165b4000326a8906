"""Finding words in the open source, and giving it up."""

import pytest

from harness.reader import Open, lines_of
from nkreader.tui.line import Line


@pytest.mark.parametrize("failing", [("/", *"zebra", "enter"), ("f", *"label:rumour", "enter")])
@pytest.mark.parametrize("asking", ["/", "f"])
async def test_what_is_given_up_leaves_nothing_behind(
    open_reader: Open, failing: tuple[str, ...], asking: str
) -> None:
    async with open_reader() as reader:
        await reader.press(*failing)
        assert reader.said
        await reader.press(asking)
        assert reader.said == ""
        await reader.press("escape")
        assert reader.said == ""


async def test_who_goes_on_from_the_other_end_is_told(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("/", *"trains", "enter")
        told = [reader.said]
        for keys in ("n", "n", "N", "N", "2n"):
            await reader.press(*keys)
            told.append(reader.said)
        assert told == [
            "“trains” 1 of 2",
            "“trains” 2 of 2",
            "“trains” 1 of 2 · from the top",
            "“trains” 2 of 2 · from the bottom",
            "“trains” 1 of 2",
            "“trains” 1 of 2 · from the top",
        ]
        await reader.press("G", "/", *"trains", "enter")
        assert reader.said == "“trains” 1 of 2 · from the top"


@pytest.mark.parametrize("keys", ["f", "Cf"])
async def test_how_to_see_all_again_is_told_where_it_is_narrow(
    open_reader: Open, keys: str
) -> None:
    async with open_reader(size=(60, 24)) as reader:
        await reader.press("j", "c", *keys)
        assert "empty shows all" in lines_of(reader.app.screen.query_one(Line))[0]


async def test_escape_in_a_list_shows_all_again(open_reader: Open) -> None:
    async with open_reader(size=(120, 30)) as reader:
        desk = reader.desk
        await reader.press("j", "d", "j", "c", "tab", "f", *"label:denial", "enter")
        assert len(desk.annotations.rows) == 1
        (title,) = lines_of(desk.titles[desk.annotations])
        assert title.endswith("Esc: all")
        await reader.press("escape")
        assert len(desk.annotations.rows) == 2
        assert "Esc" not in lines_of(desk.titles[desk.annotations])[0]
        await reader.press("escape", "shift+tab", "shift+tab", "f", *"story", "enter")
        count = len(desk.sources.rows)
        assert lines_of(desk.titles[desk.sources])[0].endswith("Esc: all")
        await reader.press("escape")
        assert len(desk.sources.rows) > count
        assert reader.focus == "sources"


async def test_a_list_of_which_a_filter_leaves_none_is_gone_to_and_shows_all_again(
    open_reader: Open,
) -> None:
    async with open_reader(size=(120, 30)) as reader:
        await reader.press("j", "d", "f", *"label:claim", "enter")
        (title,) = lines_of(reader.desk.titles[reader.desk.annotations])
        assert title.startswith(" 0 of 1 · label:")
        await reader.press("tab", "escape")
        assert len(reader.desk.annotations.rows) == 1


async def test_escape_in_the_text_leaves_the_filter(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", "j", "c", "f", *"label:denial", "enter", "escape")
        assert len(reader.desk.annotations.rows) == 1


async def test_where_a_filter_stands_it_is_said_how_to_be_rid_of_it(open_reader: Open) -> None:
    async with open_reader(size=(80, 24)) as reader:
        await reader.press("f")
        (hint,) = lines_of(reader.app.screen.query_one(Line))
        assert hint.endswith("…")
        await reader.press(*"label:denial", "enter", "f")
        assert "empty shows all:label:denial" in "".join(
            lines_of(each)[0] for each in reader.desk.prompt.children
        )
