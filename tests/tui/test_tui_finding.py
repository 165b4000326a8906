"""Finding words in the open source, and giving it up."""

import pytest

from harness.reader import Open


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
