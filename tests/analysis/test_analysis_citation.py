"""What is copied: a passage with its source, and nothing that steers wherever it is pasted."""

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.stream import PLAIN, foreign
from nkreader.analysis.citation import citation
from nkreader.loaders import recognise
from nkreader.model.source import Source
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
