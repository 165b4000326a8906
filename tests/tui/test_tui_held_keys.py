"""What is typed while something is gathered waits for it, and acts as if typed then."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual import events
from tui_tagging import desk_with

from harness.reader import STORY, TALK, Open, Reader, opener
from nkreader.model.annotation import Label
from nkreader.model.source import Source
from nkreader.session.ledger import ledger_of
from nkreader.session.library import Entry, Library
from nkreader.session.linking.candidates import Candidates
from nkreader.session.mentioned import Mentioned
from nkreader.session.reviewing.queue import items_of
from nkreader.tui.actions import gathering as ledger_gathering
from nkreader.tui.dialogs.link import LinkDialog
from nkreader.tui.ledger.screen import LedgerScreen
from nkreader.tui.review import gathering
from nkreader.tui.review.screen import ReviewScreen
from nkreader.tui.screen import ReaderScreen

STORIES, TALKS = "The ministry denied it.", "nobody has seen them."
WAIT = 60


@pytest.fixture
def gate() -> Iterator[Event]:
    """What holds the gathering until it is set."""
    gate = Event()
    yield gate
    gate.set()


def held(gate: Event, do: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that waits at the gate before it is what it was."""

    def waiting(*args: Any, **named: Any) -> Any:
        assert gate.wait(WAIT)
        return do(*args, **named)

    return waiting


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    passages = (("story.txt", STORIES), ("talk.txt", TALKS))
    return desk_with(tmp_path, [(name, quote, Label.CLAIM, "ann") for name, quote in passages])


@pytest.fixture
def open_desk(desk: Path) -> Open:
    return opener(desk)


@pytest.fixture
def held_queue(gate: Event, monkeypatch: pytest.MonkeyPatch) -> Event:
    monkeypatch.setattr(gathering, "_MANY", -1)
    monkeypatch.setattr(gathering, "items_of", held(gate, items_of))
    return gate


def review(reader: Reader) -> ReviewScreen:
    assert isinstance(reader.app.screen, ReviewScreen)
    return reader.app.screen


def as_it_was(reader: Reader) -> bool:
    mine = reader.app.session.store.annotations.values()
    return sorted((each.label, each.quote, each.note) for each in mine) == [
        (Label.CLAIM, STORIES, None),
        (Label.CLAIM, TALKS, None),
    ]


async def test_a_burst_behind_the_choice_is_a_note_on_the_first_item(
    open_desk: Open, desk: Path, held_queue: Event
) -> None:
    async with open_desk(desk / "story.txt", desk / "talk.txt") as run:
        await run.type_ahead("R", "enter", "n", *"hold")
        await run.type_ahead(*" check")
        screen = review(run)
        assert screen.sitting is None
        assert not screen.prompt.display
        held_queue.set()
        await run.until(lambda: screen.prompt.typed == "hold check")
        assert as_it_was(run)
        await run.press("enter")
        notes = {each.note for each in run.app.session.store.annotations.values()}
        assert notes == {"hold check", None}
        assert screen.text.selection.span.of(STORY) == STORIES


async def test_so_it_is_where_a_sitting_goes_on(
    open_desk: Open, desk: Path, gate: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_desk(desk / "story.txt", desk / "talk.txt") as run:
        await run.press("R", "enter")
        await run.until(lambda: review(run).sitting is not None)
        await run.press("j", "q", "escape")
        assert run.app.screen is run.screen
        monkeypatch.setattr(gathering, "_MANY", -1)
        monkeypatch.setattr(gathering, "items_of", held(gate, items_of))
        await run.type_ahead("R", "enter", "n", *"quick")
        gate.set()
        screen = review(run)
        await run.until(lambda: screen.prompt.typed == "quick")
        assert screen.text.selection.span.of(TALK) == TALKS
        assert as_it_was(run)


async def test_escape_gives_up_with_all_that_was_typed_for_it(
    open_desk: Open, desk: Path, held_queue: Event
) -> None:
    async with open_desk(desk / "story.txt") as run:
        await run.type_ahead("R", "enter", *"xq", "ctrl+c")
        assert "q leaves" in review(run).status.message
        await run.type_ahead("escape", "G")
        assert isinstance(run.app.screen, ReaderScreen)
        assert run.selected == "The end came late."
        held_queue.set()
        await run.press("g")
        assert as_it_was(run)


async def test_what_was_typed_for_an_empty_queue_is_for_no_other_place(
    open_desk: Open, desk: Path, held_queue: Event
) -> None:
    async with open_desk(desk / "story.txt", desk / "talk.txt") as run:
        await run.type_ahead("R", *"by:nobody", "enter", *"xqcd")
        held_queue.set()
        await run.until(lambda: "there is nothing in" in run.said)
        assert isinstance(run.app.screen, ReaderScreen)
        await run.press("j")
        assert as_it_was(run)


async def test_the_next_item_s_source_is_read_before_keys_act_on_it(
    open_desk: Open, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = Library.load
    async with open_desk(desk / "story.txt", desk / "talk.txt") as run:

        def typed_meanwhile(library: Library, entry: Entry) -> Source:
            if entry.path.name == "talk.txt":
                for key in "nx q":
                    run.app.post_message(events.Key("space" if key == " " else key, key))
            return load(library, entry)

        monkeypatch.setattr(Library, "load", typed_meanwhile)
        await run.press("R", "enter")
        await run.press("j")
        screen = review(run)
        await run.until(lambda: screen.prompt.typed == "x q")
        assert screen.text.selection.span.of(TALK) == TALKS
        assert as_it_was(run)


async def test_keys_wait_for_the_ledger(
    open_desk: Open, desk: Path, gate: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger_gathering, "_MANY", -1)
    monkeypatch.setattr("nkreader.tui.actions.gathering.ledger_of", held(gate, ledger_of))
    async with open_desk(desk / "story.txt", desk / "talk.txt") as run:
        await run.type_ahead("C", "f", *"seen", "enter")
        assert isinstance(run.app.screen, ReaderScreen)
        gate.set()
        await run.until(lambda: isinstance(run.app.screen, LedgerScreen))
        screen = run.app.screen
        assert isinstance(screen, LedgerScreen)
        await run.until(lambda: screen._view.filter_text == "seen")
        assert as_it_was(run)


async def test_keys_wait_for_the_names_that_a_filter_asks_for(
    open_desk: Open, desk: Path, gate: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Mentioned, "look", held(gate, Mentioned.look))
    async with open_desk(desk / "story.txt", desk / "talk.txt") as run:
        await run.type_ahead("C", "f", *"entity:kim", "enter", *"so")
        screen = run.app.screen
        assert isinstance(screen, LedgerScreen)
        assert not screen._view.open_ends
        gate.set()
        await run.until(lambda: screen._view.open_ends)
        assert screen._view.filter_text == "entity:kim"


async def test_what_the_picker_is_typed_waits_for_it(
    open_desk: Open, desk: Path, gate: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nkreader.session.linking.candidates._MANY", 1)
    monkeypatch.setattr(Candidates, "prepare", held(gate, Candidates.prepare))
    async with open_desk(desk / "story.txt", desk / "talk.txt") as run:
        await run.type_ahead("a", "greater_than_sign", *"seen xu")
        assert isinstance(run.app.screen, ReaderScreen)
        gate.set()
        await run.until(lambda: isinstance(run.app.screen, LinkDialog))
        await run.press()
        assert run.app.focused is not None
        assert getattr(run.app.focused, "value", "") == "seen xu"
        assert as_it_was(run)
