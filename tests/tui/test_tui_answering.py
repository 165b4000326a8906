"""A screen that is answered twice, in a burst, is answered once."""

import pytest

from harness.reader import Open


@pytest.mark.parametrize("key", ["question_mark", "C", "S", "R"])
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
