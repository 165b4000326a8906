"""What is drawn of a text, piece by piece."""

from hypothesis import given
from hypothesis import strategies as st

from nkreader.model.span import Span
from nkreader.reading.shown import Shown
from nkreader.text.display import visible

TEXTS = st.text("ab \r\n\t\x1b’é\u0301\U0001f600\u200d\ufe0f\u202e", max_size=80)


@given(TEXTS, st.integers(1, 9), st.integers(0, 80), st.integers(0, 80))
def test_pieces_make_up_the_whole(text: str, piece: int, start: int, length: int) -> None:
    whole = Shown(text, text)
    pieces = Shown(text, text, piece=piece)
    everything = Span(0, len(text))
    assert pieces.of(everything) == whole.of(everything)
    span = Span(start, start + length)
    assert pieces.of(span) == whole.of(everything)[start : start + length]
    assert pieces.line_end(span.start, span.end) == whole.of(everything).find("\n", *span)


@given(TEXTS)
def test_all_but_line_ends_is_the_display_map(text: str) -> None:
    drawn = Shown(text, text).of(Span(0, len(text)))
    for at, character in enumerate(visible(text)):
        if text[at] not in "\r\n":
            assert drawn[at] == character


def test_only_what_ends_a_line_of_prose_ends_one_on_screen() -> None:
    text = "one\ntwo\r\nthree\r\nfour\rfive"
    prose = "one two  three\n\nfour\nfive"
    assert Shown(text, prose).of(Span(0, len(text))) == "one two  three \nfour\nfive"
