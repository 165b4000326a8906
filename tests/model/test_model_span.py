"""Spans: what they share, and how many of them cover a text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nkreader.model.span import Span, clipped, gaps, merged

SPANS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 12)).map(lambda t: Span(t[0], t[0] + t[1]))
)


def covered(spans: tuple[Span, ...] | list[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def test_a_span_names_its_slice() -> None:
    assert Span(3, 6).of("abcdefgh") == "def"


def test_spans_that_touch_do_not_overlap() -> None:
    assert not Span(0, 3).overlaps(Span(3, 5))
    assert Span(0, 4).overlaps(Span(3, 5))


def test_a_span_contains_itself_and_what_lies_inside() -> None:
    assert Span(2, 5).contains(Span(2, 5))
    assert Span(2, 5).contains(Span(3, 4))
    assert not Span(2, 5).contains(Span(3, 6))


@given(SPANS)
def test_merged_spans_cover_the_same_in_order_and_apart(spans: list[Span]) -> None:
    result = merged(spans)
    assert covered(result) == covered(spans)
    assert all(left.end < right.start for left, right in pairwise(result))


@given(SPANS, st.integers(0, 30), st.integers(0, 30))
def test_gaps_are_what_is_not_covered(spans: list[Span], start: int, length: int) -> None:
    end = start + length
    found = list(gaps(spans, start, end))
    assert covered(found) == set(range(start, end)) - covered(spans)
    assert found == sorted(found)


@given(SPANS, st.integers(0, 30), st.integers(0, 30))
def test_clipped_spans_cover_what_they_did_inside(
    spans: list[Span], start: int, length: int
) -> None:
    within = Span(start, start + length)
    found = clipped(spans, within)
    assert covered(found) == covered(spans) & covered([within])
    assert all(within.contains(each) for each in found)
