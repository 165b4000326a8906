"""A reader on a small workspace, without a terminal."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from harness.reader import STORY, TALK, Open, Reader
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.tui.app import ReaderApp


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two sources and an empty annotations folder, and a home of its own."""
    (tmp_path / "annotations").mkdir()
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "story.txt").write_text(STORY, encoding="utf-8")
    (seeds / "talk.txt").write_text(TALK, encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "NO_COLOR"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return tmp_path


@pytest.fixture
def open_reader(workspace: Path) -> Open:
    """Return a way to open the reader on the workspace."""

    @asynccontextmanager
    async def opened(
        *paths: Path, size: tuple[int, int] = (120, 40), annotator: str = "ann"
    ) -> AsyncIterator[Reader]:
        session = open_session(locate(cwd=workspace, annotator=annotator), paths, write=True)
        app = ReaderApp(session)
        try:
            async with app.run_test(size=size) as pilot:
                await pilot.pause()
                yield Reader(pilot, app)
        finally:
            session.store.close()

    return opened
