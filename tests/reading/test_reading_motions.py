"""Motions, written as text with the selection in brackets."""

import pytest

from nkreader.model.source import Shape, Source, Timecode, Turn
from nkreader.model.span import Span
from nkreader.reading import motions
from nkreader.reading.ground import Ground
from nkreader.reading.motions import Motion
from nkreader.reading.selection import Grain, Selection
from nkreader.text.prose import prose


def _ground(text: str, **parts: object) -> Ground:
    source = Source(
        path="x.txt",
        text=text,
        sha256="0" * 64,
        shape=Shape.PLAIN,
        **parts,  # type: ignore[arg-type]
    )
    return Ground(source, prose(source))


def _moved(marked: str, motion: Motion, grain: Grain = Grain.SENTENCE) -> str:
    start = marked.index("[")
    end = marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    span = motion(_ground(text), Selection(Span(start, end), grain)).span
    return f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}"


CASES = [
    (motions.next_sentence, "[One came.] Two left. Three.", "One came. [Two left.] Three."),
    (motions.next_sentence, "One [came]. Two left. Three.", "One came. [Two left.] Three."),
    (motions.next_sentence, "One came. Two left. [Three.]", "One came. Two left. [Three.]"),
    (motions.next_sentence, "[One came. Two left.] Three.", "One came. Two left. [Three.]"),
    (motions.previous_sentence, "One came. [Two left.] Three.", "[One came.] Two left. Three."),
    (motions.previous_sentence, "One came. Two [left].", "[One came.] Two left."),
    (motions.previous_sentence, "[One came.] Two left.", "[One came.] Two left."),
    (motions.grow, "[One came.] Two left. Three.", "[One came. Two left.] Three."),
    (motions.grow, "One [came]. Two left.", "One [came.] Two left."),
    (motions.shrink, "[One came. Two left.] Three.", "[One came.] Two left. Three."),
    (motions.shrink, "[One came.] Two left.", "[One came.] Two left."),
    (motions.end_back, "[The ministry denied it.] So.", "[The ministry denied it]. So."),
    (motions.end_back, "[The ministry denied it]. So.", "[The ministry denied] it. So."),
    (motions.end_back, "[The] ministry denied it.", "[The] ministry denied it."),
    (motions.end_on, "[The] ministry denied it. So.", "[The ministry] denied it. So."),
    (motions.end_on, "[The ministry denied it]. So.", "[The ministry denied it.] So."),
    (motions.end_on, "[The ministry denied it.] So.", "[The ministry denied it. So]."),
    (motions.start_on, "[The ministry denied it.]", "The [ministry denied it.]"),
    (motions.start_on, "The ministry denied [it.]", "The ministry denied [it.]"),
    (motions.start_back, "The [ministry denied it.]", "[The ministry denied it.]"),
    (motions.start_back, "One. [Two.]", "[One. Two.]"),
    (motions.next_paragraph, "[One.] Two.\n\nThree. Four.", "One. Two.\n\n[Three.] Four."),
    (motions.previous_paragraph, "One. Two.\n\nThree. [Four.]", "One. Two.\n\n[Three.] Four."),
    (motions.previous_paragraph, "One. Two.\n\n[Three.] Four.", "[One.] Two.\n\nThree. Four."),
    (motions.top, "One. Two.\n\nThree. [Four.]", "[One.] Two.\n\nThree. Four."),
    (motions.bottom, "[One.] Two.\n\nThree. Four.", "One. Two.\n\nThree. [Four.]"),
    (motions.free, "One came. [Two left early.]", "One came. [Two] left early."),
    (motions.repeated(motions.next_sentence, 2), "[One.] Two. Three.", "One. Two. [Three.]"),
    (motions.repeated(motions.next_sentence, 99), "[One.] Two. Three.", "One. Two. [Three.]"),
]


@pytest.mark.parametrize(("motion", "before", "after"), CASES)
def test_motion(motion: Motion, before: str, after: str) -> None:
    assert _moved(before, motion) == after


FREE_CASES = [
    (motions.next_step, Grain.WORD, "One [came] late. Two.", "One came [late]. Two."),
    (motions.previous_step, Grain.WORD, "One came [late]. Two.", "One [came] late. Two."),
    (motions.step_end_on, Grain.WORD, "One [came] late. Two.", "One [came late]. Two."),
    (motions.step_end_back, Grain.WORD, "One [came late]. Two.", "One [came] late. Two."),
    (motions.next_step, Grain.CHARACTER, "[O]ne came.", "O[n]e came."),
    (motions.previous_step, Grain.CHARACTER, "O[n]e came.", "[O]ne came."),
    (motions.step_end_on, Grain.CHARACTER, "[O]ne came.", "[On]e came."),
    (motions.step_end_back, Grain.CHARACTER, "[On]e came.", "[O]ne came."),
    (motions.step_end_back, Grain.CHARACTER, "[O]ne came.", "[O]ne came."),
    (motions.next_sentence, Grain.WORD, "[One] came. Two left.", "One came. [Two] left."),
    (motions.whole, Grain.WORD, "One came. Two [left] now.", "One came. [Two left now.]"),
]


@pytest.mark.parametrize(("motion", "grain", "before", "after"), FREE_CASES)
def test_free_motion(motion: Motion, grain: Grain, before: str, after: str) -> None:
    assert _moved(before, motion, grain) == after


def test_a_character_is_a_whole_cluster() -> None:
    text = "e\u0301a \U0001f468\u200d\U0001f33e b"
    ground = _ground(text)
    first = motions.select_at(ground, Selection(Span(0, 1), Grain.CHARACTER), 0)
    flag = motions.select_at(ground, first, 4)
    assert first.span == Span(0, 2)
    assert flag.span == Span(4, 7)


def test_turns_are_stations_of_the_paragraph_motion() -> None:
    text = ">> one. two. >> three. four."
    turns = (Turn(Span(3, 13), Span(0, 3)), Turn(Span(16, len(text)), Span(13, 16)))
    ground = _ground(text, turns=turns)
    moved = motions.next_paragraph(ground, motions.top(ground, Selection(Span(0, 0))))
    assert moved.span.of(text) == "three."


def test_clock_lines_are_stations_where_no_turn_is_marked() -> None:
    text = "6:00 pm\none went on\n6:01 pm\nand on. two."
    codes = (
        Timecode(Span(0, 7), Span(8, 20), "6:00 pm"),
        Timecode(Span(20, 27), Span(28, len(text)), "6:01 pm"),
    )
    source = Source("x", text, "0" * 64, Shape.CAPTIONS, timecodes=codes)
    ground = Ground(source, prose(source))
    start = motions.top(ground, Selection(Span(0, 0)))
    assert start.span.of(text) == "one went on\n6:01 pm\nand on."
    for motion in (motions.next_landmark, motions.next_paragraph):
        assert motion(ground, start).span.of(text) == "two."
    assert motions.previous_landmark(ground, motion(ground, start)).span == start.span


def test_nothing_to_select_leaves_the_selection() -> None:
    ground = _ground(" \n ")
    nowhere = Selection(Span(0, 0))
    for motion in (motions.next_sentence, motions.grow, motions.end_on, motions.top):
        assert motion(ground, nowhere) == nowhere
