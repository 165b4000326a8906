import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaders_invariants import check

from nkreader.loaders import webpage
from nkreader.loaders.markup import blocks
from nkreader.loaders.parts import Parts
from nkreader.loaders.tags import PieceKind, pieces
from nkreader.model.source import Shape

PAGE = """<!DOCTYPE html>
<html><head><title>A harbor | Two Tides</title>
<meta property="og:title" content="A harbor &amp; its ice">
<meta property="og:site_name" content='Two Tides'>
<meta property="article:published_time" content="2024-06-18T10:00:00Z">
<link rel="canonical" href="https://two-tides.example/harbor">
<script>var x = "<p>not text</p>";</script><style>p { color: red }</style></head>
<body><nav><a href="/">Home</a></nav>
<article><header><h1>A harbor &amp; its ice</h1></header>
<p>The harbor   froze.<br>It <b>thaw</b>ed.</p>
<figure><img src="a.png"><figcaption>The pier.</figcaption></figure>
<h2>Thaw</h2><p>All is well.<p>Unclosed.
<aside>Related</aside><form><p>Subscribe</p></form></article>
<footer>Imprint</footer></body></html>"""


def read(text: str) -> Parts:
    parts = webpage.read(text)
    assert parts
    check(parts)
    assert parts.shape is Shape.ARTICLE
    return parts


def test_the_text_is_the_articles_paragraphs() -> None:
    assert read(PAGE).text == (
        "A harbor & its ice\n\nThe harbor froze.\nIt thawed.\n\nThe pier.\n\nThaw\n\n"
        "All is well.\n\nUnclosed."
    )


def test_the_page_states_its_title_site_date_and_address() -> None:
    parts = read(PAGE)
    assert parts.title == "A harbor & its ice"
    assert parts.publisher == "Two Tides"
    assert parts.published == "2024-06-18T10:00:00+00:00"
    assert parts.urls == ("https://two-tides.example/harbor",)


def test_headings_and_captions_are_sentences_of_their_own() -> None:
    parts = read(PAGE)
    assert [span.of(parts.text) for span in parts.standalone] == [
        "A harbor & its ice", "The pier.", "Thaw",
    ]  # fmt: skip


def test_a_page_that_states_little_says_nothing_else() -> None:
    parts = read("<html><title>Ice</title><p>It froze.</p></html>")
    assert parts.text == "Ice\n\nIt froze."
    assert (parts.title, parts.publisher, parts.published, parts.urls) == ("Ice", None, None, ())


@pytest.mark.parametrize(
    ("tag", "published"),
    [
        ('<time datetime="2024-06-18">yesterday</time>', "2024-06-18"),
        ('<meta name="date" content="June 18, 2024">', "2024-06-18"),
        (
            '<script>{"datePublished": "2024-06-18T10:00:00+09:00"}</script>',
            "2024-06-18T10:00:00+09:00",
        ),
        ('<time datetime="soon">soon</time>', None),
    ],
)
def test_dates_stand_in_many_places(tag: str, published: str | None) -> None:
    assert (
        read(f"<html><body>{tag}<h1>Ice</h1><p>It froze.</p></body></html>").published == published
    )


def test_a_page_that_is_one_form_is_read() -> None:
    assert [b.text for b in blocks("<body><form><p>Words.</p></form></body>")] == ["Words."]
    assert [b.text for b in blocks("<body><aside>Words.</aside></body>")] == ["Words."]


def test_a_page_without_text_is_told_of() -> None:
    parts = read("<html><body><script>everything()</script></body></html>")
    assert (parts.text, parts.notices) == ("", ("The page holds no text.",))


def test_a_part_of_a_page_is_read_too() -> None:
    assert read("<h1>Ice</h1>\n<p>It froze.</p>\n").text == "Ice\n\nIt froze."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "<",
        "<3 you",
        "<p align=center>A readme</p>\n\n# Words",
        "<rss></rss>",
        "<svg></svg>",
    ],
)
def test_other_texts_are_not_pages(text: str) -> None:
    assert webpage.read(text) is None


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a < b and c > d", "a < b and c > d"),
        ("a <b class='x>y'>bold</b>", "a bold"),
        ("a <!-- <b> --> c", "a  c"),
        ("a <!-- no end", "a "),
        ("a <script>if (a<b) {}</script> c", "a  c"),
        ("&lt;b&gt; &#x1F6F0; &nosuch; &#xD800;", "<b> 🛰 &nosuch; \ufffd"),
        ("a <b", "a <b"),
        ("a </b c", "a </b c"),
        ("<a title=it's>x</a>", "x"),
    ],
)
def test_tags_and_text_are_told_apart(html: str, text: str) -> None:
    assert "".join(piece.value for piece in pieces(html) if piece.kind is PieceKind.TEXT) == text


PIECES = [*"<>/!-'\"= &;#", "<p>", "</p>", "<!--", "-->", "a", "script"]


@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_broken_markup_is_read_all_the_same(html: str) -> None:
    for block in blocks(html):
        assert block.text == block.text.strip() != ""
    parts = webpage.read("<html>" + html)
    assert parts
    check(parts)
