"""Passages carried over to an edited text, with the text at hand that was tagged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.model.annotation import AnchorState, Annotation, Label
from nkreader.model.span import Span
from nkreader.text.alignment import Alignment
from nkreader.text.anchor import describe
from nkreader.text.carrying import carry, offset_today
from nkreader.text.rewording import rewording

EXACT, MOVED = AnchorState.EXACT, AnchorState.MOVED
CHANGED, ORPHAN = AnchorState.CHANGED, AnchorState.ORPHAN

TARGET = "Nobody on the quay had seen the ferry leave that night."
TWIN = "Nobody on the quay had seen the barge leave that night."
TEXT = (
    "The ferry sailed at noon, said the harbour master of the port.\n\n"
    f"{TARGET} The owner denied it in a letter. A second ferry sank at dawn off the cape.\n\n"
    "Divers found the wreck three miles out, “with both engines gone”, on the third day. "
    f"Weeks went by before anyone spoke. {TWIN} So much for the barge.\n"
)


def _tagged(text: str, span: Span) -> Annotation:
    quote, prefix, suffix = describe(text, span)
    return Annotation(
        "a1", "0" * 12, *span, quote, Label.CLAIM, "ann", "", "", prefix=prefix, suffix=suffix
    )


def _carried(old: str, new: str, quote: str = TARGET, nth: int = 0) -> tuple[AnchorState, str]:
    """Return the state of a quote of the old text, and what stands at its place in the new."""
    start = -1
    for _ in range(nth + 1):
        start = old.index(quote, start + 1)
    state, place = carry(Alignment(old, new), _tagged(old, Span(start, start + len(quote))))
    return state, place.of(new) if place else ""


@given(st.text(alphabet="ab. \n“é\u0301🚢ha", max_size=80), st.data())
def test_a_text_that_did_not_change_never_holds_a_passage_elsewhere(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    state, place = carry(Alignment(text, text), _tagged(text, span))
    assert (state, place) in ((EXACT, span), (ORPHAN, None))


@given(
    st.text(alphabet="ab. \nc", max_size=60), st.text(alphabet="ab. \nc", max_size=60), st.data()
)
def test_what_is_sure_is_identical_and_what_is_proposed_is_not(
    old: str, new: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(old)))
    annotation = _tagged(old, Span(start, data.draw(st.integers(start, len(old)))))
    state, place = carry(Alignment(old, new), annotation)
    assert (state is ORPHAN) == (place is None)
    if place is not None:
        assert 0 <= place.start < place.end <= len(new)
        assert (place.of(new) == annotation.quote) == (state is not CHANGED)
        assert (state is EXACT) == (state is not CHANGED and place.start == annotation.start)


def test_text_edited_elsewhere_moves_a_passage() -> None:
    assert _carried(TEXT, "Corrected on Friday.\n\n" + TEXT) == (MOVED, TARGET)
    assert _carried(TEXT, TEXT.replace("Weeks went by", "A month went by")) == (EXACT, TARGET)
    assert _carried(TEXT, TEXT.replace("\n", "\r\n")) == (MOVED, TARGET)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("had seen", "saw"),
        ("Nobody", "Not one person"),
        ("that night.", "on Monday night, she said."),
        ("quay had", "quay, so the police say, had"),
        ("ferry leave", "ferry\nleave"),
        ("ferry", "férry"),
    ],
)
def test_a_passage_that_was_edited_is_proposed_with_its_new_words(before: str, after: str) -> None:
    edited = TARGET.replace(before, after)
    assert _carried(TEXT, TEXT.replace(TARGET, edited)) == (CHANGED, edited)


def test_what_was_deleted_is_an_orphan_though_its_like_is_there() -> None:
    gone = TEXT.replace(TARGET + " ", "")
    assert _carried(TEXT, gone) == (ORPHAN, "")
    assert _carried(TEXT, gone, TWIN) == (MOVED, TWIN)
    assert _carried(TEXT, TEXT.replace(TWIN + " ", ""), TWIN) == (ORPHAN, "")


def test_of_two_the_same_nobody_can_say_which_was_deleted() -> None:
    twice = "It began at noon. " + f"{TARGET} " * 2 + "It ended at dusk."
    once = "It began at noon. " + f"{TARGET} " + "It ended at dusk."
    for nth in (0, 1):
        assert _carried(twice, once, nth=nth) == (ORPHAN, "")
    assert _carried(once, twice) == (ORPHAN, "")
    assert _carried(twice, "So. " + twice, nth=1) == (MOVED, TARGET)


def test_a_paragraph_that_was_moved_takes_its_passage_along() -> None:
    first, middle, last = TEXT.split("\n\n")
    assert _carried(TEXT, "\n\n".join((middle, last, first)), first) == (MOVED, first)
    assert _carried(TEXT, "\n\n".join((first, last, middle))) == (MOVED, TARGET)


def test_another_text_holds_nothing_though_it_quotes_the_same() -> None:
    other = "It rained for a week in the hills above the town, and no train ran. " * 4
    words = iter(f"word{n}" for n in range(1000))
    other = " ".join(f"{next(words)} {each}" for each in other.split())
    assert _carried(TEXT, f"{other} {TARGET} {other}") == (ORPHAN, "")
    assert _carried(TEXT, other) == (ORPHAN, "")
    assert _carried(TEXT, "") == (ORPHAN, "")


def test_a_part_of_a_word_and_a_place_between_words_are_passages_too() -> None:
    new = "Up. " + TEXT
    assert _carried(TEXT, new, "obody on the qua") == (MOVED, "obody on the qua")
    assert _carried(TEXT, new, ".\n\nNobody") == (MOVED, ".\n\nNobody")
    assert _carried(TEXT, new, "\n\n", nth=1) == (MOVED, "\n\n")


def test_a_text_that_is_not_the_one_tagged_decides_nothing() -> None:
    annotation = _tagged(TEXT, Span(67, 90))
    for old in ("", TEXT[1:], TEXT.upper()):
        assert carry(Alignment(old, TEXT), annotation) == (EXACT, annotation.span)


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [(-5, 0, "night"), (8, 4, "ferr"), (4, 4, ""), (4, 9, "ferr"), (0, 10**9, "ferry")],
)
def test_what_was_never_a_span_is_an_orphan(start: int, end: int, quote: str) -> None:
    annotation = Annotation("a1", "0", start, end, quote, Label.CLAIM, "ann", "", "")
    assert carry(Alignment(TEXT, "Up. " + TEXT), annotation) == (ORPHAN, None)


@pytest.mark.parametrize("text", ["ab" * 40_000, "a b " * 10_000, "word " * 10_000, "a\n" * 10_000])
def test_texts_that_repeat_themselves_are_answered(text: str) -> None:
    for new in ("x " + text, text[: len(text) // 2], text.replace("a", "b", 7)):
        state, _ = carry(Alignment(text, new), _tagged(text, Span(1000, 1040)))
        assert state in AnchorState


def test_one_who_reads_on_is_about_where_he_was() -> None:
    at = TEXT.index("Divers")
    edited = "New. " + TEXT.replace(TARGET, "")
    assert offset_today(Alignment(TEXT, edited), at) == edited.index("Divers")
    gone = TEXT.replace("Divers found the wreck", "")
    assert abs(offset_today(Alignment(TEXT, gone), at) - at) < 10
    assert offset_today(Alignment(TEXT, ""), at) == 0


def _words(old: str, new: str) -> list[tuple[str, str]]:
    return [(each.old.of(old), each.new.of(new)) for each in rewording(old, new)]


def test_words_that_differ_are_told() -> None:
    assert _words("The trains were full.", "All trains are full.") == [
        ("The", "All"), ("were", "are"),
    ]  # fmt: skip
    assert _words("It was not so.", "It was so.") == [("not", "")]
    assert _words("It was so.", "It was “so”, he said.") == [("", "“"), ("", "”, he said")]
    assert _words("one\ntwo", "one  two") == []
    assert _words("Kim", "kim") == [("Kim", "kim")]
    assert _words("", "new") == [("", "new")]
