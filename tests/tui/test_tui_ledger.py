"""The ledger on the screen: rows, quotes, open ends, ways to places and back."""

from pathlib import Path
from threading import Event

import pytest
from tui_tagging import tag

from harness.reader import Open, Reader, lines_of, opener, place
from harness.said import ledger, said
from nkreader.reading import cells
from nkreader.session.ledger import ledger_of
from nkreader.tui.actions import gathering
from nkreader.tui.ledger.claim import ClaimScreen
from nkreader.tui.ledger.quotes import QuoteList
from nkreader.tui.ledger.rows import claim_rows, heading, open_end_rows
from nkreader.tui.ledger.screen import LedgerScreen
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.panes.status import StatusLine
from nkreader.tui.screen import ReaderScreen

DENIED = "Moscow said the trains were empty."
SEEN = "A satellite saw full trains."
SENT = "has sent shells."
LOOSE = "Analysts think more will follow."
VISIT = "Kim Jong Un may visit in May."


@pytest.fixture
def open_tagged(workspace: Path) -> Open:
    """Return a way to open the reader on a claim with answers, a claim without, and a loose end."""
    tag(
        workspace,
        [
            ("c1", SENT, "claim", "Seoul", ""),
            ("c2", VISIT, "claim", "Analysts", ""),
            ("d1", DENIED, "denial", "Moscow", "denies c1"),
            ("e1", SEEN, "evidence", "Seoul", "undermines d1"),
            ("s1", LOOSE, "speculation", "", ""),
        ],
    )
    return opener(workspace)


def seen(reader: Reader, name: str = "") -> str:
    """Return what a list of the screen on top shows."""
    rows = reader.app.screen.query_one(f"#{name or 'ledger'}", RowList)
    return "\n".join(lines_of(rows)).strip()


async def test_from_a_claim_to_its_quotes_to_a_place_and_back(open_tagged: Open) -> None:
    async with open_tagged() as reader:
        await reader.press("g")
        began = (reader.desk.index, reader.selected)
        await reader.press("C")
        assert place(reader) is LedgerScreen
        lines = seen(reader).splitlines()
        assert lines[0] == f"C {SENT}"
        assert lines[1].split() == ["Seoul", "2023-09-19", "KITTIWAKETV", "D1"]
        assert lines[2] == f"C {VISIT}"
        assert lines[3].split()[-1] == "open"
        await reader.press("enter")
        assert place(reader) is ClaimScreen
        assert f"“{SENT}”" in seen(reader, "said")
        assert f"“{DENIED}”" in seen(reader, "answers")
        assert f"  E Seoul · evidence undermines · no date\n    “{SEEN}”" in seen(reader, "answers")
        await reader.press("tab", "j", "enter")
        assert place(reader) is ReaderScreen
        assert reader.selected == SEEN
        assert reader.desk.current == "e1"
        await reader.press("backspace")
        assert (reader.desk.index, reader.selected) == began


async def test_an_open_end_is_one_key_from_its_place(open_tagged: Open) -> None:
    async with open_tagged() as reader:
        await reader.press("C", "o")
        shown = seen(reader)
        assert [line[0] for line in shown.splitlines()[::2]] == ["C", "S"]
        assert "nobody answered this claim" in shown
        assert "this speculation concerns nothing yet" in shown
        await reader.press("j", "enter")
        assert reader.selected == LOOSE


async def test_order_and_filter_are_found_again_as_they_were_left(open_tagged: Open) -> None:
    async with open_tagged() as reader:
        await reader.press("C", "s", "s", "s")
        assert seen(reader).splitlines()[0] == f"C {VISIT}"
        await reader.press("r")
        assert seen(reader).splitlines()[0] == f"C {SENT}"
        await reader.press("f", *"speaker:moscow", "enter")
        assert seen(reader).count("\n") == 1
        await reader.press("escape")
        assert place(reader) is ReaderScreen
        await reader.press("C")
        assert seen(reader).splitlines()[0] == f"C {SENT}"
        title = reader.app.screen.query_one("#screen-title")
        assert "Claims 1 of 2 · speaker, turned round · speaker:moscow" in str(title.render_line(0))


async def test_a_filter_that_cannot_be_read_is_refused(open_tagged: Open) -> None:
    async with open_tagged() as reader:
        await reader.press("C", "f", *"label:rumour", "enter")
        status = reader.app.screen.query_one(StatusLine)
        assert "no label" in status.message
        assert seen(reader).splitlines()[0] == f"C {SENT}"
        await reader.press("f", "escape")
        assert status.message == ""
        await reader.press("f", *"foo:bar", "enter")
        assert status.message.startswith("foo: is no field: there are label, speaker")


