"""Annotations whose passage is no longer in the text: keys in the list act on them alone."""

from pathlib import Path

import pytest
from textual.widgets import Static

from harness.reader import STORY, Open, Reader
from nkreader.model.annotation import AnchorState, Label
from nkreader.tui import clipboard

LOST = "The ministry denied it."
LAST = "The end came late."
BOTH = [("denial", LOST), ("claim", LAST)]
TO_THE_ORPHAN = ("tab", "g", "G")


async def _lose(open_reader: Open, workspace: Path, annotator: str = "ann") -> None:
    """Tag two passages; take the first one out of the text."""
    async with open_reader(annotator=annotator) as reader:
        await reader.press("j", "d", "G", "c")
    story = workspace / "seeds" / "story.txt"
    story.write_text(STORY.replace(LOST, ""), encoding="utf-8")


def _dialog(reader: Reader) -> str:
    return "\n".join(str(each.render()) for each in reader.app.screen.query(Static))


async def test_x_deletes_the_orphan_that_the_cursor_is_on(
    open_reader: Open, workspace: Path
) -> None:
    await _lose(open_reader, workspace)
    async with open_reader() as reader:
        await reader.press("G", *TO_THE_ORPHAN, "x")
        assert reader.tagged == [("claim", LAST)]
        await reader.press("u")
        assert sorted(reader.tagged) == sorted(BOTH)
        assert reader.desk.annotations.key == reader.desk.placed[-1].annotation.id
        await reader.press("enter", "escape", "x")
        assert reader.tagged == [("claim", LAST)]


@pytest.mark.parametrize(("key", "label"), [("c", "claim"), ("e", "evidence")])
async def test_a_label_key_relabels_the_orphan(
    open_reader: Open, workspace: Path, key: str, label: str
) -> None:
    await _lose(open_reader, workspace)
    async with open_reader() as reader:
        await reader.press("G", *TO_THE_ORPHAN, key)
        assert sorted(reader.tagged) == sorted([(label, LOST), ("claim", LAST)])
        assert f"denial is now {label}, saved" in reader.said
        await reader.press("plus", "s")
        assert len(reader.tagged) == 2
        assert "no longer in the text" in reader.said


async def test_y_copies_the_orphan_with_where_it_stood(
    open_reader: Open, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []

    def copy(text: str, _: object) -> clipboard.Way:
        copied.append(text)
        return clipboard.Way.SYSTEM

    monkeypatch.setattr(clipboard, "copy", copy)
    await _lose(open_reader, workspace)
    at = STORY.index(LOST)
    async with open_reader() as reader:
        await reader.press("G", *TO_THE_ORPHAN, "y")
        await reader.until(lambda: "copied" in reader.said)
    assert copied == [
        f"“{LOST}” — “Ministry denies shipments”, seeds/story.txt {at}:{at + len(LOST)} as tagged"
    ]


async def test_r_says_how_and_sets_the_orphan_only_from_the_text(
    open_reader: Open, workspace: Path
) -> None:
    await _lose(open_reader, workspace)
    async with open_reader() as reader:
        await reader.press("G", *TO_THE_ORPHAN, "r")
        assert sorted(reader.tagged) == sorted(BOTH)
        assert "select the new passage in the text, then r" in reader.said
        await reader.press("enter")
        assert "select the new passage in the text, then r" in _dialog(reader)
        assert LOST in _dialog(reader)
        await reader.press("escape", "shift+tab", "g", "j", "r")
        assert "an orphan until now, set to this passage" in reader.said
        assert [each.state for each in reader.desk.placed] == [
            AnchorState.EXACT, AnchorState.MOVED,
        ]  # fmt: skip


async def test_keys_in_the_list_act_on_its_row_not_on_what_is_selected(open_reader: Open) -> None:
    async with open_reader() as reader:
        # The list's cursor stays on the last annotation of which anything was selected.
        await reader.press("j", "d", "j", "tab", "s")
        assert reader.tagged == [("speculation", LOST)]
        await reader.press("r")
        assert "select the new one in the text" in reader.said
        assert reader.tagged == [("speculation", LOST)]
        await reader.press("shift+tab", "j", "tab", "x")
        assert reader.tagged == []


async def test_the_work_of_others_is_judged_from_the_list_and_stays_as_it_is(
    open_reader: Open, workspace: Path
) -> None:
    await _lose(open_reader, workspace, annotator="bob")
    async with open_reader() as reader:
        before = (workspace / "annotations" / "bob.json").read_bytes()
        await reader.press("G", "e", *TO_THE_ORPHAN, "x")
        assert "is bob's" in reader.said
        await reader.press("c")
        assert "denial is now claim" in reader.said
        (given,) = reader.app.session.store.verdicts.values()
        assert given.label is Label.CLAIM
        assert (workspace / "annotations" / "bob.json").read_bytes() == before
        await reader.press("enter")
        assert "no longer in the text" in _dialog(reader)
        assert reader.tagged == [("evidence", LAST)]


async def test_a_label_on_a_row_of_another_tags_its_passage(open_reader: Open) -> None:
    async with open_reader(annotator="bob") as reader:
        await reader.press("j", "d")
    async with open_reader() as reader:
        await reader.press("G", "tab", "s")
        assert reader.tagged == [("speculation", LOST)]
        assert reader.selected == LOST


async def test_states_are_seen_before_the_speaker_and_counted(
    open_reader: Open, workspace: Path
) -> None:
    said = "Moscow said the trains were empty."
    async with open_reader() as reader:
        await reader.press("j", "d", "enter", *"Somebody With A Long Name", "enter", "j", "e")
        await reader.press("G", "c")
    edited = STORY.replace(LOST, "").replace(said, "Moscow said the trains were almost empty.")
    (workspace / "seeds" / "story.txt").write_text(edited, encoding="utf-8")
    async with open_reader() as reader:
        pane = reader.desk.annotations
        width = pane.size.width
        rows = [pane.render_line(pane.LINES * at).text for at in range(3)]
        assert rows[0].startswith("E evidence ? changed")
        assert rows[2].startswith("D denial ! orphan Somebody")
        assert {len(row) for row in rows} == {width}
        title = reader.desk.titles[pane]
        assert title.render_line(0).text == " Tagged 3 · 1 orphan · 1 ch… "
        await reader.press("g", "a", "a", "a")
        assert reader.said == "no further annotation in the text; 1 orphan: Tab"
        await reader.press("tab", "G", "x", "shift+tab", "a")
        assert reader.said == "no further annotation here"
        assert title.render_line(0).text.strip() == "Tagged 2 · 1 changed"
