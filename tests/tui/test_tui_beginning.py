"""A large source is read from its beginning while the rest of it is still being loaded."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.strip import Strip

from harness.reader import Open, Reader, lines_of
from nkreader.model.source import Source
from nkreader.model.span import Span
from nkreader.reading.flow import Flow, flow
from nkreader.reading.margin import Margin
from nkreader.session.library import Entry, Library
from nkreader.store.beside import texts
from nkreader.text.sentences import sentences
from nkreader.tui.driver.driver import Drawing

LINE = "The ministry said on day {} that the trains to Rajin were empty. Nobody saw them.\n"
LINES = 16_000


@pytest.fixture
def large(workspace: Path) -> Path:
    path = workspace / "large.txt"
    text = "".join(LINE.format(k) + "\n" * (k % 3 == 0) for k in range(LINES))
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """An event that lets sources be loaded, once it is set."""
    may, load = threading.Event(), Library.load

    def waiting(library: Library, entry: Entry) -> Source:
        may.wait()
        return load(library, entry)

    monkeypatch.setattr(Library, "load", waiting)
    yield may
    may.set()


async def _all_there(reader: Reader, held: threading.Event) -> None:
    held.set()
    await reader.until(lambda: not reader.desk.has_beginning)
    await reader.press()


async def test_the_beginning_is_read_and_nothing_moves_when_the_rest_comes(
    large: Path, held: threading.Event, open_reader: Open
) -> None:
    async with open_reader(large) as reader:
        assert reader.desk.has_beginning
        await reader.press("space", "j", "j", "ctrl+e")
        selected, shown = reader.selected, reader.shown()
        assert "ministry" in selected or "Nobody" in selected
        await _all_there(reader, held)
        opened = reader.desk.opened
        assert opened is not None
        assert opened.source.length > 1_000_000
        assert (reader.selected, reader.shown()) == (selected, shown)
        await reader.press("c")
        assert reader.tagged == [("claim", selected)]
        await reader.press("G")
        assert f"day {LINES - 1}" in " ".join(reader.shown())


async def test_the_rest_is_read_once_the_beginning_is_on_the_screen(
    large: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    load, draw_rows = Library.load, Drawing.draw_rows

    def loading(library: Library, entry: Entry) -> Source:
        done.append("read")
        return load(library, entry)

    def drawing(app: Drawing, strips: list[Strip], rows: list[int]) -> None:
        done.append("drawn")
        draw_rows(app, strips, rows)

    monkeypatch.setattr(Library, "load", loading)
    monkeypatch.setattr(Drawing, "draw_rows", drawing)
    async with open_reader(large) as reader:
        await reader.until(lambda: not reader.desk.has_beginning)
    assert done[:2] == ["drawn", "read"]


async def test_what_is_drawn_of_all_of_it_is_made_behind_the_text(
    large: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Evening talk\n\n" + "".join(f">> HOST {k}: {LINE.format(k)}" for k in range(LINES))
    large.write_text(text, encoding="utf-8")
    made: dict[str, set[int]] = {"flow": set(), "margin": set()}

    def flowing(source: Source, prose: str, *, margin: bool) -> Flow:
        if not source.is_beginning:
            made["flow"].add(threading.get_ident())
        return flow(source, prose, margin=margin)

    class Noting(Margin):
        def __init__(self, source: Source) -> None:
            super().__init__(source)
            if not source.is_beginning:
                made["margin"].add(threading.get_ident())

    monkeypatch.setattr("nkreader.session.opened.flow", flowing)
    monkeypatch.setattr("nkreader.session.opened.Margin", Noting)
    async with open_reader(large) as reader:
        await reader.until(lambda: not reader.desk.has_beginning)
        await reader.press("j")
    assert all(made.values())
    assert threading.get_ident() not in made["flow"] | made["margin"]


async def test_reading_on_can_be_given_up(
    large: Path, held: threading.Event, open_reader: Open
) -> None:
    async with open_reader(large) as reader:
        await reader.press("escape")
        assert "only its beginning" in reader.said
        held.set()
        await reader.press("j")
        assert reader.desk.has_beginning


async def test_the_reading_is_told_of_again_once_an_answer_was_read(
    large: Path, held: threading.Event, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    awaiting = "nkreader.tui.actions.awaiting"
    monkeypatch.setattr(f"{awaiting}._TICK", 0.01)
    async with open_reader(large) as reader:
        await reader.until(lambda: "reading large.txt" in reader.said)
        monkeypatch.setattr(f"{awaiting}._STANDS", 1_000_000)
        await reader.press("right_square_bracket")
        assert reader.said == "no further source"
        monkeypatch.setattr(f"{awaiting}._STANDS", 3)
        await reader.until(lambda: "reading large.txt" in reader.said)
        reader.desk.say("disk full", wrong=True)
        await reader.until(lambda: reader.parts.awaiting._seen > 5)
        assert reader.said == "disk full"
        await _all_there(reader, held)


async def test_a_place_beyond_the_beginning_is_waited_for(
    large: Path, held: threading.Event, open_reader: Open
) -> None:
    held.set()
    async with open_reader(large) as reader:
        await _all_there(reader, held)
        await reader.press("G")
        last = reader.selected
    held.clear()
    async with open_reader(large) as reader:
        assert not reader.desk.has_beginning
        held.set()
        await reader.until(lambda: reader.desk.opened is not None)
        assert reader.selected == last


@pytest.mark.parametrize("text", ["<p>" + "word " * 300_000, "word." * 300_000])
async def test_what_a_beginning_cannot_stand_for_is_waited_for(
    workspace: Path, held: threading.Event, open_reader: Open, text: str
) -> None:
    path = workspace / "odd.txt"
    path.write_text(text, encoding="utf-8")
    async with open_reader(path) as reader:
        assert reader.desk.opened is None
        held.set()
        await reader.until(lambda: reader.desk.opened is not None)
        assert "word" in " ".join(reader.shown())


async def test_one_huge_line_has_a_beginning_too(
    workspace: Path, held: threading.Event, open_reader: Open
) -> None:
    path = workspace / "line.txt"
    path.write_text("Nobody saw the trains. " * 60_000, encoding="utf-8")
    async with open_reader(path) as reader:
        assert reader.desk.has_beginning
        await reader.press("j", "j")
        shown = reader.shown()
        await _all_there(reader, held)
        assert reader.shown() == shown


async def _left_at_the_end(large: Path, held: threading.Event, open_reader: Open) -> None:
    held.set()
    async with open_reader(large) as reader:
        await _all_there(reader, held)
        await reader.press("G", "q")
    held.clear()


async def test_what_is_typed_before_the_first_source_is_there_is_for_it(
    large: Path, held: threading.Event, open_reader: Open
) -> None:
    await _left_at_the_end(large, held, open_reader)
    async with open_reader(large) as reader:
        assert reader.desk.opened is None
        await reader.type_ahead("g", "3", "j", "c")
        held.set()
        await reader.until(lambda: bool(reader.tagged))
        assert reader.tagged == [("claim", "Nobody saw them.")]
        assert reader.desk.text.selection.span.end < len(LINE) * 3


async def test_escape_gives_up_the_first_source_and_what_was_typed_for_it(
    large: Path, held: threading.Event, open_reader: Open
) -> None:
    await _left_at_the_end(large, held, open_reader)
    async with open_reader(large) as reader:
        await reader.type_ahead("g", "c", "escape")
        await reader.until(lambda: "not opened" in reader.said)
        held.set()
        await reader.press("j")
        assert reader.desk.opened is None
        assert reader.tagged == []


async def test_the_first_tag_in_it_waits_for_no_packing_of_its_text(
    large: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed_by: list[threading.Thread] = []
    pack = texts._packed

    def packing(text: str) -> tuple[bytes, ...]:
        packed_by.append(threading.current_thread())
        return pack(text)

    monkeypatch.setattr(texts, "_packed", packing)
    async with open_reader(large) as reader:
        desk, workers = reader.desk, reader.app.workers
        await reader.until(lambda: desk.opened is not None and not desk.has_beginning)
        await reader.until(lambda: not any(each.group == "reading" for each in workers))
        opened, store = desk.opened, reader.app.session.store
        assert opened is not None
        assert store.text_of(opened.ref) is None
        await reader.press("c")
        assert store.text_of(opened.ref) == opened.source.text
        assert len(packed_by) == 1
        assert packed_by[0] is not threading.main_thread()


async def test_the_first_move_in_it_waits_for_no_sentences(
    large: Path, held: threading.Event, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    found_by: list[threading.Thread] = []

    def finding(*args: Any, **options: Any) -> tuple[Span, ...]:
        found_by.append(threading.current_thread())
        return sentences(*args, **options)

    async with open_reader(large) as reader:
        await reader.press("j")
        monkeypatch.setattr("nkreader.reading.ground.sentences", finding)
        await _all_there(reader, held)
        await reader.press("j")
        assert reader.selected == LINE.format(1).partition(". ")[0] + "."
    assert found_by
    assert threading.main_thread() not in found_by


@pytest.mark.parametrize(
    ("keys", "shown", "tagged"),
    [
        (("G",), f"day {LINES - 1}", []),
        (("slash", *f"{LINES - 2} that", "enter"), f"day {LINES - 2}", []),
        (("j", "c"), "day 0", ["Nobody saw them."]),
    ],
)
async def test_what_asks_for_the_whole_is_done_once_it_is_there(
    large: Path, held: threading.Event, open_reader: Open,
    keys: tuple[str, ...], shown: str, tagged: list[str],
) -> None:  # fmt: skip
    async with open_reader(large) as reader:
        await reader.type_ahead(*keys, "k", "d")
        await reader.until(lambda: bool(reader.app.untaken))
        assert reader.tagged == []
        await _all_there(reader, held)
        await reader.until(lambda: len(reader.tagged) == len(tagged) + 1)
        assert shown in " ".join(reader.shown())
        assert [quote for label, quote in reader.tagged if label == "claim"] == tagged
        assert [label for label, _ in reader.tagged].count("denial") == 1


async def test_how_far_one_is_is_told_of_the_whole(
    large: Path, held: threading.Event, open_reader: Open
) -> None:
    async with open_reader(large) as reader:
        await reader.press("space", "space", "space")
        assert "· 0%" in lines_of(reader.desk.status)[0]
        await _all_there(reader, held)
        assert "· 0%" in lines_of(reader.desk.status)[0]


async def test_what_asks_for_the_whole_says_that_it_was_given_up(
    large: Path, held: threading.Event, open_reader: Open
) -> None:
    async with open_reader(large) as reader:
        await reader.type_ahead("G", "c", "escape")
        await reader.until(lambda: reader.desk.wanted is None)
        await reader.press()
        for key in ("c", "G"):
            await reader.press("j", key)
            assert reader.said == "only its beginning is here: open it again in Sources"
        assert reader.tagged == []
