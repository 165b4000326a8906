"""Going to a place in another source, and back."""

from pathlib import Path

from harness.reader import Open
from nkreader.model.span import Span


async def test_an_annotation_in_another_source_is_gone_to_and_back(
    workspace: Path, open_reader: Open
) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d")
        tagged, at = reader.selected, reader.desk.index
        (identity,) = reader.app.session.store.annotations
        await reader.press("right_square_bracket", "left_square_bracket")
        step = "right_square_bracket" if at == 0 else "left_square_bracket"
        await reader.press(step)
        assert reader.desk.index != at
        elsewhere = reader.selected
        assert reader.parts.travelling.go_to_annotation(identity)
        await reader.press()
        assert (reader.desk.index, reader.selected) == (at, tagged)
        assert reader.desk.current == identity
        await reader.press("backspace")
        assert (reader.desk.index != at, reader.selected) == (True, elsewhere)


async def test_a_place_in_another_source_is_gone_to(open_reader: Open) -> None:
    async with open_reader() as reader:
        other = len(reader.app.session.library.entries) - 1
        reader.parts.travelling.go_to_place(other, Span(3, 9))
        await reader.press()
        assert reader.desk.index == other
        assert reader.desk.text.selection.span == Span(3, 9)


async def test_what_is_not_there_is_said(open_reader: Open) -> None:
    async with open_reader() as reader:
        assert not reader.parts.travelling.go_to_annotation("nothing")
        assert "not there any more" in reader.said
