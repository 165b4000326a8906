"""Searching a source: what is found stands where it is said to stand."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.reader import TALK
from harness.searching import hits, source_of
from nkreader.model.entity import Entity, EntityType
from nkreader.session.search.hit import Field
from nkreader.text.fold import fold
from nkreader.text.prose import prose

_PIECES = st.sampled_from(
    ["shells ", "Seoul", "seoul-", " ", "\n", "\r\n", "\r", "\n\n", "🛰 ", "the end. ", "a"]
)
KIM = Entity("Kim Jong Un", EntityType.PERSON, ("Chairman Kim Jong-un",), wikidata="Q56226")
SISTER = Entity("Kim Yo Jong", EntityType.PERSON)
PUTIN = Entity("Vladimir Putin", EntityType.PERSON, ("Putin",))
PEOPLE = (KIM, SISTER, PUTIN)
NEWS = "kim jong-un met Putin. Kim smiled. Kim Yo Jong sang to KIM JONG UN.\n\nKimchi was served."


def _quotes(text: str, typed: str) -> list[str]:
    return [hit.quote for hit in hits(text, typed, PEOPLE)]


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_every_hit_is_a_slice_with_its_line_and_surroundings(text: str) -> None:
    found = hits(text, '"seoul"')
    assert len(found) == len(re.findall(r"(?<![^\W\d_])seoul", text.lower()))
    for hit in found:
        start, end = hit.span
        assert text[start:end] == hit.quote
        assert hit.marks == (hit.span,)
        before = text[:start].replace("\r\n", "\n").replace("\r", "\n")
        assert hit.line == before.count("\n") + 1
        assert "\n" not in hit.before + hit.after


@given(
    st.lists(_PIECES, max_size=40).map("".join),
    st.sampled_from(["seoul", "shells seoul", "the end", "a", "seoul the"]),
)
def test_a_phrase_is_found_wherever_a_word_of_folded_prose_begins_so(
    text: str, phrase: str
) -> None:
    readable: str = prose(source_of(text))
    pattern = re.compile(r"(?<![^\W\d_])" + " +".join(phrase.split()))
    wanted = []
    at = 0
    for line in readable.split("\n"):
        wanted += [at + found.start() for found in pattern.finditer(fold(line))]
        at += len(line) + 1
    assert [hit.span.start for hit in hits(text, f'"{phrase}"')] == wanted


def test_context_is_whole_words() -> None:
    words = " ".join(f"word{number}" for number in range(40))
    (hit,) = hits(f"{words} Seoul {words}", "Seoul")
    assert set((hit.before + hit.after).split()) <= set(words.split())
    assert 20 < len(hit.before) <= 50
    assert 20 < len(hit.after) <= 50


@pytest.mark.parametrize(
    ("typed", "quotes"),
    [
        ('entity:"Kim Jong Un"', ["kim jong-un", "Kim", "KIM JONG UN"]),
        ('entity:"chairman kim jong un"', ["kim jong-un", "Kim", "KIM JONG UN"]),
        ("entity:kim", ["kim jong-un", "Kim", "Kim Yo Jong", "KIM JONG UN"]),
        ("entity:putin", ["Putin"]),
        ('entity:"Kim Jong Un" met', ["kim jong-un met"]),
        ("smiled entity:kim", ["Kim smiled"]),
        ("kim putin", ["kim jong-un met Putin"]),
        ("served putin", []),
        ('"im smi"', []),
        ('"kim smi"', ["Kim smi"]),
        ("kimchi", ["Kimchi"]),
        ("label:claim kim", []),
        ("said:2024 kim", []),
        ("source:a.txt kimchi", ["Kimchi"]),
        ("source:b.txt kimchi", []),
    ],
)
def test_words_phrases_and_entities(typed: str, quotes: list[str]) -> None:
    assert _quotes(NEWS, typed) == quotes


@pytest.mark.parametrize(
    ("typed", "quotes"),
    [
        ("korea shells", ["korea\n5:59 pm\nhas sent shells"]),
        ("said:2023-09-19 shells", ["shells"]),
        ("said:2023-09-19..2024 shells", ["shells"]),
        ("said:2024.. shells", []),
        ("speaker:anna night", ["night"]),
        ("speaker:anna welcome", []),
        ("speaker:bob night", []),
    ],
)
def test_who_says_it_and_when(typed: str, quotes: list[str]) -> None:
    assert _quotes(TALK, typed) == quotes


@pytest.mark.parametrize("typed", ["anna", "speaker:ANNA", "speaker:anna said:2023"])
def test_a_speaker_is_found_where_speaking_begins(typed: str) -> None:
    (hit,) = hits(TALK, typed)
    assert (hit.field, hit.quote) == (Field.SPEAKER, "anna:")
    assert TALK[hit.span.start : hit.span.end] == hit.quote
    assert hit.after.startswith("north korea")


def test_what_has_no_date_was_not_said_then() -> None:
    assert hits("Seoul", "said:2024 seoul") == []
