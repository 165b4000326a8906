"""What is copied: a passage with its source, and nothing that steers wherever it is pasted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.stream import PLAIN, foreign
from nkreader.analysis.citation import citation
from nkreader.loaders import recognise
from nkreader.model.source import Section, Shape, Source
from nkreader.model.span import Span


def _cited(text: str, path: str = "seeds/x.txt") -> str:
    parts = recognise(text)
    source = Source(
        path=path,
        text=parts.text,
        sha256="0" * 64,
        shape=parts.shape,
        title=parts.title,
        publisher=parts.publisher,
        sections=parts.sections,
    )
    return citation(source, path, Span(0, len(parts.text)))


@settings(deadline=None)
@given(st.text(min_size=1), st.text())
def test_nothing_that_steers_is_copied(text: str, path: str) -> None:
    copied = _cited(text.replace("\0", ""), path)
    assert "\n" not in copied
    assert "\t" not in copied
    assert foreign(copied.encode("utf-8"), PLAIN) == []


def test_a_paste_runs_no_command_and_emoji_stay_whole() -> None:
    copied = _cited("He said\n\x1b[201~rm -rf x\r\u202eno\u200b 👩🏽\u200d🦱 🇰🇷.\n")
    assert "␛[201~rm -rf x" in copied
    assert "�no·" in copied
    assert "👩🏽\u200d🦱 🇰🇷" in copied


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        ("He called it “dangerous”.", "“He called it ‘dangerous’.”"),
        ('"Nothing," he said, "was sent."', "“‘Nothing,’ he said, ‘was sent.’”"),
        ('It isn\'t ("so to speak") true', "“It isn't (‘so to speak’) true”"),
        ("So „war es“ nicht", "“So ‚war es‘ nicht”"),
        ('A "', "“A ’”"),
    ],
)
def test_marks_inside_what_is_quoted_are_single(words: str, quoted: str) -> None:
    assert _cited(words).startswith(quoted)


def test_marks_inside_a_title_are_single() -> None:
    section = Section(title="LOOK: “dangerous”", span=Span(0, 4), body=Span(0, 4))
    source = Source(
        path="x.txt", text="Yes.", sha256="0" * 64, shape=Shape.ARTICLE, sections=(section,)
    )
    assert citation(source, "x.txt", Span(0, 4)) == "“Yes.” — “LOOK: ‘dangerous’”, x.txt 0:4"
