import io
import time

import pytest

from nkreader.cli import progress


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_waiting_shows_that_it_goes_on_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Screen()
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_INTERVAL", 0.005)
    with progress.waiting("reading a\x1b[31m.txt"):
        while screen.getvalue().count("\r") < 3:
            time.sleep(0.005)
    shown = screen.getvalue()
    assert "reading a␛[31m.txt (Ctrl+C stops)" in shown
    assert shown.endswith("\r\x1b[K")


def test_what_is_quick_is_not_talked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Screen()
    monkeypatch.setattr("sys.stderr", screen)
    with progress.waiting("reading"):
        pass
    assert screen.getvalue() == ""


def test_where_nobody_looks_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.waiting("reading"):
        pass
    assert capsys.readouterr().err == ""
