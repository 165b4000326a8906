from hypothesis import given
from hypothesis import strategies as st

from nkreader.exporters.spacy import tokens

PIECES = ("a", "Z9", "_", " ", "  ", "\u00a0", "é", "e\u0301", "항", "🛰", "’", "\r\n", ".")
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@given(TEXTS, st.data())
def test_tokens_and_their_spaces_are_the_text_and_have_edges_where_spans_do(
    text: str, data: st.DataObject
) -> None:
    offsets = st.integers(0, len(text))
    drawn = data.draw(st.lists(st.tuples(offsets, offsets)))
    spans = [(min(pair), max(pair)) for pair in drawn if pair[0] != pair[1]]
    cut = tokens(text, {start for start, _ in spans}, {end for _, end in spans})
    pieces = zip(cut.starts, cut.ends, cut.spaced, strict=True)
    assert "".join(text[start:end] + " " * spaced for start, end, spaced in pieces) == text
    assert all(start < end for start, end in zip(cut.starts, cut.ends, strict=True))
    for start, end in spans:
        assert cut.starts[cut.first(start)] == start
        assert cut.ends[cut.last(end)] == end
