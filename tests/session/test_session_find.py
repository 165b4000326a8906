"""Searching: what is found stands where it is said to stand."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from nkreader.loaders import recognise
from nkreader.model.source import Shape, Source
from nkreader.session.find import in_source

_PIECES = st.sampled_from(
    ["shells ", "Seoul", " ", "\n", "\r\n", "\r", "\n\n", "🛰 ", "the end. ", "a"]
)


def _source(text: str) -> Source:
    parts = recognise(text)
    plain = Source("a.txt", text, "0" * 64, Shape.PLAIN)
    return replace(plain, shape=parts.shape, standalone=parts.standalone)


@given(st.lists(_PIECES, max_size=60).map("".join))
def test_every_hit_is_a_slice_with_its_line_and_surroundings(text: str) -> None:
    source = _source(text)
    hits = list(in_source(source, "a.txt", "seoul"))
    assert len(hits) == text.count("Seoul")
    for hit in hits:
        start, end = hit.span
        assert text[start:end] == hit.quote == "Seoul"
        before = text[:start].replace("\r\n", "\n").replace("\r", "\n")
        assert hit.line == before.count("\n") + 1
        assert "\n" not in hit.before + hit.after


def test_context_is_whole_words() -> None:
    words = " ".join(f"word{number}" for number in range(40))
    source = _source(f"{words} Seoul {words}")
    (hit,) = in_source(source, "a.txt", "Seoul")
    assert set((hit.before + hit.after).split()) <= set(words.split())
    assert 20 < len(hit.before) <= 50
    assert 20 < len(hit.after) <= 50
