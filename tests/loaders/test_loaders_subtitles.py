import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaders_invariants import check

from nkreader.loaders import subtitles
from nkreader.loaders.parts import Parts
from nkreader.loaders.utterances import Utterance, transcript
from nkreader.model.source import Shape

VTT = """WEBVTT - Two Tides

NOTE nobody reads this

1
00:00:01.000 --> 00:00:03.000 align:start
<v Anna Bell>The harbor <i>froze</i> &amp;

2
00:00:03.000 --> 00:00:05.000
<v Anna Bell>then it

3
00:01:02.500 --> 00:01:04.000
thawed.

4
00:01:05.000 --> 00:01:06.000
<v.loud Ben>Did it?
"""
SRT = """1
00:00:01,000 --> 00:00:03,000
>> BEN: <b>Did it?</b>

2
01:00:03,000 --> 01:00:05,000
It did.
"""


def read(text: str) -> Parts:
    parts = subtitles.read(text)
    assert parts
    check(parts)
    assert parts.shape is Shape.CAPTIONS
    return parts


def test_captions_become_running_text_with_a_clock_line_each_minute() -> None:
    parts = read(VTT)
    assert parts.text == (
        "0:00:01\nAnna Bell: The harbor froze & then it\n0:01:02\nthawed.\nBen: Did it?"
    )
    assert parts.title == "Two Tides"
    assert [timecode.text for timecode in parts.timecodes] == ["0:00:01", "0:01:02"]
    assert {timecode.at for timecode in parts.timecodes} == {None}


def test_voices_are_turns() -> None:
    parts = read(VTT)
    assert [(turn.speaker, turn.mark.of(parts.text)) for turn in parts.turns] == [
        ("Anna Bell", "Anna Bell: "),
        ("Ben", "Ben: "),
    ]
    assert parts.turns[1].span.of(parts.text) == "Did it?"


def test_subrip_is_read_and_its_marks_too() -> None:
    parts = read(SRT)
    assert parts.text == "0:00:01\n>> BEN: Did it?\n1:00:03\nIt did."
    assert [turn.speaker for turn in parts.turns] == ["BEN"]
    assert read(SRT.replace("\n", "\r\n")).text == parts.text


def test_lines_that_scroll_up_are_said_once() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\none\n\n00:02.000 --> 00:03.000\none\ntwo\n"
    assert read(text).text == "0:00:01\none two"


@pytest.mark.parametrize(
    "text",
    ["", "WEBVTT", "WEBVTTX\n\n00:01.000 --> 00:02.000\na", "1\n2\n3", "1. a list\n2. of things",
     "WEBVTT\n\nno cue at all"],
)  # fmt: skip
def test_other_texts_are_not_subtitles(text: str) -> None:
    assert subtitles.read(text) is None


UTTERANCES = st.lists(
    st.builds(
        Utterance,
        st.none() | st.floats(-10, 5000) | st.sampled_from([float("nan"), float("inf"), 1e300]),
        st.sampled_from([None, "", "Anna", "Ben\nBell"]),
        st.sampled_from(["", " ", "words", "two\nlines", ">> x"]),
    )
)


@given(UTTERANCES)
def test_every_word_is_in_the_text_once_and_in_order(utterances: list[Utterance]) -> None:
    made = transcript(utterances)
    rest = made.text
    for span in sorted(
        [*(c.span for c in made.timecodes), *(t.mark for t in made.turns)], reverse=True
    ):
        rest = rest[: span.start] + rest[span.end :]
    assert rest.split() == " ".join(each.text for each in utterances).split()
    for timecode in made.timecodes:
        assert made.text[timecode.span.end] == "\n"
        assert timecode.span.start == 0 or made.text[timecode.span.start - 1] == "\n"
    for turn in made.turns:
        assert turn.mark.end == turn.span.start < turn.span.end
