import pytest
from loaders_invariants import check

from nkreader.loaders import podcast
from nkreader.loaders.adverts import adverts
from nkreader.loaders.parts import Parts
from nkreader.model.source import Shape

HEADER = (
    "Two Tides by Lantern - The harbor, and who owns it\n"
    "Episode Date: October 9, 2024Who owns a harbor? We ask […]\nTranscript\nDiscussion (0)\n"
)
OPENING = "Explore our new mugs at the Lantern Shop.\nFrom hoodies to t-shirts, each and the sea."
TALK = (
    " Hello everybody, and welcome\nto Two Tides. He went to the store and bought a chart. The\n"
    "design "
    "of the harbor is old. What is in store for it? I visited the shop again. Nobody knows.\n"
)
CLOSING = (
    "Best sellers at the Lantern Shop.\nFind yours at shop.lantern.example.\n"
    "That's lantern.example."
)
OUTRO = " Thanks for listening, and until next week."
TEXT = HEADER + OPENING + TALK + CLOSING + OUTRO


def read(text: str) -> Parts:
    parts = podcast.read(text)
    assert parts
    check(parts)
    assert parts.shape is Shape.PODCAST
    return parts


def test_the_first_lines_say_programme_episode_and_date() -> None:
    parts = read(TEXT)
    assert parts.title == "The harbor, and who owns it"
    assert parts.publisher == "Two Tides by Lantern"
    assert parts.published == "2024-10-09"
    assert parts.turns == ()


def test_labels_and_adverts_are_boilerplate_also_in_mid_line() -> None:
    assert [span.of(TEXT) for span in read(TEXT).boilerplate] == [
        "Episode Date: October 9, 2024",
        "Transcript",
        "Discussion (0)",
        OPENING,
        CLOSING,
    ]


def test_the_first_line_is_a_sentence_of_its_own_and_in_the_body() -> None:
    parts = read(TEXT)
    assert [span.of(TEXT) for span in parts.standalone] == [HEADER.partition("\n")[0]]
    assert parts.sections[0].body == (0, len(TEXT))


def test_talk_about_shops_is_no_advert() -> None:
    talk = TALK * 5
    assert adverts(talk, 0, len(talk)) == ()


@pytest.mark.parametrize(
    "advert",
    [
        "This episode is sponsored by Lantern. Go to lantern.example and use the code TIDES.",
        "Visit shop.lantern.example and use promo code TIDES for free shipping.",
        "Dive into our collection of hoodies and mugs. Order yours today at lantern.example.",
    ],
)
def test_an_advert_may_stand_anywhere(advert: str) -> None:
    text = f"We talk on. It is late. {advert} So the harbor froze. Nobody could sail."
    assert [span.of(text) for span in adverts(text, 0, len(text))] == [advert]


def test_a_cold_open_that_sells_nothing_stays() -> None:
    text = "The harbor froze that year. Nobody could sail. Hello and welcome to Two Tides."
    assert adverts(text, 0, len(text)) == ()


def test_names_at_the_beginning_of_lines_are_turns() -> None:
    text = "Two Tides\n\nAnna: Hello, Ben.\nBen: Hello.\nAnna: How is it?\nIt rains.\nBen: Well.\n"
    parts = read(text)
    assert [turn.speaker for turn in parts.turns] == ["Anna", "Ben", "Anna", "Ben"]
    assert parts.turns[2].span.of(text) == "How is it?\nIt rains.\n"
    assert parts.title == "Two Tides"


def test_a_transcript_may_begin_with_a_name() -> None:
    text = "Anna: Hello - hello.\nBen: Hello.\nAnna: How is it?\nBen: Well.\n"
    parts = read(text)
    assert len(parts.turns) == 4
    assert parts.title is None
    assert parts.standalone == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A headline - and its sequel\n\nOnly prose.",
        "Transcript\nof a trial",
        "One prose line.\n" * 40 + "Look: A.\nWatch: B.\nLook: C.\nWatch: D.\n",
        "A memo - on ice\nDate: May 1, 2024\nPlay\nNothing else.",
        "Look: A.\nLook: B.\nLook: C.\nLook: D.\n",
        "Date: May 1, 2024\nPlace: here\nTime: noon\nBy: nobody\n",
    ],
)
def test_other_texts_are_not_podcasts(text: str) -> None:
    assert podcast.read(text) is None


def test_an_impossible_date_is_prose() -> None:
    text = TEXT.replace("October 9", "October 32")
    assert read(text).published is None
