"""Patterns that are compiled when they are first looked for."""

import re
from typing import Any

import pytest

from nkreader.text.regex import regex


def test_nothing_is_compiled_before_it_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[object] = []
    monkeypatch.setattr(re, "compile", compiled.append)
    assert regex(r"(un").pattern == r"(un"
    assert not compiled


def test_it_does_what_a_compiled_pattern_does() -> None:
    late, now = regex(r"\b(a)(n?)\b", re.IGNORECASE), re.compile(r"\b(a)(n?)\b", re.IGNORECASE)
    text = "A bird, an egg and a nest"
    for name in ("findall", "split"):
        assert getattr(late, name)(text) == getattr(now, name)(text)
    for name in ("search", "match", "fullmatch"):
        for stretch in ((text,), (text, 7), (text, 8, 10)):
            assert str(getattr(late, name)(*stretch)) == str(getattr(now, name)(*stretch))
    assert [each.span() for each in late.finditer(text)] == [e.span() for e in now.finditer(text)]
    assert late.sub("the", text, count=1) == now.sub("the", text, count=1)
    assert late.subn("the", text) == now.subn("the", text)


def test_bytes_are_looked_through_too() -> None:
    assert regex(rb"\d+").findall(b"1 and 22") == [b"1", b"22"]


def test_it_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    late = regex(r"\d")
    assert late.match("1")
    monkeypatch.setattr(re, "compile", None)
    assert late.match("1")
    assert late.search("a 1")


def test_what_it_does_not_do_is_an_error() -> None:
    late: Any = regex(r"\d")
    with pytest.raises(AttributeError):
        late.scanner("1")
