"""Another's annotation is accepted or rejected where it is read; what is rejected steps back."""

from pathlib import Path

import pytest

from harness.reader import STORY, Open, Reader, opener
from harness.store_samples import annotation
from nkreader.model.annotation import AnchorState, Annotation, Label, Status
from nkreader.model.span import Span
from nkreader.session.annotating import verdict
from nkreader.session.annotating.annotate import annotate
from nkreader.session.placed import InTextOrder, Placed
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.tui.dialogs.view import DetailsView
from nkreader.tui.ledger.screen import LedgerScreen
from nkreader.tui.panes.annotations import annotation_rows
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.panes.rows import Row

QUOTE = "The ministry denied it."


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "annotations").mkdir()
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


@pytest.fixture
def reader(desk: Path) -> Open:
    return opener(desk)


def tagged_by(desk: Path, name: str, *, rejected: Annotation | None = None) -> Annotation:
    """Let somebody tag the first sentence, or reject what somebody else has tagged."""
    session = open_session(locate(cwd=desk, annotator=name), [desk / "story.txt"], write=True)
    try:
        if rejected:
            return verdict.reject(session, rejected)
        start = STORY.index(QUOTE)
        opened = session.open(session.library.entries[0])
        return annotate(session, opened, Span(start, start + len(QUOTE)), Label.CLAIM)
    finally:
        session.store.close()


def said_in(row: Row) -> str:
    """Return the last line of a row."""
    return "".join(words for words, _ in row.lines[-1])


def placed_in(run: Reader) -> tuple[Placed, ...]:
    return run.desk.placed


async def test_what_is_rejected_is_no_longer_marked_and_can_be_asked_for(
    reader: Open, desk: Path
) -> None:
    theirs = tagged_by(desk, "bob")
    async with reader(desk / "story.txt") as run:
        await run.press("a", "x")
        assert run.said == "nothing of yours is tagged here · Enter, then x, rejects another's"
        await run.press("enter")
        assert isinstance(run.app.screen, DetailsView)
        await run.press("x")
        assert run.said.startswith("bob's claim rejected, saved")
        assert run.app.session.store.verdicts[theirs.id].status is Status.REJECTED
        assert not placed_in(run)
        assert not any(row.startswith("C ") for row in run.shown())
        await run.press("f", *"status:rejected", "enter")
        assert [each.annotation.id for each in placed_in(run)] == [theirs.id]
        assert not any(row.startswith("C ") for row in run.shown())
        await run.press("f", *["backspace"] * 20, "enter")
        assert not placed_in(run)
        await run.press("u")
        assert [each.annotation for each in placed_in(run)] == [theirs]
        assert any(row.startswith("C ") for row in run.shown())
        await run.press("enter", "y")
        assert run.app.session.store.verdicts[theirs.id].status is Status.ACCEPTED
        assert len(placed_in(run)) == 1


async def test_what_others_hold_of_mine_is_told(reader: Open, desk: Path) -> None:
    mine = tagged_by(desk, "ann")
    tagged_by(desk, "bob", rejected=mine)
    async with reader(desk / "story.txt") as run:
        await run.press("a", "enter")
        told = [str(each.render()) for each in run.app.screen.query(".form-link")]
        assert any("bob: rejected" in line for line in told), told
        await run.press("escape")
        assert len(run.desk.placed) == 1


async def test_a_row_says_what_others_hold_otherwise_and_a_filter_finds_it(
    reader: Open, desk: Path
) -> None:
    mine = tagged_by(desk, "ann")
    async with reader(desk / "story.txt") as run:
        (row,) = run.desk.annotations.rows
        assert "bob" not in said_in(row)
        tagged_by(desk, "bob", rejected=mine)
        run.parts.following.follow()
        (row,) = run.desk.annotations.rows
        assert said_in(row) == "  bob: rejected"
        for wanted, found in (("judged:bob", 1), ("judged:eve", 0), ("judged:rejected", 1)):
            run.parts.showing.set_filter(wanted)
            assert len(run.desk.annotations.rows) == found, wanted


def test_what_others_hold_stands_before_what_else_is_said_of_a_row() -> None:
    one = Placed(annotation(1, about="Kim came"), AnchorState.EXACT, Span(0, 7))
    (row,) = annotation_rows(
        InTextOrder([one]), lambda _: (), me="ann", held=lambda _: ("bob: rejected",)
    )
    assert said_in(row) == "  bob: rejected · Kim came"


async def test_the_ledger_is_filtered_by_what_is_held(reader: Open, desk: Path) -> None:
    tagged_by(desk, "bob", rejected=tagged_by(desk, "ann"))
    async with reader(desk / "story.txt") as run:
        await run.press("C")
        assert isinstance(run.app.screen, LedgerScreen)
        rows = run.app.screen.query_one("#ledger", RowList)
        for wanted, found in (("judged:eve", 0), ("judged:rejected", 1)):
            await run.press("f", *["backspace"] * 20, *wanted, "enter")
            assert len(rows.rows) == found, wanted
