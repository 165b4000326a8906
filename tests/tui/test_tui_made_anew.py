"""What a change has made of lists, counts and text is what all of it made anew would show."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from harness.reader import Open, Reader, lines_of
from nkreader.session.placed import Placed

FEED = Path(__file__).parents[2] / "seeds" / "feed-dump.txt"
KEYS = (*"jjjkJL", *"cdescd", *"++xpo", *"uuU", "a", "A", "tab", "space")
Shown = tuple[list[str], list[str], list[str], Sequence[Placed]]


def shown(reader: Reader) -> Shown:
    """What the lists, their titles and the text say of what is tagged."""
    desk = reader.desk
    assert desk.text.page is not None
    titles = [each.render_line(0).text for each in desk.titles.values()]
    rows = lines_of(desk.annotations)
    return rows, lines_of(desk.sources), titles, desk.text.page.placed


def make_anew(reader: Reader) -> None:
    """Look everything up again, and leave the list where it was."""
    desk = reader.desk
    assert desk.opened is not None
    desk.opened.standing.clear()
    top = desk.annotations.scroll_offset.y
    reader.parts.showing.show_annotations()
    reader.parts.listing.show_counts()
    desk.annotations.show_from(top)


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_shown_is_what_is_made_anew(open_reader: Open, seed: int) -> None:
    keys = random.Random(seed).choices(KEYS, k=60)
    changes = 0
    async with open_reader(FEED, size=(120, 24)) as reader:
        await reader.until(lambda: reader.desk.opened is not None and reader.desk.shown)
        store = reader.app.session.store
        for at, key in enumerate(keys):
            version = store.version
            await reader.press(key)
            if store.version != version:
                changes += 1
                before = shown(reader)
                make_anew(reader)
                assert shown(reader) == before, keys[: at + 1]
    assert changes > 10
