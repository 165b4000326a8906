"""Anchors: what is found again, where, and how surely."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.model.annotation import AnchorState, Annotation, Label
from nkreader.model.span import Span
from nkreader.text.anchor import CONTEXT, describe, locate

EXACT, MOVED, ORPHAN = AnchorState.EXACT, AnchorState.MOVED, AnchorState.ORPHAN

TEXT = (
    "The ferry sailed at noon, said the harbour master. Nobody on the quay had seen it leave. "
    "The owner denied it. A second ferry sank at dawn. The owner denied it. Divers found the "
    "wreck, three miles off the cape, with both of its engines gone and the log burnt.\n"
)
LONG = "Nobody on the quay had seen it leave."
TWICE = "The owner denied it."


def _tagged(text: str, span: Span) -> Annotation:
    quote, prefix, suffix = describe(text, span)
    return Annotation(
        id="a1",
        source="0" * 12,
        start=span.start,
        end=span.end,
        quote=quote,
        label=Label.CLAIM,
        annotator="han",
        created="2024-06-18T10:00:00+00:00",
        modified="2024-06-18T10:00:00+00:00",
        prefix=prefix,
        suffix=suffix,
    )


def _tag(quote: str, nth: int = 0) -> Annotation:
    start = TEXT.index(quote)
    for _ in range(nth):
        start = TEXT.index(quote, start + 1)
    return _tagged(TEXT, Span(start, start + len(quote)))


def _place(text: str, quote: str) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


def test_describes_with_context_cut_off_at_the_ends() -> None:
    assert describe("a🚢cd", Span(1, 3)) == ("🚢c", "a", "d")
    quote, prefix, suffix = describe(TEXT, _place(TEXT, LONG))
    assert (quote, len(prefix), len(suffix)) == (LONG, CONTEXT, CONTEXT)
    assert prefix + quote + suffix in TEXT


@given(st.text(min_size=1, max_size=200), st.data())
def test_an_unchanged_text_holds_every_passage_exactly(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text))))
    assert locate(text, _tagged(text, span)) == (EXACT, span)


def test_a_passage_beyond_the_end_of_a_shortened_text_is_found() -> None:
    annotation = _tag("Divers found the wreck, three miles off the cape")
    shortened = TEXT[annotation.start - 40 :]
    assert annotation.start > len(shortened)
    assert locate(shortened, annotation) == (MOVED, Span(40, 40 + len(annotation.quote)))


@pytest.mark.parametrize("quote", [LONG, "quay", "A second ferry sank at dawn.", "\n"])
@pytest.mark.parametrize("put", ["A title\n\n", "🚢", "x" * 200])
def test_text_put_before_or_taken_away_moves_a_passage(quote: str, put: str) -> None:
    annotation = _tag(quote)
    shift = len(put)
    moved = (MOVED, Span(annotation.start + shift, annotation.end + shift))
    assert locate(put + TEXT, annotation) == moved
    back = _tagged(put + TEXT, moved[1])
    assert locate(TEXT, back) == (MOVED, annotation.span)


@pytest.mark.parametrize(
    "edit",
    [
        lambda text: text.replace("harbour master", "old harbour master"),
        lambda text: text.replace("The owner", "Its owner"),
        lambda text: text.upper().replace(LONG.upper(), LONG),
        lambda text: text.replace(" " + LONG + " ", "\r\n\r\n" + LONG + "\r\n"),
    ],
)
def test_a_long_quote_is_found_though_its_context_was_edited(edit: Callable[[str], str]) -> None:
    text = edit(TEXT)
    state, span = locate(text, _tag(LONG))
    assert state in (EXACT, MOVED)
    assert span == _place(text, LONG)


@pytest.mark.parametrize("nth", [0, 1])
def test_context_tells_one_of_two_like_quotes(nth: int) -> None:
    annotation = _tag(TWICE, nth)
    state, span = locate("Update. " + TEXT, annotation)
    assert (state, span) == (MOVED, Span(annotation.start + 8, annotation.end + 8))


def test_a_quote_that_came_to_lie_at_the_offsets_of_another_is_not_it() -> None:
    first, second = _tag(TWICE), _tag(TWICE, 1)
    shift = second.start - first.start
    text = "x" * shift + TEXT
    assert text[second.start : second.end] == TWICE
    assert locate(text, second) == (MOVED, Span(second.start + shift, second.end + shift))


def test_the_nearest_context_tells_one_of_two_long_quotes() -> None:
    text = "".join(
        f"Part {n} of it, {n}{n}{n} pages long. {LONG} So said {n} of them, " for n in "ab"
    )
    text += "and that was all of it."
    annotation = _tagged(text, Span(*(text.rindex(LONG) + at for at in (0, len(LONG)))))
    edited = "Up. " + text.replace("Part b", "Part z").replace("that was all", "this was all")
    assert locate(edited, annotation)[1] == Span(annotation.start + 4, annotation.end + 4)


def test_other_quotation_marks_and_line_ends_are_the_same_context() -> None:
    text = "It was said - “so they say” - that the quay, “once so busy”, was still."
    edited = 'Up. It was said – "so they\r\nsay" – that\n\nthe quay, "once so busy", was still.'
    assert locate(edited, _tagged(text, _place(text, "quay"))) == (MOVED, _place(edited, "quay"))


def test_two_names_in_one_stock_phrase_are_not_taken_for_each_other() -> None:
    text = "Roe met the old harbour master Han on the long quay of Port Roe. " + "So it was. " * 9
    other = "Lee saw the old harbour master Han on the long quay of Port Lee."
    annotation = _tagged(text + other, _place(text, "Han"))
    assert locate(text.replace("Han ", "") + other, annotation) == (ORPHAN, None)


def test_a_short_quote_at_the_start_is_found_by_what_follows() -> None:
    annotation = _tag("ferry")
    moved = Span(annotation.start + 4, annotation.end + 4)
    assert locate("Up. " + TEXT, annotation) == (MOVED, moved)


def test_one_side_is_enough_at_the_same_offsets_but_not_elsewhere() -> None:
    annotation = _tag("quay")
    edited = TEXT.replace("had seen it", "saw it not")
    assert locate(edited, annotation) == (EXACT, annotation.span)
    assert locate("Up. " + edited, annotation) == (ORPHAN, None)


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        (LONG, TEXT.replace(LONG, "")),
        (LONG, f"{LONG} " * 3000),
        (LONG, TEXT.replace("Nobody", "No one")),
        (LONG, ""),
        ("quay", TEXT.replace("quay", "pier") + " Another quay is far away."),
        (TWICE, TEXT.replace("seen it leave. The owner denied it.", "seen it leave.")),
        ("quay", "quay " * 5000),
        ("quay", "It is a quay."),
        (LONG, "Wholly other. " + LONG + " Words around it."),
    ],
)
def test_what_is_gone_or_in_doubt_is_an_orphan(quote: str, text: str) -> None:
    assert locate(text, _tag(quote)) == (ORPHAN, None)


def test_two_places_with_the_same_context_are_in_doubt() -> None:
    assert locate("Once. " + TEXT + TEXT, _tag(LONG)) == (ORPHAN, None)
    assert locate(TEXT + TEXT, _tag(LONG)) == (EXACT, _tag(LONG).span)


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [
        (-len(LONG), 0, LONG),
        (8, 4, "ferr"),
        (4, 8, ""),
        (4, 4, ""),
        (4, 9, "ferr"),
        (0, 10**9, "ferry"),
    ],
)
def test_what_was_never_a_span_is_an_orphan(start: int, end: int, quote: str) -> None:
    annotation = Annotation("a1", "0", start, end, quote, Label.CLAIM, "han", "", "")
    assert locate(TEXT, annotation) == (ORPHAN, None)


def test_an_annotation_without_context_stands_where_it_says() -> None:
    bare = Annotation("a1", "0", 4, 9, "ferry", Label.CLAIM, "han", "", "")
    assert locate(TEXT, bare) == (EXACT, Span(4, 9))
    assert locate("Up. The ferry sailed.", bare) == (ORPHAN, None)


_SENTENCES = [f"Line {n} tells of {n * 7919} ships and {n * 104729} sailors. " for n in range(12)]


@given(st.integers(0, 11), st.lists(st.sampled_from(_SENTENCES), unique=True, max_size=8))
def test_edits_elsewhere_never_lead_to_another_place(target: int, gone: list[str]) -> None:
    text = "".join(_SENTENCES)
    quote = _SENTENCES[target].rstrip()
    annotation = _tagged(text, _place(text, quote))
    for sentence in gone:
        text = text.replace(sentence, "")
    state, span = locate(text, annotation)
    assert span in (_place(text, quote) if quote in text else None, None)
    assert (state is ORPHAN) == (span is None)


@pytest.mark.parametrize("nth", [0, 1])
def test_of_twins_side_by_side_either_may_be_gone(nth: int) -> None:
    text = f"It began at noon, they say. {LONG} {LONG} It ended at dusk on the third day."
    start = text.index(LONG) if nth == 0 else text.rindex(LONG)
    annotation = _tagged(text, Span(start, start + len(LONG)))
    assert locate(text.replace(f"{LONG} {LONG}", LONG), annotation) == (ORPHAN, None)
    assert locate("Up. " + text, annotation)[0] is MOVED


def test_places_that_overlap_are_in_doubt() -> None:
    annotation = _tagged("Oh " + "ha " * 20 + "no.", Span(3, 62))
    assert locate("He said " + "ha " * 22 + "!", annotation) == (ORPHAN, None)


def test_a_crowd_hides_no_second_place() -> None:
    annotation = _tagged(
        text := "say “we never saw it” on the quay, “so old a place”, as it was then.",
        _place(text, "quay"),
    )
    straight = text.replace("“", '"').replace("”", '"')
    crowd = "quay " * 3000
    assert locate(f"Up. {straight} {crowd}", annotation)[0] is ORPHAN
    assert locate(f"Up. {straight} {crowd}{straight}", annotation)[0] is ORPHAN
    state, span = locate(f"{crowd}{text}", annotation)
    assert (state, span and span.start) == (MOVED, len(crowd) + text.index("quay"))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("ab" * 500_000, Span(0, 500_000)),
        ("a" * 1_000_000, Span(100, 700_000)),
        ("a" * 1_000_000, Span(500_000, 500_001)),
        ("word " * 200_000, Span(500_000, 500_020)),
    ],
)
def test_texts_that_repeat_themselves_are_answered(text: str, span: Span) -> None:
    annotation = _tagged(text, span)
    assert locate("x" + text, annotation)[0] in (EXACT, ORPHAN)
    assert locate(text[: len(text) // 2], annotation)[0] in (EXACT, ORPHAN)
