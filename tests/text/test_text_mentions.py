import re
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.loaders.entities import gazetteer
from nkreader.model.entity import Entity, EntityType
from nkreader.text.mentions import REACH, Matcher


@cache
def builtin() -> Matcher:
    return Matcher(gazetteer())


def marked(text: str, matcher: Matcher | None = None) -> str:
    """Return `text` with its mentions in brackets."""
    out, at = "", 0
    for mention in (matcher or builtin()).find(text):
        out += text[at : mention.span.start] + f"[{mention.span.of(text)}]"
        at = mention.span.end
    return out + text[at:]


def check(marked_text: str, matcher: Matcher | None = None) -> None:
    assert marked(re.sub(r"[\[\]]", "", marked_text), matcher) == marked_text


def named(text: str, matcher: Matcher | None = None) -> list[str]:
    return [mention.entity.name for mention in (matcher or builtin()).find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "[Kim Jong Un], [Kim Jong-un], [KIM JONG-UN] and [kim  jong     un] are one",
        "[South Korea]’s army, the [North Koreans]' trains, [Guterres]’ remarks",
        "Mr. [Putin], President [Xi], Secretary [Blinken]",
        "a [Russian]-made jet, a [US]-[South Korea] drill, [North Korea]-backed, non-[NATO]",
        "the [U.N. Security Council], the [UN Security Council], the [Security Council]",
        "the [U.S.], [France]; the [United States of America]; [American] and [Americans]",
        "[F-22s], [KF-16s], a [KN-23] and [Hwasong11]; [Patriots] for the patriots",
        "[Washington, D.C.], [Washington DC], the [Washington Post], [Washington]",
        "November 26, 2024[Kim Jong Un] spoke, but 11us and 4x",
        "[Zelensky], [Zelenskyy] or [Volodymyr Zelenskiy] in [Kyiv], once [Kiev]",
        "the [Korean People’s Army] and the [Workers' Party of Korea]",
        "[Russia]'s 300 tanks and its [S-300] batteries",
        "[Choe Son Hui], [Choi Son-hui] or [Choi Seon-hee]",
        "the [Soviet]-era treaty, the two [Koreas], the [Korean peninsula]",
        "Kim Min-seok, a student, and Kim Gil Dong are others; [Kim]'s guard is not",
        "[Kim Jong Un]-led, [Kim]-to-[Putin], but Park Jin-young and Hong Min-gi",
        "[Kim] Test-fires Missile, [Putin] To Go On, [Kim] Can Win",
        "moved South – [Korean] winters are mild",
    ],
)
def test_names_as_they_are_written(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "he told us that the [us] and [japan] would act",
        "come and join us, with us now from [washington] is our guest",
        "[south korean] and [us] officials met, between us and the audience",
        "[south korea], the [us] and [japan]; [japan], [us] and [south korea]",
        "a [us]-led bloc, an anti-[us] rally, give us weapons",
        "may we ask in may, tell us",
        "TELL US WHAT THE [US] AND [NORTH KOREAN] OFFICIALS SAY. JOIN US.",
        "The [US] told us. Give Us a break.",
        "under [un] sanctions the [un security council] met [kim jong un]",
        "polish the shoes of the [polish] president",
        "posted on [x], an x-ray; confirmed on [x] that",
        "Confirmed on [X] that X marks the spot of Malcolm X",
        "he sent a telegram to [putin], it was on [telegram]",
        "a patriot and a [patriot] missile",
        "[Trump] had no trump card",
    ],
)
def test_words_that_are_names_in_their_context(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "The [North] denied it, [Seoul] said; the nuclear-armed [North]’s troops withdrew.",
        "Between [North] and [South], [Pyongyang] said, nothing moves; between [North] and "
        "[South Korean] troops",
        "He went North. The South Pole and the [North Pole] are far from [Pyongyang].",
        "the [north] has fired, [south korea] said, towards the south of [japan]",
        "from the [south], between [north] and [south korea], the north [ukrainian] city",
        "in the north of [ukraine] they go south",
        "Cotton grew in the South.",
        "The [West] worries; the West Wing and the west coast do not. [Western] sanctions",
        "the [west] worries, the west coast does not, an anti-[western] mood, western [ukraine]",
        "the [far east] and the far east of [asia]",
        "The [Far East], far east of here",
    ],
)
def test_points_of_the_compass_that_are_names(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "see https://example.com/north-korea-missile and www.russia-news.example",
        "write to kim@russia.com or look at shop.nknews.org now",
        "visit [al jazeera].com",
        "[Russia].The next sentence; [China]/[Russia]",
    ],
)
def test_addresses_name_nothing(text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "[Jenny Town] is here. [Jenny], hello. The town is small. Ms. [Town] agrees. Town hall.",
        "[jenny town] is here. [jenny], hello. the town is small.",
        "[Jenny], hello. [Jenny Town] is here.",
        "Jenny, hello.",
        "[Park Jin] spoke. [Park] said the Park was nice. Central Park is. Mr. [Park] left.",
        "[Mark Rutte] spoke. Mark my words. [Rutte] left.",
        "[John Kirby] spoke. John Smith did not. [Kirby] left; Rip Kirby stayed.",
    ],
)
def test_short_names_count_once_the_full_name_was_given(text: str) -> None:
    check(text)


