"""All garbage is collected when no key is pressed, and when there may be some."""

import gc
from collections.abc import Iterator

import pytest

from nkreader.tui.collecting import collect, collect_in_quiet
from nkreader.tui.quiet import Quiet


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What was collected: everything, each time."""
    collections: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda: collections.append(2))
    return collections


@pytest.fixture
def thresholds() -> Iterator[None]:
    """Leave the collector as it was."""
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.unfreeze()


@pytest.mark.parametrize(("count", "expected"), [(0, []), (9, []), (10, [2])])
def test_in_quiet_it_is_collected_where_there_may_be_much(
    monkeypatch: pytest.MonkeyPatch, collected: list[int], count: int, expected: list[int]
) -> None:
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, count))
    collect(Quiet())
    assert collected == expected


def test_after_a_key_nothing_is_collected(
    monkeypatch: pytest.MonkeyPatch, collected: list[int]
) -> None:
    monkeypatch.setattr(gc, "get_count", lambda: (0, 0, 100))
    quiet = Quiet()
    quiet.disturb()
    collect(quiet)
    assert collected == []


@pytest.mark.usefixtures("thresholds")
def test_of_itself_all_is_collected_at_the_latest() -> None:
    gc.set_threshold(700, 10, 10)
    collect_in_quiet()
    assert gc.isenabled()
    assert gc.get_threshold()[:2] == (700, 10)
    assert gc.get_threshold()[2] > 100
