"""Folding and display: one code point for one, nothing foreign let through."""

import re

from hypothesis import given
from hypothesis import strategies as st

from nkreader.text.display import one_line, visible
from nkreader.text.fold import fold

ANY = st.text(st.characters(codec=None))
CONTROL = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


@given(ANY)
def test_the_length_stays(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert len(visible(text)) == len(text)
    assert len(visible(text, newlines=True)) == len(text)


@given(ANY)
def test_nothing_that_steers_a_terminal_is_let_through(text: str) -> None:
    assert not CONTROL.search(visible(text))
    assert not CONTROL.search(one_line(text))
    assert not CONTROL.search(visible(text, newlines=True).replace("\n", ""))


def test_all_of_unicode_folds_one_for_one() -> None:
    everything = "".join(map(chr, range(0x110000)))
    assert len(fold(everything)) == len(everything)


def test_spellings_that_fold_alike() -> None:
    assert fold("Kim Jong-un’s\nİ") == "kim jong un's i"
    assert fold("U.S.\u00a0–“x”") == 'u.s.  "x"'


def test_what_is_shown() -> None:
    assert visible("a\x1b[31m\tb\x9b\u202e\u200bc") == "a␛[31m b��·c"
    assert visible("가é👍\u200d\u200c") == "가é👍\u200d\u200c"
    assert one_line(" a\n b\r\n") == "a b"
