"""Offsets in other units and other line ends, there and back."""

from hypothesis import given
from hypothesis import strategies as st

from nkreader.text.line_feeds import LineFeeds
from nkreader.text.utf16 import Utf16

PIECES = ("a", " ", "é", "항", "🛰", "\U0010ffff", "\uffff", "\r", "\n", "\r\n", "\x85")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(TEXTS)
def test_utf16_units_are_those_of_the_encoding(text: str) -> None:
    counts = Utf16(text)
    for offset in range(len(text) + 1):
        units = len(text[:offset].encode("utf-16-le")) // 2
        assert counts.units(offset) == units
        assert counts.code_points(units) == offset


@given(TEXTS)
def test_the_middle_of_a_code_point_is_nowhere(text: str) -> None:
    counts = Utf16(text)
    starts = {counts.units(offset) for offset in range(len(text) + 1)}
    for units in range(counts.units(len(text)) + 1):
        assert (counts.code_points(units) is None) == (units not in starts)


@given(TEXTS)
def test_a_text_of_line_feeds_has_no_other_line_end(text: str) -> None:
    made = LineFeeds(text)
    assert made.text.splitlines() == made.text.split("\n")[: len(made.text.splitlines())]
    assert "\r" not in made.text
    assert len(made.text) == len(text) - text.count("\r\n")


@given(TEXTS)
def test_offsets_come_back_but_from_between_cr_and_lf(text: str) -> None:
    made = LineFeeds(text)
    for offset in range(len(text) + 1):
        between = text[offset - 1 : offset + 1] == "\r\n" and offset > 0
        back = made.there(made.here(offset))
        assert back == (offset - 1 if between else offset)


@given(TEXTS, st.data())
def test_a_slice_is_the_same_in_both_but_for_its_line_ends(text: str, data: st.DataObject) -> None:
    made = LineFeeds(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if text[start - 1 : start + 1] != "\r\n" and text[end - 1 : end + 1] != "\r\n":
        there = made.text[made.here(start) : made.here(end)]
        assert there == text[start:end].replace("\r\n", "\n").replace("\r", "\n").replace(
            "\x85", " "
        )
