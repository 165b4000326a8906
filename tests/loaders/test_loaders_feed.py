import pytest
from loaders_invariants import check

from nkreader.loaders import feed
from nkreader.loaders.parts import Parts
from nkreader.model.source import Shape

SITE = "https://two-tides.example"
HEADER = (
    f"Harbor – Two Tides {SITE} All that floats. Tue, 5 Mar 2024 08:15:30 +0000 en-US hourly 1 "
    f"https://wordpress.org/?v=6.5.5 {SITE}/cropped-32x32.png Harbor – Two Tides {SITE} 32 32 "
)
NOTE = "(Apart from its headline, this article came over an agency feed as it is.)"


def article(title: str, slug: str, body: str, *, more: str | None = None, end: str = "") -> str:
    url = f"{SITE}/{slug}/"
    teaser = f" Read More “{title}” »" if more is None else more
    return (
        f"{title} {url} Tue, 5 Mar 2024 10:00:00 +0000 {url}{teaser}\n\n]]>\n\n"
        f"{body}\n\n{end}\n\n\n\nSource link\n\n]]>\n"
    )


def read(text: str) -> Parts:
    parts = feed.read(text)
    assert parts
    check(parts)
    assert parts.shape is Shape.FEED
    return parts


TWO = (
    HEADER
    + article(
        "22 Gulls “Seen” Today", "gulls", "A standfirst.\n\nPort:\n\nThe gulls came.", end=NOTE
    )
    + article("A Second One, With A Comma,", "second", "Only prose, of two sentences. Here.")
)


def test_each_article_is_a_section_from_title_to_title() -> None:
    parts = read(TWO)
    assert [section.title for section in parts.sections] == [
        "22 Gulls “Seen” Today",
        "A Second One, With A Comma,",
    ]
    first, second = parts.sections
    assert first.span.end == second.span.start
    assert second.span.end == len(TWO)
    assert TWO[first.span.start :].startswith("22 Gulls")
    assert first.body.of(TWO) == "A standfirst.\n\nPort:\n\nThe gulls came."
    assert second.body.of(TWO) == "Only prose, of two sentences. Here."
    assert [section.url for section in parts.sections] == [f"{SITE}/gulls/", f"{SITE}/second/"]
    assert {section.published for section in parts.sections} == {"2024-03-05T10:00:00+00:00"}


def test_the_channel_names_the_source() -> None:
    parts = read(TWO)
    assert (parts.title, parts.publisher) == ("Harbor – Two Tides", "Two Tides")
    assert parts.published == "2024-03-05T08:15:30+00:00"
    assert parts.urls == (SITE, f"{SITE}/gulls/", f"{SITE}/second/")


def test_what_surrounds_the_articles_is_boilerplate() -> None:
    parts = read(TWO)
    waste = [span.of(TWO) for span in parts.boilerplate]
    assert waste[0] == HEADER.strip()
    assert waste[1].startswith(f"{SITE}/gulls/ Tue,")
    assert waste[1].endswith("Read More “22 Gulls “Seen” Today” »")
    assert waste[2:6] == ["]]>", NOTE, "Source link", "]]>"]


def test_titles_and_datelines_are_sentences_of_their_own() -> None:
    assert [span.of(TWO) for span in read(TWO).standalone] == [
        "22 Gulls “Seen” Today",
        "Port:",
        "A Second One, With A Comma,",
    ]


def test_crlf_changes_nothing_but_offsets() -> None:
    text = TWO.replace("\n", "\r\n")
    assert [section.title for section in read(text).sections] == [
        section.title for section in read(TWO).sections
    ]
    assert read(text).sections[1].body.of(text) == "Only prose, of two sentences. Here."


@pytest.mark.parametrize(
    "teaser",
    [
        "",
        " Continue reading “{}”",
        " Weiterlesen „{}“",
        " Lire la suite de «{}» …",
        " Only prose […]",
    ],
)
def test_no_words_of_one_language_are_needed(teaser: str) -> None:
    titles = ("One Title", "Another Title")
    text = "".join(
        article(title, title[:3], "Only prose here, sentence one.", more=teaser.format(title))
        for title in titles
    )
    parts = read(text)
    assert [section.title for section in parts.sections] == list(titles)
    bodies = [section.body.of(text) for section in parts.sections]
    assert bodies == ["Only prose here, sentence one."] * 2


def test_a_summary_with_nothing_after_it_is_the_body() -> None:
    text = "".join(
        f"Title {n} {SITE}/{n} Tue, 5 Mar 2024 10:00:00 +0000 {SITE}/{n} All there is, {n}.\n]]>\n"
        for n in (1, 2)
    )
    assert [s.body.of(text) for s in read(text).sections] == [
        "All there is, 1.",
        "All there is, 2.",
    ]


def test_a_header_may_be_plain() -> None:
    header = f"Two Tides {SITE} All that floats. Tue, 5 Mar 2024 08:15:30 +0000 en-GB "
    text = header + article("First", "first", "Prose one.") + article("Second", "second", "Prose.")
    parts = read(text)
    assert parts.title == parts.publisher == "Two Tides"
    assert [section.title for section in parts.sections] == ["First", "Second"]


def test_without_a_header_the_first_title_begins_the_text() -> None:
    text = article("First", "first", "Prose one.") + article("Second", "second", "Prose.")
    parts = read(text)
    assert (parts.title, parts.publisher, parts.published) == (None, None, None)
    assert parts.sections[0].span.start == 0


def test_an_address_in_a_summary_is_not_the_second_one() -> None:
    text = "".join(
        f"Title {n} {SITE}/{n} Tue, 5 Mar 2024 10:00:00 +0000 "
        f"It froze. See {SITE}/map for {n}.\n]]>\n"
        for n in (1, 2)
    )
    bodies = [section.body.of(text) for section in read(text).sections]
    assert bodies == [f"It froze. See {SITE}/map for {n}." for n in (1, 2)]


def test_prose_is_not_taken_for_a_header() -> None:
    body = "The daily 100 boats came.\n\nAn hourly 12 left."
    text = article("First", "first", body) + article("Second", "second", "Prose.")
    parts = read(text)
    assert parts.title is None
    assert [section.title for section in parts.sections] == ["First", "Second"]


def test_fields_may_have_lines_of_their_own() -> None:
    text = "".join(
        f"Title {n}\n{SITE}/{n}\nTue, 5 Mar 2024 10:00:00 +0000\n\nProse of {n}.\n\n"
        for n in (1, 2)
    )
    parts = read(text)
    assert [section.title for section in parts.sections] == ["Title 1", "Title 2"]
    assert [s.body.of(text) for s in parts.sections] == ["Prose of 1.", "Prose of 2."]


def test_a_feed_may_be_one_line() -> None:
    text = TWO.replace("\n\n", " ").replace("\n", " ")
    assert [section.title for section in read(text).sections] == [
        "22 Gulls “Seen” Today",
        "A Second One, With A Comma,",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "On Tue, 5 Mar 2024 08:15:30 +0000 somebody wrote:\n> hello",
        f"See {SITE} for more.\n\nTue, 5 Mar 2024 08:15:30 +0000",
        "A title\n\nProse about 5 March 2024.",
    ],
)
def test_other_texts_are_not_feeds(text: str) -> None:
    assert feed.read(text) is None
