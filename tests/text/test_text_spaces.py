from hypothesis import given
from hypothesis import strategies as st

from nkreader.model.span import Span
from nkreader.text.spaces import inked, one_spaced, trimmed

TEXTS = st.text(st.sampled_from("ab \t\xa0\n\r\u2028\x0b"), max_size=60)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60))
def test_trimmed_is_strip(text: str, one: int, other: int) -> None:
    span = Span(*sorted((min(one, len(text)), min(other, len(text)))))
    found = trimmed(text, *span)
    assert found.of(text) == span.of(text).strip()
    assert span.contains(found)


def test_what_is_white_only_is_trimmed_to_its_end() -> None:
    assert trimmed("a \n b", 1, 4) == (4, 4)


def test_one_spaced_folds_white_space_of_every_kind() -> None:
    assert one_spaced(" a\xa0\u2009b\r\n\tc ") == "a b c"


def test_inked_is_without_white_space_and_marks_that_take_no_room() -> None:
    text = "a \u200e\ufeff b\u200bc \u200b\r\n"
    assert inked(text, Span(1, len(text))).of(text) == "b\u200bc"
    start, end = inked(text, Span(1, 4))
    assert start == end
