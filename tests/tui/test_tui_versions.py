"""Sources that were edited since they were tagged, and while they are read."""

from pathlib import Path

import pytest
from textual.widgets import Static

from harness.reader import STORY, Open, Reader
from nkreader.model.annotation import AnchorState
from nkreader.tui.dialogs.wordings import Wordings

BEFORE, AFTER = "The ministry denied it.", "The ministry denied it all on Friday."
EDITED = STORY.replace(BEFORE, AFTER)


async def _tagged(open_reader: Open, *keys: str) -> None:
    async with open_reader() as reader:
        await reader.press("j", *keys)


def _sidebar(reader: Reader) -> list[str]:
    rows = reader.desk.annotations.rows
    return ["".join(text for text, _ in row.lines[0]) for row in rows]


def _story(workspace: Path) -> Path:
    return workspace / "seeds" / "story.txt"


async def test_two_keys_accept_what_has_become_of_a_passage(
    workspace: Path, open_reader: Open
) -> None:
    await _tagged(open_reader, "d")
    _story(workspace).write_text(EDITED, encoding="utf-8")
    async with open_reader() as reader:
        assert "? changed" in _sidebar(reader)[0]
        rows = [row for row in reader.shown() if AFTER in row]
        assert rows[0].split()[0] == "?"
        await reader.press("g", "a")
        assert reader.selected == AFTER
        assert "r sets the passage" in reader.said
        assert reader.tagged == [("denial", BEFORE)]
        await reader.press("r")
        assert reader.tagged == [("denial", AFTER)]
        assert "changed" not in _sidebar(reader)[0]
        rows = [row for row in reader.shown() if AFTER in row]
        assert rows[0].split()[0] == "D"
        await reader.press("u")
        assert reader.tagged == [("denial", BEFORE)]
        assert "? changed" in _sidebar(reader)[0]


async def test_enter_shows_old_and_new_words(workspace: Path, open_reader: Open) -> None:
    await _tagged(open_reader, "d")
    _story(workspace).write_text(EDITED, encoding="utf-8")
    for annotator in ("ann", "bob"):
        async with open_reader(annotator=annotator) as reader:
            for columns, rows in ((120, 40), (60, 24), (40, 10)):
                await reader.pilot.resize_terminal(columns, rows)
                await _see_old_and_new_words(reader, annotator, beside=columns >= 72)


async def test_a_key_of_the_form_takes_the_words_of_today(
    workspace: Path, open_reader: Open
) -> None:
    await _tagged(open_reader, "d")
    _story(workspace).write_text(EDITED, encoding="utf-8")
    async with open_reader() as reader:
        await reader.press("g", "a", "enter", *"Ann")
        hint = str(reader.app.screen.query_one("#form-hint", Static).render())
        assert "Ctrl+R take today's words" in hint
        await reader.press("ctrl+r")
        assert "denial set to this passage, saved" in reader.said
        assert reader.tagged == [("denial", AFTER)]
        (annotation,) = reader.app.session.store.annotations.values()
        assert annotation.speaker == "Ann"
        assert not reader.app.session.store.drafts.all
        await reader.press("u")
        assert reader.tagged == [("denial", BEFORE)]
        (annotation,) = reader.app.session.store.annotations.values()
        assert annotation.speaker == "Ann"


async def test_only_a_changed_passage_can_be_taken_in_the_form(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", "enter", "ctrl+r")
        form = reader.app.screen
        assert "Ctrl+R" not in str(form.query_one("#form-hint", Static).render())
        await reader.press("escape")
        assert reader.app.screen is reader.screen
        assert reader.tagged == [("denial", BEFORE)]


async def test_of_another_s_changed_passage_is_said_what_can_be_done(
    workspace: Path, open_reader: Open
) -> None:
    await _tagged(open_reader, "d")
    _story(workspace).write_text(EDITED, encoding="utf-8")
    async with open_reader(annotator="bob") as reader:
        await reader.press("g", "a")
        assert reader.said == "the text was changed here: Enter compares"


async def _see_old_and_new_words(reader: Reader, annotator: str, *, beside: bool) -> None:
    await reader.press("g", "a", "enter")
    shown = reader.app.screen.query_one(Wordings)
    tagged, today = shown.query(".wording")
    one, other = (str(each.query("Static").last().render()) for each in (tagged, today))
    assert (one, other) == (BEFORE, "The ministry denied it [all on Friday].")
    assert beside is (tagged.region.y == today.region.y)
    assert today.region.height > 1
    if annotator == "ann":  # all that is said of the passage can still be reached
        await reader.press(*["tab"] * 6)
        focused = reader.app.focused
        assert focused is not None
        assert focused.id == "field-tags"
        assert reader.app.screen.region.contains_region(focused.region)
    await reader.press("escape")
    assert reader.tagged == ([("denial", BEFORE)] if annotator == "ann" else [])


async def test_an_orphan_is_listed_last_and_can_be_set_by_hand(
    workspace: Path, open_reader: Open
) -> None:
    await _tagged(open_reader, "d", "G", "c")
    _story(workspace).write_text(STORY.replace(BEFORE, ""), encoding="utf-8")
    async with open_reader() as reader:
        assert ["! orphan" in row for row in _sidebar(reader)] == [False, True]
        orphan = reader.desk.placed[-1]
        assert orphan.span is None
        reader.parts.in_hand.go_to(orphan)
        await reader.press("g", "j", "r")
        assert [each.state for each in reader.desk.placed] == [
            AnchorState.EXACT, AnchorState.MOVED,
        ]  # fmt: skip


async def test_a_file_that_changes_is_said_to_and_read_again_by_a_key(
    workspace: Path, open_reader: Open
) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d", "j", "j")
        here = reader.selected
        before = reader.shown()
        _story(workspace).write_text("A correction came first.\n\n" + EDITED, encoding="utf-8")
        reader.parts.following.follow()
        assert "this file was changed" in reader.said
        assert (reader.shown(), reader.selected) == (before, here)
        assert "? changed" not in _sidebar(reader)[0]
        await reader.press("c")
        (seen,) = {each.source for each in reader.app.session.store.annotations.values()}
        assert reader.desk.opened is not None
        assert seen == reader.desk.opened.source.id
        reader.parts.following.follow()
        assert "this file was changed" not in reader.said
        await reader.press("shift+tab", "enter")
        assert reader.selected == here
        assert "A correction came first." in "\n".join(reader.shown())
        assert [each.state for each in reader.desk.placed] == [
            AnchorState.CHANGED,
            AnchorState.MOVED,
        ]
        reader.parts.following.follow()
        assert "this file was changed" not in reader.said


async def test_a_large_source_is_compared_while_the_screen_goes_on(
    workspace: Path, open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _tagged(open_reader, "d")
    _story(workspace).write_text(EDITED, encoding="utf-8")
    monkeypatch.setattr("nkreader.session.anchoring._LONG", 10)
    async with open_reader() as reader:
        await reader.until(lambda: bool(reader.desk.placed))
        assert [each.state for each in reader.desk.placed] == [AnchorState.CHANGED]
