"""Highlights, covers and the margin."""

from hypothesis import given
from hypothesis import strategies as st

from nkreader.model.annotation import Label
from nkreader.model.source import Shape, Source, Timecode, Turn
from nkreader.model.span import Span
from nkreader.reading.cover import Cover
from nkreader.reading.highlights import Mark, runs
from nkreader.reading.margin import Glyph, Labelled, Margin, glyphs

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(SPANS), SPANS)
def test_a_cover_finds_what_lies_over_a_stretch(spans: list[Span], stretch: Span) -> None:
    found = Cover(spans, lambda span: span).over(stretch)
    assert sorted(found) == sorted(span for span in spans if span.overlaps(stretch))


@given(SPANS, st.lists(st.tuples(SPANS, st.sampled_from("abc"))))
def test_runs_tile_the_row_and_name_every_mark(row: Span, pairs: list[tuple[Span, str]]) -> None:
    found = runs(row, [Mark(span, name) for span, name in pairs])
    at = row.start
    for run in found:
        assert run.span.start == at
        at = run.span.end
        for k in range(*run.span):
            assert sorted(run.names) == sorted(n for s, n in pairs if s.start <= k < s.end)
    assert at == row.end


def test_each_label_has_a_glyph_of_its_own_and_overlaps_show_both() -> None:
    row = Span(10, 20)
    two = glyphs(row, [Labelled(Span(5, 15), Label.CLAIM), Labelled(Span(12, 30), Label.DENIAL)])
    assert two == (Glyph("│", Label.CLAIM), Glyph("D", Label.DENIAL))
    four = glyphs(row, [Labelled(Span(10, 15), label) for label in Label])
    assert four == (Glyph("C", Label.CLAIM), Glyph("D", Label.DENIAL), Glyph("+", None))


def test_the_margin_shows_clock_and_speaker_where_their_text_begins() -> None:
    source = Source(
        "x",
        " " * 60,
        "0" * 64,
        Shape.CAPTIONS,
        timecodes=(Timecode(Span(0, 7), Span(8, 30), "6:00 pm"),),
        turns=(Turn(Span(40, 50), Span(34, 40), "sa\x1bmi"), Turn(Span(53, 60), Span(50, 53))),
    )
    margin = Margin(source)
    assert margin.beside(Span(0, 20)) == ("6:00 pm",)
    assert margin.beside(Span(20, 40)) == ()
    assert margin.beside(Span(40, 60)) == ("sa␛mi", ">>")
