import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.text.trie import NameIndex, alternation, first_word_end

WORDS = st.lists(st.text("ab.é(", min_size=1, max_size=5), min_size=1, max_size=12)


@given(words=WORDS, text=st.text("ab.é(", max_size=8))
def test_alternation_matches_the_words_and_nothing_else(words: list[str], text: str) -> None:
    assert (re.fullmatch(alternation(words), text) is not None) == (text in words)


@given(words=WORDS, text=st.text("ab.é(", max_size=8))
def test_alternation_takes_the_longest_word(words: list[str], text: str) -> None:
    fitting = [word for word in words if text.startswith(word)]
    match = re.match(alternation(words), text)
    assert (match.group() if match else None) == (max(fitting, key=len) if fitting else None)


def test_words_each_a_beginning_of_the_next_do_not_nest_too_deep() -> None:
    words = ["a" * length for length in range(1, 201)]
    assert re.fullmatch(alternation(words), "a" * 200)


def _found(index: NameIndex[str], text: str) -> list[list[str]]:
    """Return the names that begin at each place, going on after each first word."""
    out, place = [], index.next_from(text, 1)
    while place:
        start, end, name = place
        out.append([name, *(name for _, name in index.shorter(text, start, end))])
        place = index.next_from(text, first_word_end(text, start))
    return out


@pytest.fixture
def index() -> NameIndex[str]:
    names = ("kim", "kim jong un", "u.s.", "u.s. army", "38 north", "people's daily")
    return NameIndex({name: name for name in names})


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("kim jong un spoke", [["kim jong un", "kim"]]),
        ("kim jong unwell", [["kim"]]),
        ("kimchi, akim", []),
        ("the u.s. army", [["u.s. army", "u.s."]]),
        ("the u.s.army", [["u.s."]]),
        ("kim  jong     un", [["kim jong un", "kim"]]),
        ("kim\0jong un", [["kim"]]),
        ("people's daily", [["people's daily"]]),
        ("2024kim", [["kim"]]),
        ("138 north", [["38 north"]]),
    ],
)
def test_names_that_begin_at_each_place(
    index: NameIndex[str], text: str, names: list[list[str]]
) -> None:
    assert _found(index, f" {text}") == names


def test_an_index_tells_where_each_name_ends(index: NameIndex[str]) -> None:
    text = " so kim jong un"
    assert index.next_from(text, 1) == (4, 15, "kim jong un")
    assert list(index.shorter(text, 4, 15)) == [(7, "kim")]
    assert first_word_end(text, 4) == 7


def test_a_name_found_may_be_followed_at_once_by_the_next(index: NameIndex[str]) -> None:
    assert _found(index, " u.s.kim") == [["u.s."], ["kim"]]


@pytest.mark.parametrize("letter", ["a", "é", "ж", "ß", "漢"])
def test_no_name_stands_behind_a_letter(index: NameIndex[str], letter: str) -> None:
    assert _found(index, f"{letter}kim {letter}38 north kim") == [["kim"]]


def test_an_index_of_nothing_finds_nothing() -> None:
    empty: NameIndex[str] = NameIndex({})
    assert empty.next_from(" kim jong un", 1) is None


@given(names=st.sets(st.from_regex(r"[a-c]{1,2}( [a-c]{1,2}){0,2}", fullmatch=True), min_size=1))
def test_every_name_is_found_in_itself(names: set[str]) -> None:
    index = NameIndex({name: name for name in names})
    for name in names:
        assert index.next_from(f" {name}", 1) == (1, 1 + len(name), name)
