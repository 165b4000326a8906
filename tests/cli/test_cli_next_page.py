"""The page of the next start is made when the reader was left, and nobody waits for it."""

from pathlib import Path

import pytest

from nkreader.cli.next_page import NextPage
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.tui import rehearsal
from nkreader.tui.app import ReaderApp
from nkreader.tui.sitting import Sitting


def test_an_interrupt_gives_it_up_and_nothing_else(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        began.append(True)
        raise KeyboardInterrupt

    began: list[bool] = []
    monkeypatch.setattr(rehearsal, "rehearse", interrupted)
    session = open_session(locate(cwd=workspace, annotator="ann"), (), write=True)
    app = ReaderApp(session)
    app.reader.desk.opened = session.open(session.library.entries[0])
    page = NextPage(session, [], {})
    page.rehearse(None, Sitting(app, 0))
    page.keep()
    session.store.close()
    assert began
    assert not [*workspace.rglob("pages/*")]
