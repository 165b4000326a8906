"""What is typed as a note in a review outlives the reader, and is offered again."""

from pathlib import Path

import pytest
from tui_tagging import desk_with

from harness.reader import Open, Reader, lines_of, opener
from nkreader.model.annotation import Label
from nkreader.store.annotations import AnnotationStore
from nkreader.store.errors import StoreError
from nkreader.tui.review.noting import TYPED
from nkreader.tui.review.screen import ReviewScreen

NOTE = "unseen"
MINE, THEIRS = "The ministry denied it.", "A satellite saw full trains."


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    passages = (("ann", MINE), ("bob", THEIRS))
    return desk_with(tmp_path, [("story.txt", quote, Label.CLAIM, by) for by, quote in passages])


@pytest.fixture
def reader(desk: Path) -> Open:
    return opener(desk)


def review(reader: Reader) -> ReviewScreen:
    assert isinstance(reader.app.screen, ReviewScreen)
    return reader.app.screen


def files(desk: Path) -> list[Path]:
    return sorted((desk / "annotations").glob("ann.drafts/*"))


async def type_and_be_gone(open_reader: Open, desk: Path, *keys: str) -> None:
    async with open_reader(desk / "story.txt") as run:
        await run.press(*keys, "n", *NOTE)
        assert review(run).prompt.typed == NOTE
    assert len(files(desk)) == 1


async def test_on_one_s_own_it_is_offered_in_the_form(reader: Open, desk: Path) -> None:
    await type_and_be_gone(reader, desk, "R", "enter")
    async with reader(desk / "story.txt") as run:
        assert "was kept: Enter opens it" in run.said
        await run.press("R", "enter")
        assert "n goes on with it" in review(run).status.message
        await run.press("n")
        assert review(run).prompt.typed == NOTE
        assert review(run).status.message == TYPED
        await run.press("end", "!", "enter")
        (mine,) = run.app.session.store.annotations.values()
        assert mine.note == f"{NOTE}!"
    assert not files(desk)


async def test_on_another_s_it_is_offered_in_the_review(reader: Open, desk: Path) -> None:
    await type_and_be_gone(reader, desk, "R", *"by:bob", "enter")
    async with reader(desk / "story.txt") as run:
        assert "in a review (R) n on it goes on" in run.said
        await run.press("R", *"by:bob", "enter", "n", "enter")
        (verdict,) = run.app.session.store.verdicts.values()
        assert verdict.note == NOTE
    assert not files(desk)


async def test_on_a_sentence_that_is_not_tagged_yet(reader: Open, desk: Path) -> None:
    sentences = ("R", "down", "down", "down", "enter")

    async def look(run: Reader) -> None:
        await run.press(*sentences)
        await run.until(lambda: review(run).seen is not None)
        assert review(run).seen.annotation is None  # type: ignore[union-attr]
        await run.press("n")

    async with reader(desk / "story.txt") as run:
        await look(run)
        await run.press(*NOTE)
    assert len(files(desk)) == 1
    async with reader(desk / "story.txt") as run:
        assert "in a review (R) n on it goes on" in run.said
        await look(run)
        assert review(run).prompt.typed == NOTE
        await run.press("enter")
        assert NOTE in [each.note for each in run.app.session.store.annotations.values()]
    assert not files(desk)


async def test_escape_throws_it_away(reader: Open, desk: Path) -> None:
    await type_and_be_gone(reader, desk, "R", "enter")
    async with reader(desk / "story.txt") as run:
        await run.press("R", "enter", "n", "escape")
        assert not files(desk)
        await run.press("n")
        assert review(run).prompt.typed == ""


async def test_much_is_kept_at_once(reader: Open, desk: Path) -> None:
    async with reader(desk / "story.txt") as run:
        await run.press("R", "enter", "n")
        review(run).prompt.take(NOTE * 20)
        await run.press("x")
        await run.until(lambda: len(files(desk)) == 1)


async def test_what_cannot_be_saved_stays_a_draft(
    reader: Open, desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object, **named: object) -> None:
        raise StoreError("the disk is full")

    async with reader(desk / "story.txt") as run:
        await run.press("R", "enter", "n", *NOTE)
        with monkeypatch.context() as broken:
            broken.setattr(AnnotationStore, "apply", refuse)
            await run.press("enter")
            assert "the disk is full" in review(run).status.message
        await run.press("n")
        assert review(run).prompt.typed == NOTE
    assert len(files(desk)) == 1


async def test_what_was_saved_after_all_is_not_offered(reader: Open, desk: Path) -> None:
    await type_and_be_gone(reader, desk, "R", *"by:bob", "enter")
    (draft,) = files(desk)
    left = draft.read_bytes()
    async with reader(desk / "story.txt") as run:
        await run.press("R", *"by:bob", "enter", "n", "enter")
    draft.parent.mkdir()
    draft.write_bytes(left)
    async with reader(desk / "story.txt") as run:
        assert "you typed" not in run.said


async def test_a_note_that_is_there_is_gone_on_with_as_in_the_form(
    reader: Open, desk: Path
) -> None:
    async with reader(desk / "story.txt") as run:
        await run.press("R", "enter", "n", *NOTE, "enter")
        await run.press("n", "!", "enter")
        (mine,) = run.app.session.store.annotations.values()
        assert mine.note == f"{NOTE}!"


async def test_the_last_line_tells_the_keys_of_the_note_while_it_is_typed(
    reader: Open, desk: Path
) -> None:
    async with reader(desk / "story.txt") as run:
        await run.press("R", "enter")
        (before,) = lines_of(review(run).hints)
        await run.press("n")
        assert lines_of(review(run).hints) == ["Enter take it  Esc give up"]
        await run.press("escape")
        assert lines_of(review(run).hints) == [before]
        assert "accept" in before
