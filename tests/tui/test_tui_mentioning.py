"""From mention to mention of an entity, however far the next one is."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from harness.reader import Open
from nkreader.text.mentions import Matcher
from nkreader.tui.dialogs.entity import EntityDialog

NEAR = "Zelensky spoke first. Nobody heard it. Zelensky spoke again.\n"
FAR = "Kim came first.\n" + "The trains were empty, it was said there.\n" * 20_000


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """What holds up whoever looks beyond the first stretches, until it is set."""
    gate, find = threading.Event(), Matcher.find

    def finding(matcher: Matcher, prose: str, start: int = 0, *args: Any) -> Any:
        if start > len(FAR) // 2:
            assert gate.wait(60)
        return find(matcher, prose, start, *args)

    monkeypatch.setattr(Matcher, "find", finding)
    yield gate
    gate.set()


@pytest.fixture
def large(workspace: Path) -> Path:
    path = workspace / "large.txt"
    path.write_text(NEAR + FAR + "Kim came last. Nobody else did.\n", encoding="utf-8")
    return path


async def test_one_that_is_near_needs_no_look_at_the_rest(
    open_reader: Open, large: Path, gate: threading.Event
) -> None:
    async with open_reader(large) as reader:
        await reader.press("m")
        assert reader.selected == "Zelensky spoke again."
        assert reader.said.startswith("Volodymyr Zelensky")
        assert not gate.is_set()


async def test_the_first_after_the_last_is_said_to_be(open_reader: Open, workspace: Path) -> None:
    path = workspace / "short.txt"
    path.write_text(NEAR, encoding="utf-8")
    async with open_reader(path) as reader:
        await reader.press("m")
        told = reader.said
        assert "from the top" not in told
        await reader.press("m")
        assert reader.selected == "Zelensky spoke first."
        assert reader.said == f"{told} · from the top"
        await reader.press("m")
        assert reader.said == told


async def test_the_only_one_is_found_again_from_the_top(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("/", *"Kim", "enter", "m")
        assert reader.said.endswith(" · from the top")


async def test_keys_wait_for_one_that_is_far(
    open_reader: Open, large: Path, gate: threading.Event
) -> None:
    async with open_reader(large) as reader:
        await reader.press("j", "j", "j")
        assert reader.selected == "Kim came first."
        await reader.type_ahead("m", "c", "j", "d")
        await reader.until(lambda: "looking for Kim Jong Un, " in reader.said)
        assert reader.said.endswith(" · Esc gives up")
        gate.set()
        await reader.until(lambda: len(reader.tagged) == 2)
        assert reader.tagged == [("claim", "Kim came last."), ("denial", "Nobody else did.")]
        await reader.press("k", "m")
        assert reader.selected == "Kim came first."
        assert reader.said.endswith(" · from the top")


async def test_escape_gives_it_up(open_reader: Open, large: Path, gate: threading.Event) -> None:
    async with open_reader(large) as reader:
        await reader.press("j", "j", "j")
        await reader.type_ahead("m", "c", "escape")
        assert reader.said == "given up"
        gate.set()
        await reader.press("d")
        assert reader.tagged == [("denial", "Kim came first.")]


async def test_what_was_found_in_a_sentence_is_what_is_selected_freely(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("slash", *"rain", "enter")
        assert reader.selected == "Moscow said the trains were empty."
        await reader.press("v")
        assert reader.selected == "trains"
        await reader.press("v")
        assert reader.selected == "t"
        await reader.press("escape", "escape", "v")
        assert reader.selected == "Moscow"
        await reader.press("escape", "j", "j", "j", "m", "v")
        assert reader.selected == "Kim Jong Un"
        await reader.press("E")
        assert isinstance(reader.app.screen, EntityDialog)
