"""Offsets in other units name the same characters, and come back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.model.span import Span
from nkreader.text.units import lf_units, on_whole_line_ends, utf16_units, with_lf

TEXTS = st.lists(
    st.sampled_from(
        ("🛰", "👩‍👩‍👧", "e\u0301", "항", "\u00a0", "  ", "a", "\r\n", "\r", "\n", "\ud800")
    )
).map("".join)


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, Span]:
    text = draw(TEXTS.filter(bool))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text))))


@given(spans())
def test_utf16_names_the_same_characters(passage: tuple[str, Span]) -> None:
    text, span = passage
    units = utf16_units(text)
    start, end = units.of_span(span)
    encoded = text.encode("utf-16-le", "surrogatepass")
    assert encoded[start * 2 : end * 2] == span.of(text).encode("utf-16-le", "surrogatepass")
    assert units.end * 2 == len(encoded)
    assert units.code_point_span(Span(start, end)) == span


@given(spans())
def test_lf_names_the_same_characters(passage: tuple[str, Span]) -> None:
    text, span = passage
    units, whole = lf_units(text), on_whole_line_ends(text, span)
    start, end = units.of_span(whole)
    assert with_lf(text)[start:end] == with_lf(whole.of(text))
    assert units.end == len(with_lf(text))
    assert units.code_point_span(Span(start, end)) == whole
    assert whole == span or "\r\n" in text


def test_no_offset_lies_in_a_character_or_beyond_the_text() -> None:
    units = utf16_units("a🛰b")
    assert [units.code_points(each) for each in range(-1, 6)] == [None, 0, 1, None, 2, 3, None]
    assert lf_units("a\r\nb").code_points(4) is None


@pytest.mark.parametrize("span", [(2, 1), (1, 1), (0, 9), (-1, 2), (0, 2)])
def test_what_is_no_span_of_the_text_is_none(span: tuple[int, int]) -> None:
    assert utf16_units("a🛰b").code_point_span(Span(*span)) is None


def test_a_passage_never_splits_a_line_end() -> None:
    text = "a\r\nb"
    assert on_whole_line_ends(text, Span(0, 2)) == Span(0, 3)
    assert on_whole_line_ends(text, Span(2, 4)) == Span(1, 4)
    assert on_whole_line_ends(text, Span(1, 3)) == Span(1, 3)
