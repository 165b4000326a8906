"""Searches as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.analysis.dates import Dates, since
from nkreader.analysis.filters import Filter
from nkreader.analysis.query import FIELDS, Query, mistaken_fields, parse_query, parse_search
from nkreader.model.annotation import Label
from nkreader.model.errors import NkreaderError
from nkreader.text.terms import Term


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("kim shells kim", Query((Term("kim"), Term("shells")), Filter())),
        ('"artillery shells"', Query((Term("artillery shells", literal=True),), Filter())),
        ("“artillery shells” -", Query((Term("artillery shells", literal=True),), Filter())),
        ('"kim jo', Query((Term("kim jo", literal=True),), Filter())),
        ('entity:"Kim Jong Un"', Query((), Filter(entities=("Kim Jong Un",)))),
        ("entity:putin x", Query((Term("x"),), Filter(entities=("putin",)))),
        ("label:den", Query((), Filter(labels=(Label.DENIAL,)))),
        ('judged:bob judged:"eve noted"', Query((), Filter(judged=("bob", "eve noted")))),
        ("x said:2024-06", Query((Term("x"),), Filter(said=Dates("2024-06", "2024-06")))),
        ("since:2024-06-18", Query((), Filter(since=since("2024-06-18")))),
        ("https://x", Query((Term("https://x"),), Filter())),
        ('"label:den"', Query((Term("label:den", literal=True),), Filter())),
        ('"$"', Query((Term("$", literal=True),), Filter())),
    ],
)
def test_is_read(typed: str, query: Query) -> None:
    assert parse_search(typed) == query


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "no word"),
        (" - ", "no word"),
        ('"" " - "', "no word"),
        ("said:2024", "no word"),
        ("label: x", "label: says nothing"),
        ("label:rumour", "no label"),
        ("x said:june", "2024-06"),
        ("x since:june", "2024-06-18"),
    ],
)
def test_is_refused_in_one_line(typed: str, why: str) -> None:
    with pytest.raises(NkreaderError, match=why) as caught:
        parse_search(typed)
    assert "\n" not in str(caught.value)


@given(st.text(st.sampled_from('ab:"“ -label:said:2024\x1b\n\\(['), max_size=40))
def test_anything_typed_is_read_or_refused(typed: str) -> None:
    try:
        query = parse_search(typed)
    except NkreaderError:
        return
    assert query.terms or query.wanted != Filter()


@given(st.sampled_from(FIELDS), st.sampled_from(["claim", "accepted", "2024-06-18"]))
def test_fields_mean_the_same_in_filters(field: str, value: str) -> None:
    typed = f"{field}:{value}"
    try:
        wanted = parse_query(typed)
    except NkreaderError:
        with pytest.raises(NkreaderError):
            parse_search(f"x {typed}")
        return
    assert parse_search(f"x {typed}").wanted == wanted


@pytest.mark.parametrize(
    ("typed", "which"),
    [
        ("foo:bar kim", "foo:"),
        ('speker:"kim jong un" lable:claim', "speker: lable:"),
        ('kim "foo:bar"', ""),
        ("label:claim foo: :bar 6:01", ""),
        ("https://a.example/b", ""),
    ],
)
def test_words_that_look_like_fields_are_told_of(typed: str, which: str) -> None:
    told = mistaken_fields(typed)
    assert told.partition(" is no field: there are label, speaker, ")[0] == which


def test_options_add_to_what_is_typed() -> None:
    further = Filter(labels=(Label.CLAIM,), said=Dates("2023", "2023"))
    query = parse_search("label:denial said:2024", further)
    assert query.wanted == Filter(labels=(Label.DENIAL, Label.CLAIM), said=Dates("2023", "2023"))
    assert parse_search("", further).terms == ()
