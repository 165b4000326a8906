"""What widgets draw themselves has a style for each name, in every theme."""

import pytest

from harness.reader import Open
from nkreader.tui.panes.styles import _STYLES, style_named
from nkreader.tui.themes import THEMES


@pytest.mark.parametrize("theme", ["dark", "light", "16"])
async def test_each_name_has_a_style_in_every_theme(open_reader: Open, theme: str) -> None:
    async with open_reader() as reader:
        reader.app.theme = THEMES[theme].name
        for name in _STYLES:
            assert style_named(name, reader.app), name


async def test_sixteen_colours_say_by_style_what_a_background_says_elsewhere(
    open_reader: Open,
) -> None:
    async with open_reader() as reader:
        text, sources = reader.desk.text, reader.desk.sources
        assert not text.style_of("claim").underline
        assert text.style_of("claim").bgcolor != text.style_of().bgcolor
        reader.app.theme = THEMES["16"].name
        await reader.until(lambda: bool(text.style_of("claim").underline))
        assert text.style_of("selection").reverse
        assert text.style_of("claim").bgcolor == text.style_of().bgcolor
        blurred = sources.style_of("", "cursor-blurred")
        assert blurred.bold
        assert blurred.bgcolor == sources.style_of().bgcolor
