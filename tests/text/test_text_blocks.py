"""Blocks: prose in pieces."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.model.span import Span
from nkreader.text.blocks import blocks
from nkreader.text.sentences import sentences

_PARAGRAPH = "Mr. Han of the U.S. Navy sailed. “Why?” he said. He left at 5 p.m. on Jan. 6. " * 200
_TEXT = st.text(st.sampled_from("ab \n.A\u00a0"), max_size=80)


@pytest.fixture(scope="module")
def its_sentences() -> tuple[Span, ...]:
    return sentences(_PARAGRAPH)


@given(_TEXT, st.integers(1, 12))
def test_blocks_tile_the_text(text: str, size: int) -> None:
    cuts = blocks(text, size)
    assert (cuts[0], cuts[-1]) == (0, len(text))
    assert all(0 < after - before <= 2 * size for before, after in pairwise(cuts) if text)
    assert len(cuts) > 1


def test_blocks_end_after_hard_breaks_near_their_size() -> None:
    text = "0123456\n89012\n1234567890123456\n"
    assert [text[:cut][-1:] for cut in blocks(text, 10)] == ["", "\n", "\n", "\n"]


@pytest.mark.parametrize("size", [*range(60, 160, 3), 1000, 65536])
def test_blocks_of_one_long_paragraph_keep_its_sentences(
    its_sentences: tuple[Span, ...], size: int
) -> None:
    blocked = pairwise(blocks(_PARAGRAPH, size))
    pieces = (sentences(_PARAGRAPH, *block) for block in blocked)
    assert tuple(span for piece in pieces for span in piece) == its_sentences


def test_blocks_fall_back_on_spaces_and_then_on_anything() -> None:
    words = "word " * 20_000
    assert all(words[cut - 1] == " " for cut in blocks(words, 8192)[1:])
    assert blocks("x" * 20_000, 8192) == (0, 8192, 16384, 20_000)
