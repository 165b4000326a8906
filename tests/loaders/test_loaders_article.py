import pytest
from loaders_invariants import check

from nkreader.loaders import article
from nkreader.loaders.news import besides, is_dateline, is_heading
from nkreader.loaders.parts import Parts
from nkreader.model.source import Shape

PROSE = "The harbor has been frozen since the second week of the year, the pilots say.\n\n"
HEADLINE = "LOOK: A harbor “frozen” since January"


def read(text: str) -> Parts:
    parts = article.read(text)
    assert parts
    check(parts)
    assert parts.shape is Shape.ARTICLE
    return parts


def waste(text: str) -> list[str]:
    return [span.of(text) for span in read(text).boilerplate]


def alone(text: str) -> list[str]:
    return [span.of(text) for span in read(text).standalone]


def test_a_headline_is_the_title_and_nothing_is_guessed() -> None:
    text = f"{HEADLINE}\n\n{PROSE}{PROSE}\n\n\nSource"
    parts = read(text)
    assert parts.title == HEADLINE
    assert (parts.publisher, parts.published, parts.urls) == (None, None, ())
    assert waste(text) == ["Source"]
    assert parts.sections[0].span == (0, len(text))
    assert parts.sections[0].body.of(text) == (f"{HEADLINE}\n\n{PROSE}{PROSE}").strip()


def test_captions_before_a_credit_are_sentences_of_their_own_each_time() -> None:
    caption = "The pier in the ice. Behind it, a ship.\n\n"
    text = f"{HEADLINE}\n\n{PROSE}{caption}{caption}/ M. TALLER / PORT\n\n– Thaw –\n\n{PROSE}"
    assert alone(text) == [HEADLINE, caption.strip(), caption.strip(), "– Thaw –"]
    assert waste(text) == ["/ M. TALLER / PORT"]


def test_a_credit_may_stand_under_its_caption() -> None:
    text = f"{HEADLINE}\n\nThe pier. File.\n| Photo Credit: Lantern\n\n{PROSE}{PROSE}"
    assert alone(text) == [HEADLINE, "The pier. File."]
    assert waste(text) == ["| Photo Credit: Lantern"]


@pytest.mark.parametrize(
    "line",
    ["/ STR", "/ ANNA BELL / AFP", "Photo: Anna Bell", "(Photo by Anna Bell)", "ANNA BELL/AFP",
     "AP Photo/Anna Bell", "© Anna Bell", "| Photo Credit: AP", "Image courtesy of the port.",
     "Source link", "Source: https://two-tides.example/a", "Also read: The thaw | Explained",
     "READ | The thaw", "Read more: The thaw", "Continue reading…", "Waiting for response to load…",
     "Loading...", "Advertisement", "ADVERTISEMENT", "The post A thaw first appeared on Two Tides.",
     "(This report is auto-generated from an agency feed.)",
     "With inputs from agencies", "Sign up for our weekly newsletter", "]]>"],
)  # fmt: skip
def test_lines_that_are_nobodys_prose(line: str) -> None:
    text = f"{HEADLINE}\n\n{PROSE}{PROSE}{line}\n\n{PROSE}"
    assert waste(text) == [line]


@pytest.mark.parametrize(
    "line",
    ["Source close to the port spoke of a thaw.", "Read the whole treaty, he said.",
     "Photos by the port show that the ice is thin.", "(He has since left the story to others.)",
     "– Keep the channel free of ice at all times.", "The story was published from the port.",
     "Loading the ship took a week."],
)  # fmt: skip
def test_lines_that_only_look_like_it(line: str) -> None:
    text = f"{HEADLINE}\n\n{PROSE}{PROSE}{line}\n\n{PROSE}"
    assert waste(text) == []


def test_what_is_glued_to_the_end_of_a_line_is_found() -> None:
    text = f"{HEADLINE}\n\n{PROSE}{PROSE.strip()}]]>\n\n{PROSE}"
    assert waste(text) == ["]]>"]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("– Thaw –", True),
        ("– ‘A thaw?’ –", True),
        ("Balloon season", True),
        ("2024", True),
        ("The harbor froze.", False),
        ("He said:", False),
        ("– Keep the channel free", False),
        ("a lower-case line", False),
        ("A line of rather many words that goes on to its end", False),
    ],
)
def test_headings(line: str, heading: bool) -> None:
    assert is_heading(line) is heading


def test_only_what_something_follows_is_a_heading() -> None:
    text = "Some prose, a sentence.\n\nAnna Bell"
    assert besides(text, 0, len(text)).standalone == ()


@pytest.mark.parametrize(
    ("line", "dateline"),
    [("Seoul:", True), ("New York:", True), ("Rio de Janeiro:", True), ("Washington, D.C.:", True),
     ("He said:", False), ("Here are the points:", False), ("Seoul", False), (":", False)],
)  # fmt: skip
def test_datelines(line: str, dateline: bool) -> None:
    assert is_dateline(line) is dateline


def test_a_masthead_is_read_where_there_is_one() -> None:
    text = (
        f"{HEADLINE}\n\nBy Anna Bell\nPublished: June 18, 2024, 10:30 am\nSource: Two Tides\n"
        f"https://two-tides.example/harbor\n\n{PROSE}{PROSE}"
    )
    parts = read(text)
    assert (parts.publisher, parts.published) == ("Two Tides", "2024-06-18")
    assert parts.urls == ("https://two-tides.example/harbor",)
    assert len(parts.boilerplate) == 4


def test_the_last_line_may_name_the_publisher() -> None:
    assert read(f"{HEADLINE}\n\n{PROSE}{PROSE}Source: Two Tides").publisher == "Two Tides"
    assert read(f"{HEADLINE}\n\n{PROSE}{PROSE}Source: Two Tides\n\n{PROSE}").publisher is None


def test_a_date_in_the_prose_is_not_the_articles() -> None:
    dated = "On June 18, 2024 the harbor froze, the pilots say, and they know it well.\n\n"
    text = f"{HEADLINE}\n\n{dated}{PROSE}"
    assert read(text).published is None


def test_markdown_has_hashes_and_front_matter() -> None:
    text = (
        '---\ntitle: "A harbor, frozen"\nsource: https://two-tides.example/a\n'
        "published: 2024-06-18\n---\n# A harbor “frozen” since January\n\n"
        f"{PROSE}## The ice\n\n{PROSE}"
    )
    parts = read(text)
    assert parts.title == "A harbor, frozen"
    assert parts.published == "2024-06-18"
    assert parts.urls == ("https://two-tides.example/a",)
    assert alone(text) == ["A harbor “frozen” since January", "The ice"]
    assert [piece for piece in waste(text) if piece.startswith("#")] == ["# ", "## "]
    assert read(f"# A harbor since January\n\n{PROSE}{PROSE}").title == "A harbor since January"


@pytest.mark.parametrize(
    "text",
    [
        "",
        HEADLINE,
        f"{PROSE}{PROSE}{PROSE}",
        "Some short notes\n\nfirst\n\nsecond\n\nthird",
        "import re\n\nfrom pathlib import Path\n\nx = 1\n\ny = 2\n",
        "Name,Age\nAnna,1\nBen,2\n",
    ],
)
def test_other_texts_are_not_articles(text: str) -> None:
    assert article.read(text) is None


def test_an_article_needs_no_blank_lines() -> None:
    text = f"{HEADLINE}\n{PROSE.strip()}\n{PROSE.strip()}\n"
    assert read(text).title == HEADLINE
