"""Lines break where their words do, whatever is odd in them."""

from hypothesis import given
from hypothesis import strategies as st

from nkreader.reading import cells

WORDS = ["a", "trains", "e\u0301te\u0301", "♪", "fa\u200br", "naïve"]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1),
    st.integers(7, 30),
)
def test_what_is_odd_in_a_line_breaks_it_nowhere_else(words: list[str], columns: int) -> None:
    expected, at, used = [0], 0, 0
    for word in words:
        if used and used + 1 + cells.width(word) > columns:
            expected.append(at)
            used = 0
        used += cells.width(word) + (used > 0)
        at += len(word) + 1
    assert cells.row_starts(" ".join(words), columns) == expected
