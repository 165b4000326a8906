"""Rows tile the text, and offsets find their cells and come back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.model.source import Shape, Source, Timecode, Turn
from nkreader.model.span import Span
from nkreader.reading import cells
from nkreader.reading.flow import Flow, flow
from nkreader.reading.layout import BLOCK, Layout
from nkreader.reading.shown import Shown
from nkreader.text.prose import prose

ALPHABET = "ab .\n’“é\u0301한国\U0001f600\u200d\t\u202e\x1b\xa0"
FLOWS = st.builds(
    lambda text, breaks: Flow(Shown(text, text, piece=50), (), tuple(breaks)),
    st.text(ALPHABET, max_size=300),
    st.lists(st.integers(0, 300), max_size=3, unique=True).map(sorted),
)


@given(FLOWS, st.integers(1, 40))
def test_rows_tile_the_text(text: Flow, columns: int) -> None:
    layout = Layout(text, columns)
    at = 0
    for y in range(layout.height):
        extent = layout.extent(y)
        assert extent.start == at
        assert layout.row(y).end <= extent.end
        at = extent.end
    assert at == len(text.shown)


@given(FLOWS, st.integers(2, 40))
def test_an_offset_finds_its_cell_and_comes_back(text: Flow, columns: int) -> None:
    layout = Layout(text, columns)
    for y in range(layout.height):
        row = layout.row(y)
        for start, end, wide in cells.graphemes(text.shown.of(row)):
            place = layout.place_of(row.start + start)
            assert place.y == y
            if wide:
                assert layout.offset_at(place) <= row.start + start < row.start + end


@given(FLOWS, st.integers(8, 40))
def test_rows_are_no_wider_than_the_columns(text: Flow, columns: int) -> None:
    layout = Layout(text, columns)
    for y in range(layout.height):
        row = text.shown.of(layout.row(y))
        clusters = [(row[start], wide) for start, _, wide in cells.graphemes(row)]
        while clusters and clusters[-1][0] == " ":
            clusters.pop()  # a space hangs beyond the edge, with what combines with it
        assert sum(wide for _, wide in clusters) <= columns


@given(st.text(ALPHABET.replace("\n", ""), max_size=40), st.integers(0, 20))
def test_what_is_cut_fits(text: str, columns: int) -> None:
    cut = cells.cut(text, columns)
    assert cells.width(cut) <= columns
    assert cut == text or columns == 0 or cut.endswith("…")


def test_words_wrap_and_blank_lines_become_one() -> None:
    shown = "one two three\n\n\n\nfour"
    layout = Layout(Flow(Shown(shown, shown)), 8)
    rows = [layout.row(y).of(shown) for y in range(layout.height)]
    assert rows == ["one two ", "three", "", "four"]


def test_clock_lines_and_marks_stand_in_the_margin() -> None:
    text = "6:00 pm\n>> yes, we\n6:01 pm\ndid. sami: no."
    codes = (
        Timecode(Span(0, 7), Span(8, 19), "6:00 pm"),
        Timecode(Span(19, 26), Span(27, len(text)), "6:01 pm"),
    )
    turns = (Turn(Span(11, 32), Span(8, 11)), Turn(Span(38, 41), Span(32, 38), "sami"))
    source = Source("x", text, "0" * 64, Shape.CAPTIONS, timecodes=codes, turns=turns)
    shown = flow(source, prose(source), margin=True)
    layout = Layout(shown, 60)
    rows = [
        "".join(shown.shown.of(piece) for piece in layout.pieces(layout.row(y)))
        for y in range(layout.height)
    ]
    assert rows == ["yes, we did. ", "no."]
    inline = Layout(flow(source, prose(source), margin=False), 60)
    assert inline.row(inline.row_of(19)).of(text.replace("\n", " ")).endswith("6:01 pm did. ")


def test_a_clock_line_that_opens_a_paragraph_leaves_no_gap() -> None:
    text = "A header\n\n6:00 pm\nyes, we did."
    codes = (Timecode(Span(10, 17), Span(18, len(text)), "6:00 pm"),)
    source = Source("x", text, "0" * 64, Shape.CAPTIONS, timecodes=codes, boilerplate=(Span(0, 8),))
    layout = Layout(flow(source, prose(source), margin=True), 60)
    drawn = [
        "".join(layout.shown.of(piece) for piece in layout.pieces(layout.row(y)))
        for y in range(layout.height)
    ]
    assert drawn[-1] == "yes, we did."


def test_a_large_text_is_wrapped_only_where_it_is_looked_at() -> None:
    text = ("word " * 15 + "\n") * (6 * BLOCK // 76)
    layout = Layout(Flow(Shown(text, text)), 40)
    assert len(layout.pending) > 3
    last = layout.row_of(len(text) - 2)
    assert len(layout.pending) > 2
    assert layout.row(last).end == len(text) - 1
    for block in layout.pending:
        layout.wrap(block)
    assert layout.pending == ()
    assert layout.height == 2 * text.count("\n")


def test_a_huge_line_is_cut_into_blocks() -> None:
    text = "word " * (BLOCK * 2)
    layout = Layout(Flow(Shown(text, text)), 50)
    assert len(layout.pending) > 1
    assert all(layout.row(y).of(text).startswith("word") for y in range(20))


def test_a_line_with_many_breaks_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looked, line_end = [0], Shown.line_end

    def counting(shown: Shown, start: int, end: int) -> int:
        looked[0] += end - start
        return line_end(shown, start, end)

    monkeypatch.setattr(Shown, "line_end", counting)
    text = "Nobody saw them. " * 1_000
    breaks = tuple(range(17, len(text), 17))
    layout = Layout(Flow(Shown(text, text), (), breaks), 40)
    assert layout.height == 1_000
    assert looked[0] < 2 * len(text)


def test_a_break_at_a_line_end_is_one_line_end() -> None:
    text = "One.\nTwo.\n\nThree."
    rows = Layout(Flow(Shown(text, text), (), (4, 9)), 40)
    plain = Layout(Flow(Shown(text, text), (), ()), 40)
    assert [rows.row(y) for y in range(rows.height)] == [plain.row(y) for y in range(plain.height)]