async def test_names_are_looked_for_while_the_screen_goes_on(open_tagged: Open) -> None:
    async with open_tagged() as reader:
        await reader.press("C", "f", *"entity:kim", "enter")
        await reader.until(lambda: seen(reader).startswith(f"C {VISIT}"))
        assert SENT not in seen(reader)


async def test_in_forty_cells_all_quotes_stand_in_one_list(open_tagged: Open) -> None:
    async with open_tagged(size=(40, 10)) as reader:
        await reader.press("C", "enter")
        quotes = reader.app.screen.query_one("#said", QuoteList)
        assert [row.key for row in quotes.rows] == ["c1", "d1 denies c1", "e1 undermines d1"]
        assert all(cells.width(text.text) <= 40 for text in map(quotes.render_line, range(9)))
        await reader.press("j", "enter")
        assert reader.selected == DENIED


@pytest.mark.usefixtures("workspace")
async def test_the_samples_have_a_ledger_on_the_first_start(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    async with opener(tmp_path_factory.mktemp("elsewhere"))() as reader:
        await reader.press("C")
        shown = seen(reader)
        for sign in ("D", "+", "-", "S", "×", "open"):
            assert sign in shown
        await reader.press("enter", "enter")
        assert place(reader) is ReaderScreen
        assert reader.desk.current is not None
        await reader.press("C", "o")
        assert "nobody answered this claim" in seen(reader)
        assert "denies nothing yet" in seen(reader)


async def test_a_long_quote_is_scrolled_through_before_the_next(workspace: Path) -> None:
    long = " ".join(f"word{number}" for number in range(150)) + "."
    (workspace / "seeds" / "long.txt").write_text(f"Long\n\n{long} Short.\n", encoding="utf-8")
    tag(workspace, [("c1", long, "claim", "", ""), ("c2", "Short.", "claim", "", "repeats c1")])
    async with opener(workspace)(size=(40, 12)) as reader:
        await reader.press("C", "enter")
        told = seen(reader, "said")
        for _ in range(12):
            if "Short" in told:
                break
            await reader.press("j")
            told += seen(reader, "said")
        assert all(f"word{number}" in told for number in range(150))
        assert "Short" in told


@pytest.mark.parametrize("width", [20, 40, 63, 64, 80, 200])
def test_rows_fit_their_width_and_hold_nothing_that_steers(width: int) -> None:
    bad = "핵\x1b[31m\u202e" * 40
    book = ledger(
        said("c1", by=bad, about=bad, at="2024-01-01"),
        said("d1", "denies c1", by="x"),
        said("c2", by="Seoul", source="one"),
    )
    for rows in (claim_rows(book, book.claims, width), open_end_rows(book, ("c1", "c2"), width)):
        for row in rows:
            told = "".join(text for line in row.lines for text, _ in line)
            assert "\x1b" not in told
            assert "\u202e" not in told
    first = claim_rows(book, book.claims, width)[0]
    assert width < 40 or cells.width("".join(text for text, _ in first.lines[1]).rstrip()) <= width
    assert cells.width(heading(width)) <= width


async def test_very_many_are_gathered_while_the_screen_goes_on(
    open_tagged: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "_MANY", 0)
    async with open_tagged() as reader:
        await reader.press("C")
        await reader.until(lambda: place(reader) is LedgerScreen)
        await reader.press("escape")
        monkeypatch.setattr(gathering, "_MANY", 20_000)
        reader.parts.travelling.go_to_annotation("s1")
        await reader.press("plus", "c", "C")  # what was tagged since is there too
        await reader.until(lambda: place(reader) is LedgerScreen)
        assert f"C {LOOSE}" in seen(reader)


async def test_gathering_is_given_up_by_escape(
    open_tagged: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_go = Event()
    monkeypatch.setattr(gathering, "_MANY", 0)
    monkeypatch.setattr(
        "nkreader.tui.actions.gathering.ledger_of",
        lambda tagged: (let_go.wait(60), ledger_of(tagged))[1],
    )
    async with open_tagged() as reader:
        await reader.type_ahead("C")
        assert "Esc gives up" in reader.said
        await reader.press("escape")
        assert reader.said == "given up"
        let_go.set()
        await reader.until(lambda: reader.parts.gathering._ledger_made is not None)
        await reader.press()
        assert place(reader) is ReaderScreen
