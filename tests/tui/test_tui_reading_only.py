"""Where nothing can be written, that is said so that it fits, and nothing is invited to."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.widgets import Static

from harness.reader import Open, lines_of
from nkreader.reading import cells
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.tui.dialogs.view import DetailsView

NARROW = (80, 24)


@pytest.fixture
def held(workspace: Path) -> Iterator[None]:
    """Somebody else has the database open."""
    session = open_session(locate(cwd=workspace, annotator="ann"), (), write=True)
    yield
    session.store.close()


@pytest.mark.usefixtures("held")
async def test_a_second_reader_is_told_why_and_invited_to_nothing(open_reader: Open) -> None:
    async with open_reader(annotator="bob") as reader:
        await reader.press("j", "d")
    async with open_reader(size=NARROW) as reader:
        assert "(read-only)" in lines_of(reader.desk.status)[0]
        await reader.press("c")
        assert f"ann.json is open in another nkreader: process {os.getpid()} on" in reader.said
        assert cells.width(reader.said.partition(" on ")[0]) < reader.desk.room_to_say
        await reader.press("g", "enter")
        assert reader.said == "nothing is tagged here"
        (hints,) = lines_of(reader.screen.hints)
        assert "j k sentence" in hints
        assert "tag" not in hints
        assert "undo" not in hints
        await reader.press("j", "enter")
        assert isinstance(reader.app.screen, DetailsView)
        assert str(reader.app.screen.query_one("#form-hint", Static).render()) == "Esc back"


async def test_who_can_tag_is_invited_to(open_reader: Open) -> None:
    async with open_reader(size=NARROW) as reader:
        await reader.press("enter")
        assert reader.said.startswith("nothing is tagged here: c claim, d denial")
        (hints,) = lines_of(reader.screen.hints)
        assert "c d e s tag" in hints


async def test_a_place_that_cannot_be_written_is_told_at_the_start(
    workspace: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    (workspace / "annotations").rmdir()
    (workspace / "nkreader.toml").touch()
    monkeypatch.setattr(os, "access", lambda path, mode: path != workspace)
    async with open_reader(size=NARROW) as reader:
        assert reader.said == "ann.json can only be read here: its folder cannot be made"
        assert reader.said in lines_of(reader.desk.status)[0]
        await reader.press("j")
        assert reader.selected == "The ministry denied it."
