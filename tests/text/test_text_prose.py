"""Prose: which characters are blanked, and where it breaks."""

import textwrap
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_sources import source

from nkreader.model.source import Shape
from nkreader.model.span import Span
from nkreader.text.prose import prose

# Written as a source, and its prose with / for a line feed.
FLOWS = [
    (Shape.PLAIN, "One line.\nAnother line.", "One line./Another line."),
    (Shape.PLAIN, "It was said\nthat it is so.", "It was said that it is so."),
    (Shape.PLAIN, "It was said\n“so they say” there.", "It was said “so they say” there."),
    (Shape.PLAIN, "It was said\n\nthat it is so.", "It was said//that it is so."),
    (Shape.PLAIN, "It was said\n \t\nthat it is so.", "It was said/ \t/that it is so."),
    (Shape.PLAIN, "It was said by\nMr. Kim.", "It was said by/Mr. Kim."),
    (Shape.PODCAST, "It was said by\nMr. Kim of Seoul.", "It was said by Mr. Kim of Seoul."),
    (Shape.PODCAST, "I met the U.S.\nPresident there.", "I met the U.S. President there."),
    (Shape.PODCAST, "It was by him.\nMr. Kim is here.", "It was by him./Mr. Kim is here."),
    (Shape.PODCAST, "Now\nAnd a line of it by\nHan of it", "Now/And a line of it by Han of it"),
    (Shape.PODCAST, "Yes,\nMr. Kim of Seoul said so", "Yes, Mr. Kim of Seoul said so"),
    (Shape.PODCAST, "It is where he sat.\nSo did we.", "It is where he sat./So did we."),
    (Shape.PODCAST, "These of them:\n- Kim\n- Park", "These of them:/- Kim/- Park"),
    (Shape.CAPTIONS, "NORTH\nKOREA SAYS\nSO.", "NORTH KOREA SAYS SO."),
    (Shape.CAPTIONS, "kim,\n{t:6:01 pm}\nJoin us.", "kim,         Join us."),
    (Shape.CAPTIONS, "kim,\n\n{t:6:01 pm}\n\nJoin us.", "kim,           Join us."),
    (Shape.CAPTIONS, "{t:6:01 pm}\n{t:6:02 pm}\nJoin us.", "                Join us."),
    (Shape.CAPTIONS, "{b:tv DW}\n{t:6:01 pm}\njoin us", "/////         join us"),
    (Shape.CAPTIONS, "us\n{t:6:01 pm}\n{m:>>} join", "us         // join"),
    (Shape.CAPTIONS, "yes. {m:sami:} and so", "yes. ///// and so"),
    (Shape.FEED, "one\n{b:Source link}\ntwo", "one/////////////two"),
    (Shape.FEED, "end of an ad. {b:Buy it.} and on", "end of an ad. /////// and on"),
    (Shape.ARTICLE, "{s:Ministers meet}\nand they talk.", "Ministers meet/and they talk."),
    (Shape.ARTICLE, "it was so\n{s:ministers meet} \nagain", "it was so/ministers meet /again"),
    (Shape.ARTICLE, "{s:Ministers\n\nMeet}\nAgain", "Ministers  Meet/Again"),
    (Shape.CAPTIONS, "{s:A title}\n{t:6:01 pm}\nwe ask", "A title/       /we ask"),
    (Shape.PLAIN, "it was\r\nso. It is.\r\nSo.", "it was  so. It is.//So."),
    (Shape.PLAIN, "it was\rso.\rIt is.\r\n\r\nso", "it was so./It is.////so"),
    (Shape.PLAIN, "a\u00a0b\u2028c\x0bd\x85e", "a\u00a0b\u2028c\x0bd\x85e"),
    (Shape.PLAIN, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("shape", "written", "wanted"), FLOWS)
def test_blanks_what_is_no_prose(shape: Shape, written: str, wanted: str) -> None:
    assert prose(source(written, shape)).replace("\n", "/") == wanted


def test_breaks_at_the_edges_of_sections() -> None:
    text = "it ends\nanother begins\nand goes on"
    broken = prose(source(text, sections=(Span(0, 7), Span(8, len(text)))))
    assert broken == "it ends\nanother begins and goes on"


def test_measures_whether_a_plain_text_is_wrapped() -> None:
    said = "The committee met on Monday. Seoul was told of it, but Paris and Han Roe were not. "
    wrapped = textwrap.fill(said * 9, 60) + "\n" + textwrap.fill("Nobody knew it. " + said * 9, 60)
    headlines = "Ministers meet in the capital again\nTalks go nowhere, say the ministers\n" * 5
    assert prose(source(wrapped)).count("\n") == 1
    assert prose(source(headlines)).count("\n") == 10


@st.composite
def _written(draw: st.DrawFn) -> str:
    plain = st.text(st.sampled_from("aB. ?\n\r\u00a0\t”"), max_size=8)
    part = st.tuples(st.sampled_from("tmbs"), st.text(st.sampled_from("aB: \n"), min_size=1))
    marked = part.map(lambda pair: f"{{{pair[0]}:{pair[1]}}}")
    return "".join(draw(st.lists(st.one_of(plain, marked), max_size=12)))


@given(_written(), st.sampled_from(Shape))
def test_keeps_length_and_every_character_of_prose(written: str, shape: Shape) -> None:
    made = source(written, shape)
    found = prose(made)
    blank = dict.fromkeys(range(len(made.text)), "")
    for timecode in made.timecodes:
        blank.update(dict.fromkeys(range(*timecode.span), " "))
    for span in (*made.boilerplate, *(turn.mark for turn in made.turns)):
        blank.update(dict.fromkeys(range(*span), "\n"))
    assert len(found) == len(made.text)
    for at, (now, was) in enumerate(zip(found, made.text, strict=True)):
        if blank[at]:
            assert now == blank[at]
        elif was in "\r\n":
            assert now in " \n"
        else:
            assert now == was


@pytest.mark.parametrize(("shape", "written", "expected"), FLOWS)
@pytest.mark.parametrize("piece", [1, 5, 12])
def test_a_text_gone_through_in_pieces_has_the_same_prose(
    shape: Shape, written: str, expected: str, piece: int
) -> None:
    whole = source(written, shape)
    assert prose(whole, piece=piece) == prose(whole)


def test_a_line_of_any_length_is_gone_through_in_pieces() -> None:
    line = "they said so [indiscernible] and went on. " * 20_000
    whole = source(f"{line}\nand no further.\nNobody knew.\n\n{line}{{t:5:31 am}}{line}")
    tracemalloc.start()
    found = prose(whole, piece=10_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == prose(whole)
    assert peak < 1.5 * len(whole.text)
