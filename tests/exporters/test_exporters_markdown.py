"""The brief is harmless: nothing foreign in it comes to life in any common renderer."""

import re

import pytest
from exporters_sample import CLAIM, DENIAL, HARBOUR_REF, SAMPLE, exported
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from nkreader.exporters.export import Export
from nkreader.exporters.markdown import brief
from nkreader.exporters.markup import code, plain
from nkreader.model.annotation import Annotation
from nkreader.model.source import SourceRef
from nkreader.text.display import inert_line

RENDERER = MarkdownIt("gfm-like", {"html": True, "linkify": True, "typographer": False})

WORDS = {"paragraph_open", "inline", "text", "paragraph_close"}
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!-- hidden",
    "![picture](http://evil.example/a.png)",
    "[click](javascript:alert(1))",
    "[ref]: http://evil.example",
    "[^1]: note",
    "<http://evil.example>",
    "see https://evil.example/a?b=c",
    "www.evil.example",
    "evil.example",
    "me@evil.example",
    "```\ncode",
    "~~~",
    "`code`",
    "# heading",
    "heading\n===",
    "heading\n---",
    "---\ntitle: front matter\n---",
    "- item",
    "+ item",
    "* item",
    "1. item",
    "2) item",
    "> quote",
    "| a | b |\n|---|---|",
    "**bold** _slanted_ ~~gone~~",
    "&lt;b&gt; &amp; &copy;",
    "$x$ $$y$$",
    "{{ site.secret }} {% include x %}",
    "    four spaces",
    "\tcode",
    "ends with \\",
    "two  \nlines",
    "\x1b[31mred\x1b[0m",
    "\u202eturned",
    "\ud800",
]


def tokens(markdown: str) -> list[Token]:
    found: list[Token] = []
    for token in RENDERER.parse(markdown):
        found.append(token)
        found.extend(token.children or ())
    return found


def shown(markdown: str) -> str:
    return "".join(token.content for token in tokens(markdown) if token.type == "text")


@pytest.mark.parametrize("text", HOSTILE)
def test_foreign_text_is_a_paragraph_of_words(text: str) -> None:
    assert {token.type for token in tokens(plain(text))} <= WORDS
    assert shown(plain(text)) == inert_line(text)


@given(st.text("a1 .:/@-+=#*_`~[](){}<>!|\\&$\n\t", max_size=40))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    assert shown(plain(text)) == inert_line(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_foreign_path_is_a_paragraph_of_words_or_one_code_span(text: str) -> None:
    found = [each for each in tokens(code(text)) if each.type in ("text", "code_inline")]
    assert {each.type for each in tokens(code(text))} <= {*WORDS, "code_inline"}
    assert "".join(each.content for each in found) == inert_line(text)


@given(st.text("a1 .:/@-+=#*_`~[](){}<>!|\\&$\n\t", max_size=40))
def test_any_path_is_shown_as_it_is(text: str) -> None:
    found = [each for each in tokens(code(text)) if each.type in ("text", "code_inline")]
    assert "".join(each.content for each in found) == inert_line(text)


def test_a_path_and_an_underscore_in_a_word_stand_as_they_are() -> None:
    assert code("news/001_5629b7b1.b.txt") == "`news/001_5629b7b1.b.txt`"
    assert plain("snake_case__name and _this_, a_ b") == "snake_case__name and \\_this\\_, a\\_ b"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_field_brings_anything_to_life(text: str) -> None:
    tame = Export(annotations=(exported(_filled("x"), _source("x")),))
    wild = Export(annotations=(exported(_filled(text), _source(text)),))
    assert _structure(wild) == _structure(tame)


def test_links_lead_to_anchors_of_the_brief() -> None:
    html = RENDERER.render("".join(brief(SAMPLE)))
    anchors = re.findall(r'<a id="([^"]+)">', html)
    targets = re.findall(r'<a href="#([^"]+)">', html)
    assert len(anchors) == len(set(anchors)) == len(SAMPLE.annotations)
    assert len(targets) == 4
    assert set(targets) <= set(anchors)
    assert "<a href" not in re.sub(r'<a href="#a\d+">', "", html)


def test_a_link_is_seen_from_both_its_ends() -> None:
    text = "".join(brief(SAMPLE))
    claim, denial = text.split("### ")[1:3]
    assert "**Denied by:** [2](#a2), denial by Café owners" in claim
    assert "**Denies:** [1](#a1), claim by Min Seo-yeon" in denial
    assert "not in this brief (gone)" in denial


def test_a_note_keeps_its_lines() -> None:
    noted = replace(DENIAL, note="first\r\n\r\n  - second\rthird")
    html = RENDERER.render("".join(brief(Export(annotations=(exported(noted, HARBOUR_REF),)))))
    assert re.search(r"first<br />\s*- second<br />\s*third</li>", html)


def _filled(text: str) -> Annotation:
    return replace(
        CLAIM,
        annotator=text,
        text=text,
        section=text,
        speaker=text,
        via=text,
        outlet=text,
        about=text,
        note=text.replace("\n", " "),
        tags=(text,),
        said_at=text,
    )


def _source(text: str) -> SourceRef:
    return replace(
        HARBOUR_REF, title=text, path=f"p{text}", publisher=text, published=text, url=text
    )


def _structure(export: Export) -> list[str]:
    kinds = [token.type for token in tokens("".join(brief(export)))]
    # A path is words, in a code span or not.
    return [kind for kind in kinds if kind not in ("text", "code_inline")]
