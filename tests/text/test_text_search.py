"""Search: what a query finds, and what it does not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.text.fold import fold
from nkreader.text.search import search


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("Kim Jong-un and KIM JONG UN", "kim jong un", ["Kim Jong-un", "KIM JONG UN"]),
        ("kim jong un, Kim Jong–Un", "Jong-Un", ["jong un", "Jong–Un"]),
        ("north          korea", "North Korea", ["north          korea"]),
        ("north\u00a0\u2009korea", "north korea", ["north\u00a0\u2009korea"]),
        ('Kim’s "deal", Kim\'s “deal”', "kim's “deal\"", ['Kim’s "deal"', "Kim's “deal”"]),
        ("north\nkorea, north \n korea", "north korea", []),
        ("northern", "north", ["north"]),
        ("a.b acb (a.b", "a.b", ["a.b", "a.b"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("[x] (a+)+$ \\d", "(a+)+$ \\d", ["(a+)+$ \\d"]),
        ("STRASSE İstanbul", "strasse", ["STRASSE"]),
        ("x  y", " x y- ", ["x  y"]),
        ("anything - at all", " –- ", []),
        ("anything", "", []),
    ],
)
def test_finds(text: str, query: str, hits: list[str]) -> None:
    assert [span.of(text) for span in search(text, query)] == hits


def test_keeps_to_the_stretch() -> None:
    assert list(search("one one one", "one", 1, 10)) == [(4, 7)]


@given(st.text(st.sampled_from("aA-\u2013 '’\"”.\n"), max_size=30), st.text("aA- '\".", max_size=5))
def test_agrees_with_folding(text: str, query: str) -> None:
    pattern = " +".join(re.escape(word) for word in fold(query).split())
    lines = [fold(line) for line in text.split("\n")]
    wanted = [re.findall(pattern, line) for line in lines if pattern]
    found = [re.sub(" +", " ", fold(span.of(text))) for span in search(text, query)]
    assert found == [re.sub(" +", " ", hit) for hits in wanted for hit in hits]


def test_takes_linear_time_over_long_blanks() -> None:
    text = ("a" + " " * 5000) * 200
    assert list(search(text, "a b")) == []
