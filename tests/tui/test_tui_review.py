"""Reviews by keyboard: each decision one key, kept at once; the sitting goes on where it was."""

from pathlib import Path

import pytest
from tui_tagging import desk_with

from harness.reader import Open, Reader, opener
from nkreader.model.annotation import Annotation, Label, Status
from nkreader.model.review import Action
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.review.asking import QueueDialog
from nkreader.tui.review.screen import ReviewScreen
from nkreader.tui.review.summary import SummaryScreen

PASSAGES = (
    ("story.txt", "The ministry denied it.", Label.CLAIM, "ann"),
    ("story.txt", "A satellite saw full trains.", Label.EVIDENCE, "bob"),
    ("story.txt", "The end came late.", Label.CLAIM, "ann"),
    ("talk.txt", "nobody has seen them.", Label.DENIAL, "bob"),
)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    return desk_with(tmp_path, PASSAGES)


@pytest.fixture
def reader(desk: Path) -> Open:
    return opener(desk)


def review(reader: Reader) -> ReviewScreen:
    assert isinstance(reader.app.screen, ReviewScreen)
    return reader.app.screen


def at_item(reader: Reader) -> str:
    screen = review(reader)
    assert screen.text.opened is not None
    return screen.text.selection.span.of(screen.text.opened.source.text)


def standing(reader: Reader) -> dict[str, Annotation]:
    """Return everybody's annotations by the beginnings of their quotes, as ann sees them."""
    session = reader.app.session
    found = (*session.store.annotations.values(), *session.others.values())
    seen = (session.everybody.find(each.id) for each in found)
    return {each.quote.split()[1]: each for each in seen if each}


async def test_a_sitting_through_two_sources(reader: Open, desk: Path) -> None:
    async with reader(desk / "story.txt", desk / "talk.txt") as run:
        await run.press("R")
        assert isinstance(run.app.screen, QueueDialog)
        await run.press("enter")
        assert at_item(run) == "The ministry denied it."
        await run.press("d")  # it is a denial
        assert at_item(run) == "A satellite saw full trains."
        assert "is now denial, saved" in review(run).status.message
        await run.press("n", *"odd", "enter")
        await run.press("enter")
        await run.press("x")
        assert at_item(run) == "nobody has seen them."
        await run.press("u")
        assert at_item(run) == "The end came late."
        assert "undone, saved " in review(run).status.message
        await run.press("x", "j")
        assert isinstance(run.app.screen, SummaryScreen)
        await run.press("u")  # the summary offers it
        assert at_item(run) == "nobody has seen them."
        await run.press("j", "escape")
        assert run.said == "review: 4 of 4 · done"
        assert "saved " in run.desk.status.text
        seen = standing(run)
        assert seen["ministry"].label is Label.DENIAL
        assert (seen["satellite"].note, seen["satellite"].annotator) == ("odd", "bob")
        assert seen["end"].status is Status.REJECTED
        (record,) = run.app.session.store.reviews.values()
        assert record.ended is not None
        assert [record.count(each) for each in Action] == [1, 1, 0, 1, 1, 1]
        assert not run.desk.text.page.over(seen["end"].span)  # type: ignore[union-attr]
        assert [row.annotation.quote for row in run.desk.placed] == [
            "The ministry denied it.",
            "A satellite saw full trains.",
        ]


async def test_it_goes_on_at_the_same_item_another_day(reader: Open, desk: Path) -> None:
    async with reader(desk / "story.txt", desk / "talk.txt") as run:
        await run.press("R", *"by:bob", "enter")
        await run.press("enter", "q")
        assert isinstance(run.app.screen, SummaryScreen)
    async with reader(desk / "story.txt", desk / "talk.txt") as run:
        await run.press("R", "enter")
        assert review(run).queue.query == "by:bob"
        assert at_item(run) == "nobody has seen them."
        assert review(run).sitting.number == 2  # type: ignore[union-attr]
        await run.press("U", "u")
        assert at_item(run) == "A satellite saw full trains."


async def test_a_passage_is_fixed_with_the_reader_s_keys(reader: Open, desk: Path) -> None:
    async with reader(desk / "story.txt") as run:
        await run.press("R", "enter", "h", "h", "h")
        assert at_item(run) == "The ministry"
        await run.press("r")
        assert at_item(run) == "The ministry"
        assert ("claim", "The ministry") in run.tagged
        await run.press("j", "L", "h", "enter")
        assert "bob's rejected, yours tagged in its place" in review(run).status.message
        assert ("evidence", "satellite saw full trains") in run.tagged


async def test_one_way_of_the_text_stays_where_it_is(reader: Open, desk: Path) -> None:
    """Items that are on screen already are gone to without scrolling."""
    async with reader(desk / "story.txt", size=(80, 24)) as run:
        await run.press("R", "enter")
        tops = set()
        for _ in range(2):
            tops.add(review(run).text.scroll_offset.y)
            await run.press("j")
        tops.add(review(run).text.scroll_offset.y)
        assert len(tops) == 1


@pytest.mark.parametrize("size", [(80, 24), (40, 10)])
async def test_all_of_it_fits(reader: Open, desk: Path, size: tuple[int, int]) -> None:
    async with reader(desk / "story.txt", size=size) as run:
        await run.press("R")
        choice = run.app.screen.query_one("#queue-choice")
        assert choice.size.height >= 4
        await run.press("enter")
        screen = review(run)
        rows = [screen.text.render_line(y).text for y in range(screen.text.size.height)]
        assert any("The ministry denied it." in row for row in rows)
        assert screen.progress.render_line(0).text.startswith(" Review 1 of 3")
        assert screen.item.render_line(0).text.startswith(" C claim")
        assert screen.status.region.bottom <= size[1]
        await run.press("q")
        assert not isinstance(run.app.screen, ReviewScreen)


async def test_where_nothing_is_to_be_reviewed_that_is_said(reader: Open, desk: Path) -> None:
    async with reader(desk / "story.txt") as run:
        await run.press("R", *"label:x", "enter")
        assert isinstance(run.app.screen, QueueDialog)
        await run.press(*["backspace"] * 7, *"by:nobody", "enter")
        assert run.said == "there is nothing in annotations · by:nobody"
        assert not run.app.session.store.reviews


async def test_where_nothing_can_be_written_nothing_is_shown_as_done(
    reader: Open, desk: Path
) -> None:
    async with reader(desk / "story.txt") as first, reader(desk / "story.txt") as second:
        assert second.app.session.store.read_only
        await second.press("R", "enter", "x")
        assert at_item(second) == "The ministry denied it."
        assert "another nkreader" in review(second).status.message
        await second.press("q")
        assert first.app.session.store.reviews == {}


async def test_untagged_sentences_are_gone_through_once_they_are_found(
    reader: Open, desk: Path
) -> None:
    async with reader(desk / "story.txt") as run:
        await run.press("R", "up")
        choice = run.app.screen.query_one("#queue-choice", RowList)
        keys = choice.rows.keys
        await run.press(*["down"] * (len(keys) - 1), "enter")
        await run.until(lambda: review(run).sitting is not None)
        await run.pilot.pause()
        shown = review(run).item.render_line(0).text
        assert " suggested · “" in shown
        quote = at_item(run)
        await run.press("s")
        assert ("speculation", quote) in run.tagged
