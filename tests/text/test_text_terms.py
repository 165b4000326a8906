"""Terms: where they stand, and where several stand together."""

import re
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.model.span import Span
from nkreader.text.fold import fold
from nkreader.text.search import search
from nkreader.text.sentences import sentences
from nkreader.text.terms import Term, fold_lines, places, stretch, together, words_of

PROSE = st.lists(
    st.sampled_from(["kim ", "Kim-", "shells ", "no", ". ", "Mr. ", "\n", " ", "an ", "Un? ", "’"]),
    max_size=25,
).map("".join)
WORDS = ("kim", "shells", "an")


@pytest.mark.parametrize(
    ("text", "term", "hits"),
    [
        ("Kimchi for Kim, not Mukim", Term("kim"), ["Kim", "Kim"]),
        ("Kimchi for Kim, not Mukim", Term("kim", literal=True), ["Kim", "Kim"]),
        ("KIM–JONG  un kim\njong", Term("Kim Jong", literal=True), ["KIM–JONG"]),
        ("5Kim _Kim (kim", Term("kim"), ["Kim", "Kim", "kim"]),
        ("서울시 동서울", Term("서울"), ["서울", "서울"]),
        ("Москва Москва-река подМосква", Term("москва"), ["Москва", "Москва"]),
        ("a.b acb", Term("a.b"), ["a.b"]),
        ("anything", Term(" - "), []),
    ],
)
def test_a_term_stands_where(text: str, term: Term, hits: list[str]) -> None:
    assert [span.of(text) for span in places(fold_lines(text), term)] == hits


@given(PROSE, st.text("kim-’ n", min_size=1, max_size=5))
def test_a_phrase_stands_where_the_search_in_a_source_finds_a_word_begin_so(
    prose: str, phrase: str
) -> None:
    found = search(prose, phrase)
    begun = [at for at in found if not re.search("[a-z]{2}", prose[: at.start + 1][-2:], re.I)]
    assert [*places(fold_lines(prose), Term(phrase, literal=True))] == begun


@given(PROSE)
def test_folding_lines_keeps_them(prose: str) -> None:
    assert fold_lines(prose).split("\n") == [fold(line) for line in prose.split("\n")]


@given(PROSE, st.sets(st.sampled_from(WORDS), min_size=2))
def test_terms_stand_together_in_each_sentence_that_has_them_all(
    prose: str, words: set[str]
) -> None:
    """As if every sentence were looked at alone, and every choice of places tried."""
    folded = fold_lines(prose)
    found = {word: [*places(folded, Term(word))] for word in words}
    hits = [stretch(chosen) for chosen in together(list(found.values()), prose)]
    for hit, following in pairwise(hits):
        assert hit.end <= following.start
    for sentence in sentences(prose):
        inside = {
            word: [each for each in spans if sentence.contains(each)]
            for word, spans in found.items()
        }
        here = [hit for hit in hits if sentence.contains(hit)]
        choices = [stretch(choice) for choice in product(*inside.values())]
        assert bool(here) == bool(choices)
        if here:
            shortest = min(span.end - span.start for span in choices)
            assert shortest in {hit.end - hit.start for hit in here}
            assert set(here) <= set(choices)


def test_what_is_far_apart_does_not_stand_together() -> None:
    prose = "kim " + "and so on " * 150 + "shells"
    spans = [[*places(prose, Term(word))] for word in ("kim", "shells")]
    assert [*together(spans, prose)] == []
    assert [stretch(each) for each in together(spans, prose, apart=True)] == [Span(0, len(prose))]


@given(st.text(max_size=20))
def test_words_are_what_a_text_is_spelled_with(text: str) -> None:
    assert "".join(words_of(text)) == re.sub(r"[\W_]", "", fold(text))


def test_takes_linear_time_in_a_sentence_without_an_end() -> None:
    prose = "kim shells an " * 20_000
    spans = [[*places(prose, Term(word))] for word in WORDS]
    assert len([*together(spans, prose)]) == 20_000
