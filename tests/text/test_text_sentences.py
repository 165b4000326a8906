"""Sentences, written as text with a bar between them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_sources import source

from nkreader.model.source import Shape
from nkreader.model.span import Span, gaps
from nkreader.text.prose import prose
from nkreader.text.sentences import sentences

CASED = """
The ferry sailed.|Nobody saw it.
Did it sail?|It did!|So they say.
The U.N. Security Council met.|Its U.N. envoys did not.|So said the U.S. and others.
The U.S. has 300 of them.|It has sold 20 to the U.K.|The rest stays in the U.S.|However, few work.
Mr. Han met Lt. Gen. Roe and Sen. Lee on Jan. 6.|The next talks are on Feb. 12, he said.
It came in Sept. and again in Oct. 2017.|Some came in Nov.|Others never did.
J. R. Han wrote to George W. Roe.|Y.S. Lee did not.
Their No. 2 spoke.|The answer was no.|See p. 55 and Fig. 3.
It fell at 6 p.m. on Monday.|It fell at 6 p.m. Monday.|At 6:10 p.m. KST it was gone.
They left at 5 a.m.|Nobody knew.|They left at 6 a.m.|Roe knew.
It flew 4.5 km at $38.00 a metre.|It cost 1.000.000.|That is much.
Han Corp. and Roe Inc. sold it to Lee Co. Ltd. in Seoul.|It was sold by Han Corp.|They say so.
They make shells, fuses, etc. in the north.|They make shells, fuses, etc.|Roe sells them.
Roe v. Wade, e.g. this one, i.e. that one, vs. all others.
It is on X.|Nothing is.|It was Plan B.|Nobody liked it.
He met Dr. Albert I. Roe, he and I.|We talked.
1. The first is this.|2. The second is that.|iv. The last is none.
It was 20.|30 were left.
“We will,” he said.|“We always will.”|He left.
“Will you?” she asked.|“No!” he cried.|“Never.”
It was “a lie.”|And no more.|He said (it was late.) that he slept.
They are lies.“, explains Han.
It is outdated.”explains Han.|It is more.”says Roe.
It is in Ferry.News and at ferry.news.org.|Again ferry.news.com.
Is it money?|Is it energy?|We do not know.|But we watch,” he said.
Sanctions… are talked of.|It ended…|Nobody came.|It… it was so. . . but not now.
I never meant it....|She left.|So…?|Yes.
It was closely watched (…)|We are worried.|[Editor’s note: he is dead.]|His son is not.
It was so.[12]|It is so.[3][4]|So.
What is behind it?\u00a0|\u00a0Nobody knows.
It sank.”\u00a0|“It did not.”
He came “from the U.S.”|Roe did not.|Il a dit « Non. »|Roe dit « Oui.\u00a0»
What is behind the pact? | Explained
– Lean on Article 51 of the U.N. Charter.
Wait, -- what.|-- Never mind.
It is [inaudible] he said.|[inaudible] not so.
Why?!|Because.|Really?...|So.
"""  # fmt: skip

SMALL = """
this is inside story.|welcome to the show.
the u.s. and its allies met.|a u.s. think tank met them.|it is between us and the u.s. in the east.
find us at our site at al ferry.com.|join the talk on x.|from the entire team, goodbye.
gen. han met sen. roe.|no.|it is no. 5 of them.
finding friendship . |i mean growing.
mm hm . |um, we have one.
he met john f. roe.|you and i.|they left.
we ask why?|because it is so.
so . . . it went on... like that.
it was in the sun.|we sat.|they wed.|it was in mar.|it is -- it was so.
wait a sec.|so am i.|they left the u.s .|i mean it.
"""


@pytest.mark.parametrize("line", [*CASED.strip("\n").split("\n"), *SMALL.strip("\n").split("\n")])
def test_cuts(line: str) -> None:
    wanted = [piece.strip() for piece in line.split("|")]
    if " | " in line:
        wanted = [line]
    text = line if " | " in line else line.replace("|", " ")
    assert [span.of(text) for span in sentences(text)] == wanted


def _told(written: str, shape: Shape) -> list[str]:
    made = source(written, shape)
    found = sentences(prose(made), standalone=made.standalone)
    return [" ".join(span.of(made.text).split()) for span in found]


def test_runs_over_clock_lines_and_line_ends() -> None:
    written = (
        "{b:tv News}\n{t:6:00 pm}\nthe us and\n{t:6:01 pm}\nKorea met\n{t:6:02 pm}\n. um, yes."
    )
    assert _told(written, Shape.CAPTIONS) == ["the us and 6:01 pm Korea met 6:02 pm .", "um, yes."]


def test_begins_after_the_mark_of_a_turn() -> None:
    written = "we ask {m:>>} welcome to it. {m:sami:} we\n{t:6:01 pm}\nbegin ♪♪♪ {m:>>} ♪♪♪"
    told = ["we ask", "welcome to it.", "we 6:01 pm begin ♪♪♪"]
    assert _told(written, Shape.CAPTIONS) == told


def test_keeps_headings_datelines_and_captions_apart() -> None:
    written = (
        "{s:Is it so? U.N. chief asks}\n{s:Seoul:}\nIt is so. {b:Source link}\n"
        "{s:The chief. File.}\n{b:| Photo}\nlater it was not\n"
    )
    assert _told(written, Shape.FEED) == [
        "Is it so? U.N. chief asks",
        "Seoul:",
        "It is so.",
        "The chief. File.",
        "later it was not",
    ]


def test_cuts_at_the_edges_of_a_heading_in_mid_line() -> None:
    text = "32 32 Ferry sinks. No one saw https://x.example it"
    spans = (Span(6, 29),)
    found = [span.of(text) for span in sentences(text, standalone=spans)]
    assert found == ["32 32", "Ferry sinks. No one saw", "https://x.example it"]


def test_takes_headings_inside_headings_once() -> None:
    text = "A heading. And more of it. So it is."
    found = sentences(text, standalone=(Span(0, 26), Span(3, 10), Span(3, 10)))
    assert found == (Span(0, 26), Span(27, 36))


def test_judges_words_over_wide_blanks() -> None:
    text = "there were" + " " * 60 + "20. 30 left"
    assert [span.of(text) for span in sentences(text)] == [text[:-8], "30 left"]


def test_cuts_eastern_text_without_spaces() -> None:
    text = "朝鮮は発射した。韓国は「違う。」と言った！そう"
    found = [span.of(text) for span in sentences(text)]
    assert found == ["朝鮮は発射した。", "韓国は「違う。」", "と言った！", "そう"]


def test_cuts_where_a_space_was_forgotten() -> None:
    pieces = [
        "It ended there.",
        "The other “so?”",
        "It did at gen.Roe’s, at a.The or at x.org/x.The",
    ]
    text = "".join(pieces)
    assert [span.of(text) for span in sentences(text)] == pieces


def test_has_none_in_signs_alone() -> None:
    assert sentences("♪♪♪\n. . .\n—\n“…”\n_ _\n   ") == ()


_TOKENS = st.sampled_from(
    [
        *("the", "Han", "U.S.", "u.n", "Mr", "no", "no.", "Jan", "5", "x", "I", "i", "x.com"),
        *(".", "?", "!", "…", "...", ". . .", ",", "“", "”", '"', "'", "’", "(", ")", "[3]", "»"),
        *(" ", " ", " ", " ", "\n", "\n\n", "\u00a0", "\t", "♪", "–", "。", "」", "     " * 12),
    ]
)  # fmt: skip
_PROSE = st.lists(_TOKENS, max_size=40).map("".join)


@given(_PROSE, st.data())
def test_spans_are_exact(text: str, data: st.DataObject) -> None:
    standalone = _some_spans(text, data)
    found = sentences(text, standalone=standalone)
    assert list(found) == sorted(found)
    pieces = [*found, *gaps(found, 0, len(text))]
    assert "".join(span.of(text) for span in sorted(pieces)) == text
    for span in found:
        said = span.of(text)
        assert said == said.strip()
        assert any(sign.isalnum() for sign in said)
        assert "\n" not in said


@given(_PROSE, st.data())
def test_leaves_out_nothing_but_signs(text: str, data: st.DataObject) -> None:
    found = sentences(text, standalone=_some_spans(text, data))
    for gap in gaps(found, 0, len(text)):
        assert not any(sign.isalnum() for sign in gap.of(text))


@given(_PROSE, st.data())
def test_a_stretch_between_hard_breaks_gives_the_same(text: str, data: st.DataObject) -> None:
    standalone = _some_spans(text, data)
    whole = sentences(text, standalone=standalone)
    for cut in (at for at, sign in enumerate(text) if sign == "\n"):
        before = sentences(text, 0, cut, standalone=standalone)
        assert (*before, *sentences(text, cut, len(text), standalone=standalone)) == whole


def _some_spans(text: str, data: st.DataObject) -> tuple[Span, ...]:
    edges = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4, unique=True)))
    return tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False))
