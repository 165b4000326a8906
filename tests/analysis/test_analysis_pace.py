"""How fast a review goes, and in which words that is told."""

import pytest

from nkreader.analysis.pace import in_words, seconds_each, seconds_left


def test_the_rest_takes_as_long_as_what_is_done_did() -> None:
    assert seconds_each(0, 30) is seconds_left(0, 9, 30) is None
    assert seconds_each(4, 30) == 7.5
    assert seconds_left(4, 10, 30) == 75
    assert seconds_left(4, 0, 30) == 0


@pytest.mark.parametrize(("done", "seconds"), [(1, 0), (2, 40), (10, 0), (10, 9)])
def test_a_few_items_or_a_second_for_none_are_no_pace(done: int, seconds: int) -> None:
    assert seconds_each(done, seconds) is seconds_left(done, 9, seconds) is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (7.5, "8 s"),
        (119, "119 s"),
        (120, "2 min"),
        (3600, "60 min"),
        (8040, "2 h 14 min"),
    ],
)
def test_a_time_in_words(seconds: float, words: str) -> None:
    assert in_words(seconds) == words
