"""What becomes known of sources is shown where one looks, first there, and moves nothing."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from harness.reader import Open, Reader, lines_of
from nkreader.session import counts
from nkreader.session.anchoring import count_on
from nkreader.session.memory import recall
from nkreader.session.session import Session
from nkreader.tui.actions import listing
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.rehearsal import Rehearsal, rehearse

MANY = 400
MUCH = "The ministry said that nothing had moved. Nobody believed it.\n" * 20


@pytest.fixture
def many(workspace: Path) -> Path:
    folder = workspace / "many"
    folder.mkdir()
    for k in range(MANY):
        text = f"Story number {k} has a title\n\n{MUCH}"
        (folder / f"s{k:03}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """What holds up looking into sources until it is set."""
    gate, look = threading.Event(), listing._look_into

    def looking(path: Path) -> Any:
        assert gate.wait(60)
        return look(path)

    monkeypatch.setattr(listing, "_look_into", looking)
    yield gate
    gate.set()


async def _all_known(reader: Reader, gate: threading.Event) -> None:
    gate.set()
    await reader.until(lambda: len(reader.parts.listing.summaries) == MANY)


async def test_the_row_on_which_one_stands_stays(
    open_reader: Open, many: Path, gate: threading.Event
) -> None:
    async with open_reader(many) as reader:
        await reader.press("shift+tab", *"j" * 30)
        rows = reader.desk.sources
        key, top = rows.key, rows.scroll_offset.y
        assert (key, top > 0) == ("30", True)
        await _all_known(reader, gate)
        assert (rows.key, rows.scroll_offset.y) == (key, top)


async def test_where_one_looks_with_the_wheel_stays_too(
    open_reader: Open, many: Path, gate: threading.Event
) -> None:
    async with open_reader(many) as reader:
        rows = reader.desk.sources
        rows.show_from(100)
        await _all_known(reader, gate)
        assert rows.scroll_offset.y == 100
        assert "Story number 50" in lines_of(rows)[0]


async def test_a_section_far_down_stays_where_it_is(
    open_reader: Open, many: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = "https://two-tides.example"
    head = (
        f"Harbor – Two Tides {site} All that floats. Tue, 5 Mar 2024 08:15:30 +0000 en-US hourly "
        f"1 https://wordpress.org/?v=6.5.5 {site}/c-32x32.png Harbor – Two Tides {site} 32 32 "
    )
    parts = (
        f"Part {k} {site}/{k}/ Tue, 5 Mar 2024 10:00:00 +0000 {site}/{k}/ Read More “Part {k}” »"
        f"\n\n]]>\n\nThe body of {k}.\n\n\n\nSource link\n\n]]>\n"
        for k in range(60)
    )
    (many / "s000.txt").write_text(head + "".join(parts), encoding="utf-8")
    async with open_reader(many) as reader:
        await reader.press("4", "0", ")")
        rows = reader.desk.sources
        key, top = rows.key, rows.scroll_offset.y
        assert key == "0/40"
        scrolled: list[int] = []
        show_from = RowList.show_from

        def noting(rows: RowList, y: int) -> None:
            scrolled.append(y)
            show_from(rows, y)

        monkeypatch.setattr(RowList, "show_from", noting)
        await _all_known(reader, gate)
        assert (rows.key, rows.scroll_offset.y) == (key, top)
        assert scrolled == []


async def test_what_is_around_the_open_source_is_looked_into_first(
    open_reader: Open, many: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    look = listing._look_into

    def noting(path: Path) -> Any:
        order.append(path.name)
        return look(path)

    monkeypatch.setattr(listing, "_look_into", noting)
    async with open_reader(many) as reader:
        await reader.press("3", "0", "0", "]")
    gate.set()
    order.clear()
    async with open_reader(many) as reader:
        assert reader.desk.index == 300
        await reader.until(lambda: len(order) > 4)
        assert order[:4] == ["s299.txt", "s301.txt", "s298.txt", "s302.txt"]


async def test_what_is_around_the_open_source_is_remembered(
    open_reader: Open, many: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    def play(app: Rehearsal, **_: Any) -> None:
        app.screen_painted = b"a page"

    monkeypatch.setattr(Rehearsal, "run", play)
    async with open_reader(many) as reader:
        await _all_known(reader, gate)
        await reader.press("3", "9", "9", "]")
        reader.app.session.began += 10**12  # the files are old enough to be believed
        page = rehearse(reader.app.session, None, reader.app)
        assert page is not None
        memory = recall(page.memory)
        assert memory.facts_of(many / "s380.txt") is not None
        assert memory.facts_of(many / "s000.txt") is None


async def test_counts_of_other_sources_follow_undo_and_redo(open_reader: Open) -> None:
    async with open_reader() as reader:

        def count() -> str:
            facts = lines_of(reader.desk.sources)[1].split(" · ")
            return next((fact.strip() for fact in facts if "tagged" in fact), "")

        await reader.press("j", "c", "j", "c", "j", "c", "right_square_bracket")
        assert count() == "3 tagged"
        await reader.press("u", "u")
        assert count() == "1 tagged"
        await reader.press("u", "u")
        assert count() == ""
        await reader.press("U", "U")
        assert count() == "2 tagged"
        assert reader.desk.index == 1


async def test_only_what_has_changed_is_counted_anew(
    open_reader: Open, many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[str] = []

    def noting(session: Session, path: str, source_id: str) -> int:
        counted.append(Path(path).name)
        return count_on(session, path, source_id)

    monkeypatch.setattr(counts, "count_on", noting)
    async with open_reader(many) as reader:
        await reader.until(lambda: len(reader.parts.listing.summaries) == MANY)
        assert len(counted) < 50
        await reader.press("j", "c", "j", "c", "right_square_bracket", "c")
        counted.clear()
        await reader.press("j", "c", "u")
        assert counted == []
        await reader.press("u", "u")
        assert counted == ["s000.txt"]


@pytest.mark.parametrize(("typed", "wanted"), [("1", "210"), ("00", "300"), ("s01", "10")])
async def test_a_filter_puts_the_cursor_on_the_first_from_the_open_source_on(
    open_reader: Open, many: Path, typed: str, wanted: str
) -> None:
    async with open_reader(many) as reader:
        await reader.until(lambda: len(reader.parts.listing.summaries) == MANY)
        await reader.press("2", "0", "2", "right_square_bracket", "shift+tab")
        assert (reader.desk.index, reader.desk.sources.key) == (202, "202")
        await reader.press("f", *typed, "enter")
        assert reader.desk.sources.key == wanted


def _opened_row(reader: Reader) -> str:
    rows = reader.desk.sources.rows
    return next(row.lines[1][0][0] for row in rows if row.lines[0][0][0] == "▸ ")


async def test_how_far_one_has_read_is_true_when_one_goes_to_the_list(open_reader: Open) -> None:
    async with open_reader(size=(120, 30)) as reader:
        await reader.press("j", "j", "j", "j", "shift+tab")
        before = _opened_row(reader)
        assert "% read" in before
        await reader.press("tab", "j", "shift+tab")
        row = _opened_row(reader)
        assert row != before
        assert any(row.strip() in line for line in lines_of(reader.desk.sources))


async def test_who_goes_back_from_where_he_has_jumped_has_not_read_up_to_it(
    open_reader: Open,
) -> None:
    async with open_reader() as reader:
        await reader.press("j")
        read = reader.parts.reading.read_to
        assert read == reader.desk.text.selection.span.end
        await reader.press("G", "k", "k", "j", "space", "space")
        assert reader.parts.reading.read_to == read
        await reader.press("g", "j", "j")
        assert reader.parts.reading.read_to == reader.desk.text.selection.span.end > read