def test_a_short_name_is_of_who_was_named_last() -> None:
    text = "Park Jin left. Park said so. Park Geun-hye came. Park said no."
    assert named(text) == ["Park Jin", "Park Jin", "Park Geun-hye", "Park Geun-hye"]


def test_a_short_name_does_not_reach_everywhere() -> None:
    far = "Jenny Town." + " yes" * (REACH // 4) + " Jenny came."
    assert named(far) == ["Jenny Town"]
    assert named(far[40:]) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("russian", "Russia"),
        ("Moscow", "Moscow"),
        ("DPRK", "North Korea"),
        ("the ROK", "South Korea"),
        ("Ukrainians", "Ukraine"),
        ("twitter", "X"),
        ("KN-23", "Hwasong-11"),
    ],
)
def test_names_lead_to_their_entity(text: str, name: str) -> None:
    assert named(text) == [name]


def test_no_mention_crosses_a_hard_line_end() -> None:
    check("he met [Kim]\nJong Il in South\n[Korea]")


def test_of_two_entities_with_one_name_the_later_has_it() -> None:
    ours = Entity("Kim Kardashian", EntityType.PERSON, aliases=("Kim",))
    assert named("Kim said", Matcher((*gazetteer(), ours))) == ["Kim Kardashian"]


def test_names_of_any_case_and_names_only_as_written() -> None:
    matcher = Matcher(
        (
            Entity("Hill", EntityType.PERSON, cased=("Hill",)),
            Entity("Grünwald-Ó", EntityType.ORG, aliases=("C++",)),
        )
    )
    check("[Hill] went up the hill with Mr. [Hill], HILL", matcher)
    check("a hill in a lower-case caption", matcher)
    check("[GRÜNWALD-Ó] and [grünwald ó] like [C++]", matcher)


def test_nothing_is_found_of_no_entities_or_in_no_text() -> None:
    assert Matcher(()).find("Kim Jong Un") == ()
    assert builtin().find("") == ()


def test_entities_are_read_when_they_are_first_needed() -> None:
    matcher = Matcher(iter(gazetteer()))
    assert named("Seoul", matcher) == named("Seoul", matcher) == ["Seoul"]


PIECES = st.sampled_from(
    [
        *("Kim Jong Un", "kim", "North Korea", "the North", "South", "Koreas", "the us", "us"),
        *("Jenny Town", "Jenny", "Town", "Park Jin", "Park", "said", "U.S.", "U.N. Security"),
        *("Council", "https://x.org/north-korea", "2024", "’s", "-", "–", ",", ".", "\n", "  "),
        *("Security Council", "of the", "West", "Bank", "\u00a0", "İstanbul", "ß", "北京", "😀"),
    ]
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from([" ", "", "   "])), max_size=30).map(
    lambda pairs: "".join(piece + gap for piece, gap in pairs)
)


@given(text=TEXTS)
def test_mentions_are_in_order_apart_and_on_one_line(text: str) -> None:
    at = 0
    for mention in builtin().find(text):
        quote = mention.span.of(text)
        assert at <= mention.span.start < mention.span.end
        assert quote == quote.strip()
        assert "\n" not in quote
        at = mention.span.end


@given(text=TEXTS, cuts=st.lists(st.integers(0, 400), max_size=4))
def test_stretches_find_what_the_whole_finds(text: str, cuts: list[int]) -> None:
    edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    parts = [builtin().find(text, a, b) for a, b in pairwise(edges)]
    assert tuple(mention for part in parts for mention in part) == builtin().find(text)


def test_stretches_of_a_long_line_find_what_the_whole_finds() -> None:
    text = "so jenny town and kim jong un met the us in north korea, jenny said. " * 400
    parts = [builtin().find(text, at, at + 1009) for at in range(0, len(text), 1009)]
    assert tuple(mention for part in parts for mention in part) == builtin().find(text)


def test_it_makes_no_difference_where_tiles_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "so jenny town and kim jong un met the us in north korea, jenny said. " * 40
    whole = Matcher(gazetteer()).find(text)
    assert whole
    for size in (61, 100, 333):
        monkeypatch.setattr("nkreader.text.mentions._TILE", size)
        assert Matcher(gazetteer()).find(text) == whole


def test_of_a_long_text_not_all_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "so jenny town and kim jong un met the us in north korea, jenny said. " * 40
    whole = builtin().find(text)
    monkeypatch.setattr("nkreader.text.mentions._TILE", 100)
    monkeypatch.setattr("nkreader.text.mentions._KEPT", 3)
    read: list[int] = []
    monkeypatch.setattr(Matcher, "_tile", _counting(read))
    matcher = Matcher(gazetteer())
    assert matcher.find(text) == whole
    assert len(read) == len(set(read)) == -(-len(text) // 100)
    matcher.find(text, 0, 100)
    assert read.count(0) == 2


def _counting(read: list[int]) -> Callable[..., object]:
    tile = Matcher._tile

    def counted(matcher: Matcher, prose: str, start: int, end: int, begin: int) -> object:
        read.append(start)
        return tile(matcher, prose, start, end, begin)

    return counted
