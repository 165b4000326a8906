"""Folding for matching: one code point for one."""

from hypothesis import given
from hypothesis import strategies as st

from nkreader.text.fold import fold


@given(st.text(st.characters(codec=None)))
def test_the_length_stays(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_all_of_unicode_folds_one_for_one() -> None:
    everything = "".join(map(chr, range(0x110000)))
    assert len(fold(everything)) == len(everything)


def test_spellings_that_fold_alike() -> None:
    assert fold("Kim Jong-un’s\nİ") == "kim jong un's i"
    assert fold("U.S.\u00a0–“x”") == 'u.s.  "x"'
