"""Cursor and selection stay on the edges of what a reader takes for one character."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nkreader.loaders.plain import read
from nkreader.model.source import Shape, Source
from nkreader.model.span import Span
from nkreader.reading import cells, motions
from nkreader.reading.clusters import cluster_at, is_edge
from nkreader.reading.ground import Ground
from nkreader.reading.selection import Grain, Selection
from nkreader.text.display import visible
from nkreader.text.prose import prose

TRICKY = st.text(
    st.sampled_from(
        "ab .\n\u0301\u0308\u200d\u200c\ufe0f👩🏽🦱❤🇰🇷1\u20e3ශ්රक्षि가\u1112\u1161\u11ab"
        "\x1b\u202e\u200b한語"
    ),
    min_size=1,
    max_size=40,
)
Motion = Callable[[Ground, Selection], Selection]


@pytest.mark.parametrize(
    "cluster",
    [
        "a", "e\u0301", "e" + "\u0301" * 200, "👩🏽\u200d🦱", "❤\ufe0f\u200d🔥", "🇰🇷", "語", "שָׁ",
        "👨\u200d👩\u200d👧\u200d👦", "1\ufe0f\u20e3", "क्\u200d", "\u1112\u1161\u11ab", "\x1b",
        "\u200b", "葛\U000e0100",
    ],
)  # fmt: skip
def test_a_cluster_is_found_whole_from_within(cluster: str) -> None:
    text = f"x {cluster} y"
    for at in range(2, 2 + len(cluster)):
        assert cluster_at(text, at) == Span(2, 2 + len(cluster))


def test_flags_are_told_from_each_other() -> None:
    assert [at for at in range(9) if is_edge("x🇰🇷🇰🇵🇺🇸y", at)] == [0, 1, 3, 5, 7, 8]


@given(TRICKY)
def test_edges_of_clusters_are_edges_of_cells(text: str) -> None:
    shown = visible(text, newlines=True)
    edges = {start for start, _, _ in cells.graphemes(shown)} | {len(text)}
    for at in range(1, len(text)):
        if is_edge(text, at) and "\n" not in text[at - 1 : at + 1]:
            assert at in edges


@settings(deadline=None)
@given(TRICKY, st.data())
def test_no_motion_divides_a_cluster(text: str, data: st.DataObject) -> None:
    parts = read(text)
    assert parts
    source = Source("x", parts.text, "0" * 64, Shape.PLAIN)
    ground = Ground(source, prose(source))
    selection = motions.top(ground, Selection(Span(0, 0)))
    moves: list[Motion] = [
        motions.free, motions.next_step, motions.previous_step, motions.step_end_on,
        motions.step_end_back, motions.end_on, motions.end_back, motions.start_on, motions.whole,
    ]  # fmt: skip
    for move in data.draw(st.lists(st.sampled_from(moves), max_size=12)):
        selection = move(ground, selection)
        if selection.grain is Grain.CHARACTER:
            assert is_edge(text, selection.span.start)
            assert is_edge(text, selection.span.end)


@pytest.mark.parametrize("word", ["éte\u0301", "क्षत्रिय", "שָׁלוֹם", "عَلَيْكُم", "می\u200cخواهم", "don't"])
def test_words_have_their_marks(word: str) -> None:
    source = Source("x", f"x {word} y.", "0" * 64, Shape.PLAIN)
    assert Ground(source, prose(source)).word_after(1) == Span(2, 2 + len(word))


def test_no_word_begins_within_a_cluster() -> None:
    text = ".\u1161 \u1112\u1161\u11ab"
    source = Source("x", text, "0" * 64, Shape.PLAIN)
    assert Ground(source, prose(source)).word_after(0) == Span(3, 6)
