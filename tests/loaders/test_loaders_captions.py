import pytest
from loaders_invariants import check

from nkreader.loaders import archive, captions
from nkreader.loaders.parts import Parts
from nkreader.model.source import Shape

HEADER = "tv Harbor Hour Deutsche Welle March 5, 2024 11:58pm-12:30am CEST"


def read(text: str) -> Parts:
    parts = captions.read(text)
    assert parts
    check(parts)
    return parts


def file(*clocks: str, header: str = HEADER, footer: str = "12 Views") -> str:
    return "\n".join(
        (header, *(f"{clock}\nwhat is said at {clock}, then" for clock in clocks), footer)
    )


def test_the_header_says_title_channel_and_beginning() -> None:
    parts = read(file("11:58 pm", "11:59 pm"))
    assert parts.shape is Shape.CAPTIONS
    assert (parts.title, parts.publisher) == ("Harbor Hour", "Deutsche Welle")
    assert parts.published == "2024-03-05T23:58:00+02:00"
    assert parts.sections[0].title == "Harbor Hour"


def test_every_clock_line_is_a_timecode_over_midnight_and_back() -> None:
    parts = read(file("11:57 pm", "11:58 pm", "11:59 pm", "12:00 am", "12:01 am", "1:00 am"))
    assert [timecode.at for timecode in parts.timecodes] == [
        "2024-03-05T23:57:00+02:00",
        "2024-03-05T23:58:00+02:00",
        "2024-03-05T23:59:00+02:00",
        "2024-03-06T00:00:00+02:00",
        "2024-03-06T00:01:00+02:00",
        "2024-03-06T01:00:00+02:00",
    ]
    assert [timecode.text for timecode in parts.timecodes][3] == "12:00 am"


def test_noon_is_pm_and_midnight_am() -> None:
    header = "tv Noon KQED May 1, 2024 11:59am-12:05pm PDT"
    parts = read(file("11:59 am", "12:00 pm", "12:01 pm", header=header))
    assert [(timecode.at or "")[11:16] for timecode in parts.timecodes] == [
        "11:59",
        "12:00",
        "12:01",
    ]


def test_a_timecode_covers_what_is_said_up_to_the_next() -> None:
    text = file("11:58 pm", "11:59 pm")
    covered = [timecode.covers.of(text) for timecode in read(text).timecodes]
    assert covered == ["what is said at 11:58 pm, then\n", "what is said at 11:59 pm, then"]


