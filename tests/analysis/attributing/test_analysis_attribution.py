"""Who speaks: a passage in [brackets], and who is proposed for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nkreader.analysis.attributing.attribution import attributed, outlet_of, said_at, section_at
from nkreader.analysis.attributing.floor import turn_at
from nkreader.analysis.attributing.phrases import Sentence
from nkreader.model.entity import Entity, EntityType
from nkreader.model.source import Section, Shape, Source, Timecode, Turn
from nkreader.model.span import Span
from nkreader.text.mentions import Matcher
from nkreader.text.prose import prose
from nkreader.text.sentences import sentences

MATCHER = Matcher(
    (
        Entity("Ana Ruiz", EntityType.PERSON, ("Ruiz",)),
        Entity("Tomas Berg", EntityType.PERSON, ("Berg",)),
        Entity("Northland", EntityType.GPE, ("Nordhaven",)),
        Entity("Southland", EntityType.GPE),
        Entity("Coast Press Agency", EntityType.MEDIA, ("CPA",)),
        Entity("Navy Board", EntityType.ORG),
    )
)


def plain(text: str, **more: object) -> Source:
    source = Source("a.txt", text, "0" * 64, Shape.PLAIN)
    return replace(source, **more)


def proposed(marked: str, **more: object) -> str | None:
    start = marked.index("[")
    end = marked.index("]") - 1
    source = plain(marked.replace("[", "", 1).replace("]", "", 1), **more)
    read = prose(source)
    return attributed(source, read, Span(start, end), MATCHER.find(read), sentences(read)).speaker


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("[Ruiz said the bridge was safe.]", "Ana Ruiz"),
        ("[The bridge was safe, Ruiz said.]", "Ana Ruiz"),
        ("[“The bridge is safe,” says Ruiz.]", "Ana Ruiz"),
        ("[“The bridge is safe,” Mayor Ana Ruiz told CPA.]", "Ana Ruiz"),
        ("[Ruiz, a former mayor, has repeatedly warned of floods.]", "Ana Ruiz"),
        ("[The mayor, Ana Ruiz, denied it on Monday.]", "Ana Ruiz"),
        ("[The bridge is safe, said Ruiz, a former mayor.]", "Ana Ruiz"),
        ("[ruiz says the bridge is safe.]", "Ana Ruiz"),
        ("[According to CPA, the bridge fell.]", "Coast Press Agency"),
        ("[The bridge fell, according to a senior official in Nordhaven.]", "senior official"),
        ("[The bridge fell, the Navy Board said, according to CPA.]", "Navy Board"),
        ("[The Coast Press Agency (CPA) added that it fell.]", "Coast Press Agency"),
        ("[Nordhaven’s harbour police said it fell.]", "Nordhaven’s harbour police"),
        ("[Both Nordhaven and Southland have denied it.]", "Northland and Southland"),
        ("[Northland and its allies accused Southland of it.]", "Northland and its allies"),
        ("[State Secretary of Defence Tomas Berg declared it over.]", "Tomas Berg"),
        ("[The office of Mayor Ana Ruiz confirmed it.]", "office of Mayor Ana Ruiz"),
        ("[It fell, said Ida Holm, who saw it.]", "Ida Holm"),
        ("[Critics argue that it never stood.]", "Critics"),
        ("[Berg went on to warn that Ruiz said nothing.]", "Tomas Berg"),
    ],
)
def test_whoever_the_sentence_names(marked: str, speaker: str) -> None:
    assert proposed(marked) == speaker


@pytest.mark.parametrize(
    "marked",
    [
        "[The bridge is safe.]",
        "[Ruiz was accused of neglect.]",
        "[Ruiz is said to have left.]",
        "[The bridge closed when Southland accused Berg.]",
        "[The trip, which Ruiz said was short, is over.]",
        "[After talks in Nordhaven said to be long, they left.]",
        "[Neither Northland nor Southland confirmed it.]",
        "[He said so.]",
        "[I said so, and we told them.]",
        "[Fog was seen in what it says is spring.]",
        "[Ruiz’s claims are known, and her reports too.]",
        "[The rain adds to the flood.]",
        "[Southland did not say why.]",
        "[“Ruiz said it,” is a line of a song.]",
        "[The ship is gone, says the letter that reached Berg.]",
        "[The storm, said nobody ever aboard Ruiz, was mild.]",
        "[...] said",
    ],
)
def test_no_guess_where_nobody_is_named(marked: str) -> None:
    assert proposed(marked) is None


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("Ruiz told them on Friday. [“It fell. And it is gone.”]", "Ana Ruiz"),
        ("“It fell. [And it is gone,] but not lost,” Ruiz said.", "Ana Ruiz"),
        ("[“It fell! It fell!”] Ruiz said.", "Ana Ruiz"),
        ("Ruiz spoke first. Berg said no.\n\n[“It fell,” he added.]", "Tomas Berg"),
        ("The Navy Board warned of it. [“It fell,” it said.]", "Navy Board"),
        ("The Navy Board warned of it. [“It fell,” he said.]", None),
        ("Ruiz praised them. [She also hailed the crew.]", "Ana Ruiz"),
        ("Berg denied it.\n\nIn this matter, Holm stays firm. [“It fell,” she said.]", "Holm"),
        # Of several paragraphs, each opened, the last one closed.
        ("“It fell,” Ruiz said.\n\n“It burned.\n\n[“It is gone.”]", "Ana Ruiz"),
        ("“It fell,” Ruiz said.\n\nThe crowd left.\n\n“It burned.\n\n[“It is gone.”]", None),
        # Quotation marks as badly set as machine translation sets them.
        ("[It is poor. It has means.] It is old.”explains Ruiz.", "Ana Ruiz"),
        ("[We are watching] very closely“Ruiz said in Nordhaven.", "Ana Ruiz"),
        # Not a quotation: what stands beside it is not taken.
        ("Ruiz told them on Friday. [It fell.]", None),
    ],
)
def test_quotations_and_pronouns_look_beside_themselves(marked: str, speaker: str | None) -> None:
    assert proposed(marked) == speaker


def test_the_passage_s_own_part_of_a_sentence_comes_first() -> None:
    assert proposed("Ruiz said it fell, but [Berg denied it].") == "Tomas Berg"


def test_a_surname_is_completed_from_the_text() -> None:
    assert proposed("We met Mr. Holm, or Ida Holm. [It fell, Holm said.]") == "Ida Holm"


def test_another_section_is_another_story() -> None:
    text = "Ruiz said no.\n[“It fell,” she said.]"
    first, second = Span(0, 13), Span(14, 36)
    sections = (Section(first, first), Section(second, second))
    assert proposed(text) == "Ana Ruiz"
    assert proposed(text, sections=sections) is None


def turns(text: str, *speakers: str | None) -> tuple[Turn, ...]:
    at = [place for place in range(len(text)) if text.startswith(">>", place)] + [len(text)]
    return tuple(
        Turn(Span(start + 2, end), Span(start, start + 2), speaker)
        for start, end, speaker in zip(at, at[1:], speakers, strict=False)
    )


def test_a_turn_s_speaker_speaks_unless_somebody_is_quoted_in_it() -> None:
    marked = ">> ida: [it fell.] >> it fell? [ruiz says] it stands."
    text = marked.replace("[", "").replace("]", "")
    more = {"turns": turns(text, "ida", None)}
    assert proposed(marked, **more) == "ida"
    assert proposed(">> ida: it fell. >> [it fell?] ruiz says it stands.", **more) is None
    assert proposed(">> ida: it fell. >> it fell? [ruiz says it stands.]", **more) == "Ana Ruiz"


def test_a_turn_s_speaker_speaks_where_a_pronoun_is_quoted() -> None:
    marked = ">> ruiz left. [she said it fell.]"
    assert proposed(marked, turns=turns(marked, "ida")) == "ida"


@given(st.text('RuizBerg said,“”" \n.()he:according to', max_size=120), st.data())
def test_any_text_is_answered(text: str, data: st.DataObject) -> None:
    source = plain(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    read = prose(source)
    found = attributed(source, read, Span(start, end), MATCHER.find(read), sentences(read)).speaker
    assert found is None or found.strip()


def test_a_long_passage_in_a_long_line_is_answered_at_once() -> None:
    text = "Ruiz said, according to Berg, " * 30_000
    source = plain(text)
    found = sentences(text)
    assert attributed(source, text, Span(0, len(text)), (), found).speaker == "Ruiz"
    assert attributed(source, text, Span(450_000, 450_010), (), found).speaker in ("Ruiz", "Berg")


CAPTIONS = plain(
    "6:00 pm\nit fell.\n6:01 pm\nit stands.\n",
    published="2024-03-04T18:00:00+09:00",
    timecodes=(
        Timecode(Span(0, 7), Span(0, 17), "6:00 pm", "2024-03-04T18:00:00+09:00"),
        Timecode(Span(17, 24), Span(17, 36), "6:01 pm", None),
    ),
    sections=(Section(Span(0, 36), Span(8, 35), published="2024-03-05"),),
)


def test_said_at_is_the_clock_s_then_the_section_s_then_the_source_s() -> None:
    assert said_at(CAPTIONS, Span(8, 16)) == "2024-03-04T18:00:00+09:00"
    assert said_at(CAPTIONS, Span(25, 30)) == "2024-03-05"
    assert said_at(replace(CAPTIONS, sections=()), Span(25, 30)) == CAPTIONS.published
    assert said_at(plain("x"), Span(0, 1)) is None


def test_outlet_is_the_publisher_or_the_host() -> None:
    section = Section(Span(0, 1), Span(0, 1), url="https://www.wire.example:8080/1")
    assert outlet_of(plain("x", publisher="Channel 9", sections=(section,)), Span(0, 1)) == (
        "Channel 9"
    )
    assert outlet_of(plain("x", sections=(section,)), Span(0, 1)) == "wire.example"
    assert outlet_of(plain("x", urls=("https://a.example/",)), Span(0, 1)) == "a.example"
    assert outlet_of(plain("x", urls=("http://[bad", "nowhere")), Span(0, 1)) is None


def test_sections_and_turns_are_found_by_offset() -> None:
    spans = (Span(2, 5), Span(5, 9))
    source = plain(
        "0123456789",
        sections=tuple(Section(span, span) for span in spans),
        turns=tuple(Turn(span, Span(span.start, span.start)) for span in spans),
    )
    for offset, expected in ((0, None), (2, 0), (4, 0), (5, 1), (8, 1), (9, None)):
        section, turn = section_at(source, offset), turn_at(source, offset)
        assert section == (None if expected is None else source.sections[expected])
        assert turn == (None if expected is None else source.turns[expected])


@given(st.text("RuizBergCPA said,” \n.", max_size=120), st.data())
def test_a_sentence_has_the_mentions_that_lie_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    span = Span(start, data.draw(st.integers(start, len(text))))
    mentions = MATCHER.find(text)
    inside = tuple(each for each in mentions if span.contains(each.span))
    assert Sentence(text, span, mentions).mentions == inside
