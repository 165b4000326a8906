"""Cues in the reader: underlined when wanted, moving nothing, saving nothing."""

import re
from pathlib import Path

from msgspec.structs import replace

from harness.reader import Open, Reader
from nkreader.model.annotation import Label, Status
from nkreader.model.change import Change, Step


def underlined(reader: Reader) -> list[str]:
    """Return what is underlined on the text pane's rows."""
    pane = reader.desk.text
    strips = [pane.render_line(y) for y in range(pane.size.height)]
    return [
        segment.text
        for strip in strips
        for segment in strip
        if segment.style and segment.style.underline
    ]


def shown(reader: Reader) -> list[str]:
    pane = reader.desk.text
    return [pane.render_line(y).text for y in range(pane.size.height)]


async def test_words_that_signal_a_label_are_underlined_while_wanted(open_reader: Open) -> None:
    async with open_reader() as reader:
        before, at = shown(reader), reader.selected
        assert underlined(reader) == []
        await reader.press("i")
        assert {"denied", "said", "may"} <= set(underlined(reader))
        assert shown(reader) == before
        assert reader.selected == at
        await reader.press("i")
        assert underlined(reader) == []
        assert not reader.app.session.store.annotations


async def test_the_next_suggestion_is_gone_to_named_and_tagged_by_its_key(
    open_reader: Open,
) -> None:
    async with open_reader() as reader:
        await reader.press("w")
        first = reader.selected
        assert re.search(r"denial\? denies: “denied”, \d+% sure", reader.said)
        await reader.press("i")
        assert "denial? “denied”" in reader.desk.status.text
        assert reader.desk.status.text.count("denial?") == 1
        assert not reader.app.session.store.annotations
        await reader.press("d")
        (made,) = reader.app.session.store.annotations.values()
        assert (made.label, made.quote) == (Label.DENIAL, first)
        assert "denial?" not in reader.desk.status.text
        await reader.press("w")
        second = reader.selected
        assert second != first
        await reader.press("W")
        assert reader.selected == second
        assert "no suggestion before this" in reader.said
        await reader.press("backspace")
        assert reader.selected == first


async def test_another_source_has_its_own_cues(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("i", "right_square_bracket")
        await reader.press("right_square_bracket")
        assert reader.parts.cueing.cues_shown
        assert underlined(reader)


async def test_muted_cues_are_told_in_the_help(workspace: Path, open_reader: Open) -> None:
    settings = workspace / "nkreader.toml"
    settings.write_text("[cues]\nmute_after = 1\n", encoding="utf-8")
    async with open_reader() as reader:
        await reader.press("w", "d")
        store = reader.app.session.store
        (made,) = store.annotations.values()
        _reject(reader, made.id)
        assert reader.parts.cueing.notices() != []
        assert "“denies”" in reader.parts.cueing.notices()[0]
        await reader.press("i")
        assert "1 muted" in reader.said
        assert "denied" not in underlined(reader)


def _reject(reader: Reader, annotation_id: str) -> None:
    session = reader.app.session
    before = session.store.annotations[annotation_id]
    after = replace(before, status=Status.REJECTED)
    session.store.apply(Step(session.new_id(), "reject", session.now(), (Change(before, after),)))
