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


@given(st.lists(SPANS), st.lists(SPANS), st.lists(SPANS), st.lists(SPANS), st.lists(SPANS))
def test_a_cover_of_other_things_is_as_one_that_is_made_of_them(
    start: list[Span], gone: list[Span], new: list[Span], end: list[Span], looked_at: list[Span]
) -> None:
    before, now = sorted([*start, *gone, *end]), sorted([*start, *new, *end])
    cover, made = Cover(before, lambda span: span).renewed(now), Cover(now, lambda span: span)
    again = cover.renewed(before[::-1]).renewed(now)  # also where it is given them in no order
    for stretch in looked_at:
        assert cover.over(stretch) == made.over(stretch) == again.over(stretch)


def test_of_many_things_only_those_that_are_others_are_looked_at() -> None:
    things = [Span(k * 10, k * 10 + 15) for k in range(1000)]
    looked_at: list[Span] = []

    def span_of(span: Span) -> Span:
        looked_at.append(span)
        return span

    cover = Cover(things, span_of)
    looked_at.clear()
    beside = Span(5000, 5009)
    assert beside in cover.renewed([*things[:500], beside, *things[500:]]).over(beside)
    assert beside not in cover.renewed([*things[:500], *things[501:]]).over(beside)
    assert looked_at == [beside]


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