def test_two_clocks_without_words_between_cover_nothing() -> None:
    text = "5:58 am\nbye.\n5:59 am\n6:00 am\nmusic"
    covered = [timecode.covers.of(text) for timecode in read(text).timecodes]
    assert covered == ["bye.\n", "", "music"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_will_do(end: str) -> None:
    text = file("11:58 pm", "11:59 pm").replace("\n", end)
    parts = read(text)
    assert [timecode.text for timecode in parts.timecodes] == ["11:58 pm", "11:59 pm"]
    assert parts.timecodes[0].covers.of(text).startswith("what is said")
    assert [span.of(text) for span in parts.boilerplate] == [HEADER, "12 Views"]


@pytest.mark.parametrize(
    "clocks",
    [
        ("18:01", "18:02"),
        ("6:01:30 PM", "6:02:00 PM"),
        ("6:01 p.m.", "6:02 p.m."),
        ("6:01pm", "6:02pm"),
    ],
)
def test_clocks_are_written_in_many_ways(clocks: tuple[str, str]) -> None:
    header = "tv Six NHK World March 5, 2024 6:00pm-6:30pm JST"
    parts = read(file(*clocks, header=header))
    assert [(timecode.at or "")[:16] for timecode in parts.timecodes] == [
        "2024-03-05T18:01",
        "2024-03-05T18:02",
    ]


def test_without_a_header_there_is_no_instant() -> None:
    parts = read("0:00\nso it begins\n0:59\nand goes on")
    assert [timecode.at for timecode in parts.timecodes] == [None, None]
    assert (parts.title, parts.publisher, parts.published) == (None, None, None)


def test_an_unknown_zone_leaves_the_local_time() -> None:
    assert read(
        file("6:00 pm", header="tv Six KQED March 5, 2024 6:00pm-6:30pm XYZ")
    ).published == ("2024-03-05T18:00:00")


@pytest.mark.parametrize(
    ("written", "title", "publisher"),
    [
        ("tv \xa0 Two Tides\xa0\xa0LANTERNTV\xa0\xa0", "Two Tides", "LANTERNTV"),
        ("tv Two Tides LANTERNTV ", "Two Tides", "LANTERNTV"),
        ("Two Tides | Lantern ", "Two Tides", "Lantern"),
        ("Two Tides  Lantern  ", "Two Tides", "Lantern"),
        ("tv Inside Al Jazeera English ", "Inside", "Al Jazeera English"),
        ("tv Two Tides ", "Two Tides", None),
        ("TV Land ", "Land", None),
        ("", None, None),
    ],
)
def test_programme_and_channel_are_told_apart(
    written: str, title: str | None, publisher: str | None
) -> None:
    parts = read(file("6:00 pm", header=f"{written}March 5, 2024 6:00pm-6:30pm CEST"))
    assert (parts.title, parts.publisher) == (title, publisher)


def test_programme_and_channel_may_have_lines_of_their_own() -> None:
    header = "Skip to main content\n\nTwo Tides\nLantern\nMarch 5, 2024 6:00pm-6:30pm CEST"
    parts = read(file("6:00 pm", header=header))
    assert (parts.title, parts.publisher) == ("Two Tides", "Lantern")


def test_an_archives_lines_are_boilerplate_and_the_body_is_without_them() -> None:
    header = f"Skip to main content\n\n{HEADER}\n\nShare"
    footer = (
        "\n1.2K Views\n\n2 Favorites\n\ninfo Stream Only\n\n"
        "Uploaded by TV Archive on March 7, 2024\n"
    )
    text = file("11:58 pm", "11:59 pm", header=header, footer=footer)
    parts = read(text)
    assert [span.of(text) for span in parts.boilerplate] == [
        "Skip to main content", HEADER, "Share", "1.2K Views", "2 Favorites", "info Stream Only",
        "Uploaded by TV Archive on March 7, 2024",
    ]  # fmt: skip
    body = parts.sections[0].body.of(text)
    assert body.startswith("11:58 pm\n")
    assert body.endswith("11:59 pm, then")


def test_what_looks_like_an_archives_line_in_the_middle_is_speech() -> None:
    text = "6:00 pm\nhello\n12 views\nof the harbor\n6:01 pm\nbye"
    assert read(text).boilerplate == ()


@pytest.mark.parametrize("last", ["flag day", "topics we had today", "download it", "search on"])
def test_a_last_line_of_speech_is_not_taken_for_an_archives(last: str) -> None:
    assert read(f"6:00 pm\nhello\n6:01 pm\n{last}").boilerplate == ()


def test_signs_of_music_are_nobodys_words_but_a_lyric_is() -> None:
    text = "6:00 pm\n♪♪ ♪\n6:01 pm\n♪ row the boat ♪"
    assert [span.of(text) for span in read(text).boilerplate] == ["♪♪ ♪", "♪", "♪"]


@pytest.mark.parametrize(
    "text",
    ["", "no clock at all", "at 6:01 pm she said\nand at 6:02 pm he did", "6:01 pm\nonly one",
     "25:00\n26:00\n", "6:61 pm\n6:62 pm\n", "13:00 pm\n14:00 pm\n"],
)  # fmt: skip
def test_other_texts_are_not_captions(text: str) -> None:
    assert captions.read(text) is None


def test_prose_with_a_date_and_hours_is_no_header() -> None:
    text = (
        "The committee met on March 5, 2024 6:00pm-6:30pm CEST to hear what the pilots had seen.\n"
        "6:00 pm\nhello\n6:01 pm\nbye"
    )
    assert read(text).boilerplate == ()
    assert read(text).published is None


def test_an_impossible_date_leaves_the_programme_without_one() -> None:
    header = archive.find_header("tv Six KQED February 31, 2024 6:00pm-6:30pm CEST", 60)
    assert header
    assert header.begin is None
