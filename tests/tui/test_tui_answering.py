"""A screen answers only where it is on top: late, in a burst, it takes no other away."""

import pytest

from harness.reader import Open


@pytest.mark.parametrize("key", ["question_mark", "ctrl+p", "C", "S", "R"])
async def test_a_second_answer_finds_the_screen_gone(open_reader: Open, key: str) -> None:
    async with open_reader() as reader:
        await reader.press("j", "c", key)
        above = reader.app.screen
        assert above is not reader.screen
        above.dismiss(None)
        above.dismiss(None)
        await reader.press()
        assert reader.app.is_running
        assert reader.app.screen is reader.screen


@pytest.mark.parametrize("key", ["C", "S"])
async def test_a_screen_that_is_covered_does_not_answer(open_reader: Open, key: str) -> None:
    async with open_reader() as reader:
        await reader.press("j", "c", key)
        below = reader.app.screen
        await below.run_action("help")
        await reader.press()
        above = reader.app.screen
        below.dismiss(None)
        below.dismiss(None)
        await reader.press()
        assert reader.app.screen is above
        await reader.press("escape")
        assert reader.app.screen is below
        await reader.press("escape")
        assert reader.app.screen is reader.screen


async def test_a_second_answer_of_the_palette_takes_no_other_screen_away(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "c", "C")
        below = reader.app.screen
        await reader.press("ctrl+p")
        palette = reader.app.screen
        assert palette is not below
        palette.dismiss(None)
        palette.dismiss(None)
        await reader.press()
        assert reader.app.screen is below
