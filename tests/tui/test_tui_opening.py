"""What is typed after a source was asked for acts in that one, however long it takes to come."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.reader import STORY, Open, Reader, lines_of
from nkreader.model.errors import NkreaderError
from nkreader.model.source import Source
from nkreader.session.library import Entry, Library
from nkreader.tui.actions import listing

LARGE = "".join(
    f"Notice {k}\n\nThe ministry said on day {k} that it was so. Nobody saw it.\n\n"
    for k in range(9_000)
)
LAST = "Nobody saw it."


@pytest.fixture
def may_load() -> threading.Event:
    """An event without which nothing of the large source is loaded."""
    event = threading.Event()
    event.set()
    return event


@pytest.fixture
def large(
    workspace: Path, may_load: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """A large source between the two others, of whose beginning nobody is shown anything."""
    monkeypatch.setattr(listing, "LARGE", 100_000)
    path = workspace / "seeds" / "table.txt"
    path.write_text(LARGE, encoding="utf-8")
    (workspace / "seeds" / "talk.txt").rename(workspace / "seeds" / "zulu.txt")
    load = Library.load

    def waiting(library: Library, entry: Entry) -> Source:
        if entry.path == path:
            may_load.wait()
        return load(library, entry)

    monkeypatch.setattr(Library, "load", waiting)
    yield path
    may_load.set()


def _is_at_end(reader: Reader) -> bool:
    opened = reader.desk.opened
    return (
        opened is not None
        and opened.source.length == len(LARGE)
        and reader.desk.text.selection.span.end > len(LARGE) - 10
    )


async def _leave_at_end(open_reader: Open, large: Path) -> None:
    """Leave the large source where its beginning does not reach, and the reader at the story."""
    async with open_reader() as reader:
        await reader.press("]")
        await reader.until(lambda: not reader.desk.has_beginning)
        await reader.press("G")
        assert _is_at_end(reader)
        await reader.press("[")


def _here(reader: Reader) -> str:
    assert reader.desk.opened is not None
    return Path(reader.desk.opened.path).name


async def test_keys_wait_for_the_source_that_was_asked_for(
    open_reader: Open, large: Path, may_load: threading.Event
) -> None:
    await _leave_at_end(open_reader, large)
    may_load.clear()
    async with open_reader() as reader:
        await reader.type_ahead("]", "c", "g", "d")
        assert _here(reader) == "story.txt"
        assert reader.tagged == []
        await reader.until(lambda: "reading table.txt · Esc gives up" in reader.said)
        may_load.set()
        await reader.until(lambda: len(reader.tagged) == 2)
        assert _here(reader) == "table.txt"
        assert sorted(reader.tagged) == [("claim", LAST), ("denial", "Notice 0")]


@pytest.mark.parametrize("keys", [("]",), ("shift+tab", "j", "enter")])
async def test_escape_gives_the_keys_back_where_one_was(
    open_reader: Open, large: Path, may_load: threading.Event, keys: tuple[str, ...]
) -> None:
    await _leave_at_end(open_reader, large)
    may_load.clear()
    async with open_reader() as reader:
        shown = reader.shown()
        await reader.type_ahead(*keys, "c", "G", "escape", "d")
        assert reader.said.startswith("denial tagged")
        assert reader.shown()[1:] == shown[1:]
        assert reader.desk.sources.key == "0"
        may_load.set()
        await reader.press("e")
        assert reader.tagged == [("evidence", STORY.splitlines()[0])]


async def test_one_that_cannot_be_read_leaves_one_where_one_was(
    open_reader: Open,
    large: Path,
    may_load: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await _leave_at_end(open_reader, large)
    may_load.clear()

    def failing(library: Library, entry: Entry) -> Source:
        may_load.wait()
        raise NkreaderError("it is torn")

    async with open_reader() as reader:
        monkeypatch.setattr(Library, "load", failing)
        await reader.type_ahead("]", "c")
        may_load.set()
        await reader.until(lambda: "torn" in reader.said)
        assert reader.tagged == []
        await reader.press("d")
        assert reader.tagged == [("denial", STORY.splitlines()[0])]


async def test_what_comes_at_once_is_not_said_to_be_read(
    open_reader: Open, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _leave_at_end(open_reader, large)
    monkeypatch.setattr("nkreader.tui.actions.awaiting._SOON", 60)
    async with open_reader() as reader:
        said: list[str] = []
        monkeypatch.setattr(reader.desk.status, "say", lambda told, **_: said.append(told))
        await reader.press("]")
        assert _here(reader) == "table.txt"
        assert "".join(said) == ""


async def test_a_place_beyond_the_beginning_that_is_read_is_waited_for(
    open_reader: Open, large: Path, may_load: threading.Event
) -> None:
    await _leave_at_end(open_reader, large)
    async with open_reader() as reader:
        await reader.press("]", "c", "g", "q")
    may_load.clear()
    async with open_reader() as reader:
        assert reader.desk.has_beginning
        (annotation,) = reader.app.session.store.annotations.values()
        reader.parts.travelling.go_to_annotation(annotation.id)
        await reader.type_ahead("d")
        may_load.set()
        await reader.until(lambda: reader.tagged == [("denial", LAST)])
        assert _is_at_end(reader)


async def test_a_beginning_that_was_given_up_is_opened_again(
    open_reader: Open, large: Path, may_load: threading.Event
) -> None:
    may_load.clear()
    async with open_reader(large) as reader:
        await reader.press("j", "escape", "shift+tab", "enter")
        assert reader.desk.wanted == 0
        may_load.set()
        await reader.until(lambda: not reader.desk.has_beginning)
        assert reader.selected == "The ministry said on day 0 that it was so."


async def test_a_section_of_a_file_that_has_changed_is_gone_to_where_it_is_now(
    open_reader: Open, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = workspace / "seeds" / "feed.txt"
    feed.write_text(_feed("One", "Two", "Three"), encoding="utf-8")
    async with open_reader(feed) as reader:
        rows = lines_of(reader.desk.sources)
        assert "Three" in "".join(rows)
        monkeypatch.setattr(listing, "LARGE", 10)
        feed.write_text(_feed("Zero", "One", "Two", "Three"), encoding="utf-8")
        reader.parts.opening.choose_source("0/2")
        await reader.until(lambda: reader.desk.wanted is None)
        assert reader.selected == "The body of Three is here."
        assert reader.said == "this is the file as it is now"
        feed.write_text(_feed("Zero"), encoding="utf-8")
        reader.parts.opening.choose_source("0/3")
        await reader.until(lambda: reader.desk.wanted is None)
        assert "Zero" in " ".join(reader.shown())


def _feed(*titles: str) -> str:
    site = "https://two-tides.example"
    head = (
        f"Harbor – Two Tides {site} All that floats. Tue, 5 Mar 2024 08:15:30 +0000 en-US hourly "
        f"1 https://wordpress.org/?v=6.5.5 {site}/c-32x32.png Harbor – Two Tides {site} 32 32 "
    )
    return head + "".join(
        f"{title} {site}/{title}/ Tue, 5 Mar 2024 10:00:00 +0000 {site}/{title}/"
        f" Read More “{title}” »\n\n]]>\n\nThe body of {title} is here.\n\n\n\nSource link\n\n]]>\n"
        for title in titles
    )
