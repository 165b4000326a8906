"""The list of annotations follows the text when the keys that move there rest, or it matters."""

import pytest

from harness.reader import Open, Reader
from nkreader.model.annotation import Label
from nkreader.session.annotating.annotate import annotate
from nkreader.tui.actions.proposing import Proposing
from nkreader.tui.panes import row_list

NEVER, SOON = 3600.0, 0.01


@pytest.fixture(autouse=True)
def nothing_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the list be made anew by keys only."""
    monkeypatch.setattr(Proposing, "proposed", lambda self, each: None)


@pytest.fixture(autouse=True)
def keys_never_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the list not follow by itself, unless a test has keys rest."""
    monkeypatch.setattr(row_list, "_REST", NEVER)


def _tag_all(reader: Reader) -> list[str]:
    """Tag every sentence; return the ids in text order."""
    desk = reader.desk
    opened = desk.opened
    assert opened is not None
    made = [annotate(desk.session, opened, each, Label.CLAIM).id for each in opened.sentences]
    reader.parts.showing.show_annotations()
    return made


async def test_the_list_follows_when_keys_rest(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_reader() as reader:
        made, listed = _tag_all(reader), reader.desk.annotations
        assert listed.key == made[0]
        await reader.press("j", "j")
        assert listed.key == made[0]
        monkeypatch.setattr(row_list, "_REST", SOON)
        await reader.press("k")
        await reader.until(lambda: listed.key == made[1])


@pytest.mark.parametrize(("key", "at"), [("tab", 2), ("d", 2), ("a", 3), ("o", 2)])
async def test_where_it_matters_the_list_has_followed(open_reader: Open, key: str, at: int) -> None:
    async with open_reader() as reader:
        made, listed = _tag_all(reader), reader.desk.annotations
        await reader.press("j", "j")
        assert listed.key == made[0]
        await reader.press(key)
        assert listed.key == made[at]


async def test_what_is_gone_to_meanwhile_stands(open_reader: Open) -> None:
    async with open_reader() as reader:
        made, listed = _tag_all(reader), reader.desk.annotations
        await reader.press("j", "j")
        listed.put_cursor(made[0])
        await reader.press("tab", "down")
        assert listed.key == made[1]
