"""Searching everything on the screen: what comes in, where it leads, and the way back."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import sleep

import pytest
from tui_tagging import tag

from harness.reader import STORY, TALK, Open, Reader, lines_of, opener
from nkreader.reading import cells
from nkreader.session.search.everything import Everything, Looked
from nkreader.session.search.sought import Sought
from nkreader.tui.panes.status import StatusLine
from nkreader.tui.screen import ReaderScreen
from nkreader.tui.search import screen as search_screen
from nkreader.tui.search.line import QueryLine, ResultList
from nkreader.tui.search.screen import SearchScreen

SAID = "Moscow said the trains were empty."


@pytest.fixture
def open_tagged(workspace: Path) -> Open:
    """Return a way to open the reader on two sources, in one of which something is tagged."""
    tag(workspace, [("d1", SAID, "denial", "Kremlin Trains", "")])
    return opener(workspace)


def results(reader: Reader) -> ResultList:
    """Return the list of what was found."""
    return reader.app.screen.query_one(ResultList)


def seen(reader: Reader) -> list[str]:
    """Return what the list shows."""
    return [line for line in lines_of(results(reader)) if line]


def told(reader: Reader) -> str:
    """Return what is said of the search."""
    return reader.app.screen.query_one(StatusLine).message


async def found(reader: Reader, query: str) -> list[str]:
    """Open the search, type, and return what is found in the end."""
    await reader.press("S", "ctrl+u", *query)
    await reader.until(lambda: _has_searched(reader, query))
    return seen(reader)


def _has_searched(reader: Reader, query: str) -> bool:
    screen = reader.app.screen
    return (
        isinstance(screen, SearchScreen)
        and screen.query_one(QueryLine).value == query
        and not screen._is_searching
    )


async def test_from_a_word_to_its_place_on_to_the_next_and_back(open_tagged: Open) -> None:
    async with open_tagged() as reader:
        await reader.press("g", "j")
        began = (reader.desk.index, reader.selected)
        lines = await found(reader, "trains")
        assert lines[0].split()[-1] == "3"
        assert len(lines) == 4
        assert lines[3].split() == ["speaker", "Kremlin", "Trains"]
        assert told(reader) == "3 hits in 1 source"
        await reader.press("enter", "enter")
        assert isinstance(reader.app.screen, ReaderScreen)
        assert reader.selected == SAID
        assert [hit.of(STORY) for hit in reader.parts.finding.hits] == ["trains", "trains"]
        assert "1 of 2 here" in reader.said
        await reader.press("n")
        assert reader.selected == "A satellite saw full trains."
        await reader.press("backspace", "backspace")
        assert (reader.desk.index, reader.selected) == began


async def test_a_note_leads_to_its_annotation(open_tagged: Open) -> None:
    async with open_tagged() as reader:
        lines = await found(reader, "kremlin")
        assert lines[1].split() == ["speaker", "Kremlin", "Trains"]
        await reader.press("enter", "enter")
        assert (reader.selected, reader.desk.current) == (SAID, "d1")


async def test_the_search_is_found_again_as_it_was_left(open_tagged: Open) -> None:
    async with open_tagged() as reader:
        lines = await found(reader, "trains")
        await reader.press("enter", "j", "enter")
        assert reader.selected == "A satellite saw full trains."
        await reader.press("S")
        await reader.until(lambda: isinstance(reader.app.screen, SearchScreen))
        assert seen(reader) == lines
        assert results(reader).key == "1"
        assert reader.app.screen.query_one(QueryLine).selected_text == "trains"
        await reader.press(*"korea")
        await reader.until(lambda: _has_searched(reader, "korea"))
        await reader.press("escape")
        assert isinstance(reader.app.screen, ReaderScreen)


async def test_keys_go_from_source_to_source(open_tagged: Open) -> None:
    async with open_tagged() as reader:
        await found(reader, "the")
        await reader.press("tab")
        first = results(reader).key
        await reader.press("right_curly_bracket")
        second = results(reader).key
        assert (first, second) == ("0", next(k for k in "123456789" if k == second))
        await reader.press("enter")
        other = reader.desk.index
        await reader.press("S", "tab", "left_curly_bracket", "enter")
        assert reader.desk.index != other


async def test_what_cannot_be_read_is_said_while_one_types_on(open_tagged: Open) -> None:
    async with open_tagged() as reader:
        assert await found(reader, "label:rumour") == []
        assert "no label" in told(reader)
        await reader.press("ctrl+u", *"zeppelin")
        await reader.until(lambda: told(reader) == "nothing found")
        await reader.press("ctrl+u", *"foo:bar")
        await reader.until(lambda: told(reader).startswith("nothing found · foo: is no field"))
        await reader.press("escape")
        assert isinstance(reader.app.screen, ReaderScreen)


async def test_a_search_is_given_up_for_the_next_key(
    open_tagged: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []
    look = Everything.look

    def endless(self: Everything, sought: Sought, *, most: int | None = None) -> Iterator[Looked]:
        word = sought.query.terms[0].text
        looks.append(word)
        yield from look(self, sought, most=most)
        while word == "tra":
            sleep(0.005)  # as one that reads, not one that only goes round
            yield Looked(0, "seeds/story.txt", None, ())

    monkeypatch.setattr(Everything, "look", endless)
    async with open_tagged() as reader:
        await reader.press("S", *"tra")
        await reader.until(lambda: "tra" in looks and "Esc gives up" in told(reader))
        assert len(seen(reader)) == 4
        await reader.press(*"ins")
        await reader.until(lambda: told(reader) == "3 hits in 1 source")
        await reader.press("ctrl+u", *"tra")
        await reader.until(lambda: looks[-1] == "tra" and "Esc gives up" in told(reader))
        await reader.press("enter", "escape")
        assert told(reader).startswith("3 hits in 1 source, not searched to the end")
        await reader.press("j", "enter")
        assert isinstance(reader.app.screen, ReaderScreen)
        await reader.press("S")
        await reader.until(lambda: isinstance(reader.app.screen, SearchScreen))
        assert (len(seen(reader)), results(reader).key) == (4, "1")
        count = len(looks)
        await reader.press("down")
        assert (len(looks), results(reader).has_focus) == (count, True)
        await reader.press("slash", "enter")
        await reader.until(lambda: len(looks) > count)


@pytest.mark.parametrize("keys", [(), ("enter",), ("tab",)])
async def test_one_escape_ends_a_search_and_the_next_leaves(
    open_tagged: Open, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    may_go_on = _looks_late(monkeypatch)
    async with open_tagged() as reader:
        await reader.type_ahead("S", *"trains", *keys)
        await reader.until(lambda: "Esc gives up" in told(reader))
        await reader.press("escape")
        assert told(reader).endswith("not searched to the end: Enter in the query goes on")
        await reader.press("escape")
        assert isinstance(reader.app.screen, ReaderScreen)
        may_go_on.set()


def _looks_late(monkeypatch: pytest.MonkeyPatch) -> Event:
    """Let a search look at nothing until what is returned is set."""
    may_go_on = Event()
    look = Everything.look

    def late(self: Everything, sought: Sought, *, most: int | None = None) -> Iterator[Looked]:
        may_go_on.wait(60)
        yield from look(self, sought, most=most)

    monkeypatch.setattr(Everything, "look", late)
    return may_go_on


async def test_enter_typed_ahead_waits_for_the_first_hit(
    open_tagged: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_tagged() as reader:
        await found(reader, "korea")
        may_go_on = _looks_late(monkeypatch)
        await reader.type_ahead("ctrl+u", *"satellite", "enter", "j", "enter")
        assert isinstance(reader.app.screen, SearchScreen)
        may_go_on.set()
        await reader.until(lambda: isinstance(reader.app.screen, ReaderScreen))
        await reader.until(lambda: reader.selected == "A satellite saw full trains.")


async def test_how_far_it_is_is_said_before_the_first_source_is_looked_through(
    open_tagged: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = _looks_late(monkeypatch)
    async with open_tagged() as reader:
        await reader.type_ahead("S", *"trains")
        await reader.until(lambda: "0 of 2 · searching · Esc gives up" in told(reader))
        await reader.type_ahead("enter", "j", "enter", "escape")
        assert isinstance(reader.app.screen, SearchScreen)
        assert told(reader) == "nothing found, not searched to the end: Enter in the query goes on"
        await reader.type_ahead("slash", *"zz", "enter", "q")
        may_go_on.set()
        await reader.until(lambda: told(reader) == "nothing found")
        await reader.press("q")
        assert isinstance(reader.app.screen, ReaderScreen)


async def test_a_source_that_goes_or_changes_meanwhile_is_told_of(
    open_tagged: Open, workspace: Path
) -> None:
    async with open_tagged() as reader:
        await reader.press("right_square_bracket", "left_square_bracket")
        await found(reader, "korea")
        talk = workspace / "seeds" / "talk.txt"
        talk.write_text(TALK.replace("welcome", "hello and welcome"), encoding="utf-8")
        await reader.press("enter", "enter")
        assert "has changed since it was searched" in reader.said
        assert reader.parts.finding.hits == ()
        await reader.press("S")
        await reader.until(lambda: told(reader) == "1 hit in 1 source")
        await reader.press("escape")
        await found(reader, "sent")
        talk.unlink()
        await reader.press("enter", "enter")
        assert isinstance(reader.app.screen, ReaderScreen)


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (20, 6)])
async def test_rows_fit_and_hold_nothing_that_steers(
    workspace: Path, size: tuple[int, int]
) -> None:
    bad = "핵\x1b[31m\u202e[red]" * 20 + "trains" + "핵\x07" * 20
    (workspace / "seeds" / f"bad{chr(27)}.txt").write_text(bad, encoding="utf-8")
    async with opener(workspace)(size=size) as reader:
        await found(reader, '"trains"')
        rows = results(reader)
        lines = [rows.render_line(y) for y in range(rows.size.height)]
        assert all(cells.width(line.text) <= size[0] for line in lines)
        text = "".join(line.text for line in lines)
        assert "\x1b" not in text
        assert "\u202e" not in text
        pieces = [piece for line in lines for piece in line if piece.style]
        marked = [text for text, style, _ in pieces if style and style.bold and style.underline]
        assert "trains" in marked


async def test_the_total_says_that_a_source_has_more(
    open_tagged: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_screen, "_MOST_IN_SOURCE", 1)
    async with open_tagged() as reader:
        lines = await found(reader, "trains")
        assert lines[0].endswith(" 2+")
        assert told(reader).startswith("2+ hits in 1 source")
        await found(reader, "korea")
        assert told(reader) == "1 hit in 1 source"
