"""Who speaks in conversations that do not name their speakers: what they say in [brackets]."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.analysis.attributing.attribution import attributed
from nkreader.analysis.attributing.floor import floor_at
from nkreader.loaders.captions import read
from nkreader.model.entity import Entity, EntityType
from nkreader.model.source import Section, Shape, Source
from nkreader.model.span import Span
from nkreader.text.mentions import Matcher
from nkreader.text.prose import prose
from nkreader.text.sentences import sentences

MATCHER = Matcher(
    (
        Entity("Ana Ruiz", EntityType.PERSON, ("Anna Ruiz",)),
        Entity("Tomas Berg", EntityType.PERSON, ("Berg",)),
        Entity("Navy Board", EntityType.ORG),
    )
)
HEAD = "tv Evening Talk KITTIWAKETV March 4, 2024 6:00pm-6:30pm CET\n\n6:00 pm\n"


def without_brackets(marked: str) -> tuple[str, Span]:
    start = marked.index("[")
    end = marked.index("]") - 1
    return marked.replace("[", "", 1).replace("]", "", 1), Span(start, end)


def captions(marked: str) -> tuple[Source, Span]:
    text, span = without_brackets(HEAD + marked)
    parts = read(text)
    assert parts is not None
    source = Source(
        "a.txt", text, "0" * 64, Shape.CAPTIONS, sections=parts.sections,
        timecodes=parts.timecodes, turns=parts.turns, boilerplate=parts.boilerplate,
    )  # fmt: skip
    return source, span


def podcast(marked: str) -> tuple[Source, Span]:
    text, span = without_brackets(marked)
    whole = Span(0, len(text))
    return Source("a.txt", text, "0" * 64, Shape.PODCAST, sections=(Section(whole, whole),)), span


def floor(source: Source, span: Span) -> str | None:
    words = prose(source)
    return floor_at(source, words, span, source.sections[0], MATCHER.find(words), sentences(words))


GUESTS = "anna: in oslo, ana ruiz, editor of a paper. in bonn, tomas berg, fellow of a school. "


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("ana, did it fall? >> [it did fall.] it is gone.", "Ana Ruiz"),
        ("did it fall, tomas? >> it did fall. [it is gone.]", "Tomas Berg"),
        ("let's give ana a chance to answer. >> [it did fall.]", "Ana Ruiz"),
        ("that is for our guest in bonn. >> [it did fall.]", "Tomas Berg"),
        ("mr. berg, please. >> [it did fall.]", "Tomas Berg"),
        ("ana ruiz, did it fall? >> [it did fall.]", "Ana Ruiz"),
        ("and in graz, jo holm of a school. jo, did it? >> [it did fall.]", "jo holm"),
        ("and in graz, jo holm, a painter. >> [it did fall.]", None),
        ("ana, did it? >> yes. anna: and now? >> [it did fall.]", None),
        ("as ana has said, it fell. did it? >> [it did fall.]", None),
        ("did it fall? >> [it did fall.]", None),
        ("did it fall? >> ana, [it did fall.]", None),
    ],
)
def test_whom_a_turn_addresses_has_the_next(marked: str, speaker: str | None) -> None:
    assert floor(*captions(GUESTS + marked)) == speaker


def test_a_name_of_two_names_nobody() -> None:
    marked = "anna: with us in oslo, ana ruiz, editor. ana, did it fall? >> [it did.]"
    assert floor(*captions(marked)) == "Ana Ruiz"
    two = Matcher(
        (
            Entity("Ana Ruiz", EntityType.PERSON),
            Entity("Ana Berg", EntityType.PERSON),
        )
    )
    source, span = captions(
        "anna: in oslo, ana ruiz, editor. in bonn, ana berg, fellow. ana, did it? >> [it did.]"
    )
    words = prose(source)
    names = two.find(words)
    assert floor_at(source, words, span, source.sections[0], names, sentences(words)) is None


OPENING = "welcome to the show. it fell, it seems. let's bring in ana ruiz, editor of a paper. "


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("welcome to the show. [it fell, it seems.] let's bring in ana ruiz.", "presenter"),
        (OPENING + "so, ana, it fell. did it stand long? [it stood for years.]", "Ana Ruiz"),
        (OPENING + "so, ana, it fell. [did it stand long?] it stood for years.", "presenter"),
        (OPENING + "did it fall, ana? it fell. it is gone. [nobody was there.]", "Ana Ruiz"),
        (OPENING + "did it fall, ana? it fell. and now to you, jo? [it is gone.]", None),
        (OPENING + "did it fall, ana? it fell. [our viewers may ask.]", "presenter"),
        (OPENING + "did it fall, ana? it fell. our viewers may ask. [it is gone.]", None),
        (OPENING + "did it fall? [it fell.]", "Ana Ruiz"),
        (OPENING + "well. well. well. did it fall? [it fell.]", None),
        # No programme: a speech.
        ("it fell, my friends. [we mourn it.]", None),
    ],
)
def test_who_was_asked_by_name_speaks_where_nothing_is_marked(
    marked: str, speaker: str | None
) -> None:
    assert floor(*captions(marked)) == speaker


def test_a_presenter_reports_what_others_say() -> None:
    source, span = captions("welcome to the show. [the navy board said it fell.] our guests wait.")
    words = prose(source)
    found = attributed(source, words, span, MATCHER.find(words), sentences(words))
    assert (found.speaker, found.via) == ("Navy Board", "presenter")


INTERVIEW = "Hello. I'm your host, Ida Holm and I'm joined in the studio by Anna Ruiz.\n"


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("[Okay, it fell.]", "Ida Holm"),
        ("Did it fall? [It did, in May.]", "Ana Ruiz"),
        ("[Did it fall?] It did, in May.", "Ida Holm"),
        ("Yeah, so it fell. It was old. [It is gone.]", "Ana Ruiz"),
        ("Indeed. [It was old.]", "Ana Ruiz"),
        ("Indeed. It was old. Well, it fell. [It is gone.]", None),
        ("Did it fall? [I mean, it was old.]", None),
        ("Indeed. It was. It is. It was. It is. It was. [It is gone.]", None),
        ("[Yeah, but it fell.]", None),
        ("Thanks for having me. [It fell.]", None),
    ],
)
def test_host_and_guest_are_known_by_how_they_begin(marked: str, speaker: str | None) -> None:
    assert floor(*podcast(INTERVIEW + marked)) == speaker


@pytest.mark.parametrize(
    "opening",
    [
        "I'm your host, Ida Holm.\n",
        "I'm joined by Anna Ruiz.\n",
        INTERVIEW + "And we are joined by Tomas Berg.\n",
    ],
)
def test_nobody_is_proposed_unless_two_were_introduced(opening: str) -> None:
    assert floor(*podcast(opening + "Did it fall? [It did.]")) is None


@given(st.text("ana, berg?.\nyes>>: okaywelcm ", max_size=100), st.data())
def test_any_conversation_is_answered(text: str, data: st.DataObject) -> None:
    whole = HEAD + GUESTS + text
    start = data.draw(st.integers(0, len(whole) - 1))
    end = data.draw(st.integers(start + 1, len(whole)))
    marked = f"{whole[:start]}[{whole[start:end]}]{whole[end:]}".removeprefix(HEAD)
    if start < len(HEAD):
        return
    found = floor(*captions(marked))
    assert found is None or found.strip()
