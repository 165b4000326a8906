"""The quotable text of a passage."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_sources import source

from nkreader.model.span import Span
from nkreader.text.quotable import readable

WRITTEN = (
    "we ask\n{t:6:01 pm}\nwhy? {m:>>} be\u00a0cause  of\n\n"
    "{b:Source link}\nit. {m:sami:} well\n{t:6:02 pm}"
)


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ("we ask", "why?", "we ask why?"),
        ("why?", "be", "why? be"),
        (">> be", "it.", "be cause of it."),
        ("it.", "6:02 pm", "it. well"),
        ("6:01", "6:01", ""),
        ("1 pm", "wh", "wh"),
        ("Source", "it", "it"),
        ("sk", "why", "sk why"),
    ],
)
def test_leaves_out_what_is_no_prose(first: str, last: str, wanted: str) -> None:
    made = source(WRITTEN)
    start = made.text.index(first)
    assert readable(made, Span(start, made.text.index(last, start) + len(last))) == wanted


@given(st.data())
def test_is_the_slice_without_what_is_hidden(data: st.DataObject) -> None:
    made = source(WRITTEN)
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, made.length)] * 2)))
    hidden = {
        at
        for span in (
            *(timecode.span for timecode in made.timecodes),
            *(turn.mark for turn in made.turns),
            *made.boilerplate,
        )
        for at in range(*span)
    }
    kept = "".join(" " if at in hidden else made.text[at] for at in range(start, end))
    assert readable(made, Span(start, end)) == " ".join(kept.split())
