"""The five real sources: counts, offsets and hashes that were checked by eye, no text of theirs."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from loaders_invariants import check

from harness.real import load_marked
from nkreader.loaders import recognise
from nkreader.model.source import Source
from nkreader.model.span import gaps, merged

# Offsets of each file's parts; strings are the first 12 hex digits of their SHA-256.
MARKED = json.loads((Path(__file__).parent / "real_parts.json").read_text("utf-8"))


@pytest.fixture(params=sorted(MARKED))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def real(name: str, real_sources: Path) -> Source:
    return load_marked(real_sources / name, MARKED[name]["sha256"])


def _hash(text: str | None) -> str | None:
    return sha256(text.encode("utf-8")).hexdigest()[:12] if text is not None else None


def test_what_the_file_says_of_itself(name: str, real: Source) -> None:
    marked = MARKED[name]
    assert real.shape.value == marked["shape"]
    assert real.length == marked["length"]
    assert _hash(real.title) == marked["title"]
    assert _hash(real.publisher) == marked["publisher"]
    assert real.published == marked["published"]
    assert [_hash(url) for url in real.urls] == marked["urls"]
    assert real.notices == ()


def test_sections(name: str, real: Source) -> None:
    found = [
        [*section.span, *section.body, _hash(section.title), _hash(section.url), section.published]
        for section in real.sections
    ]
    assert found == MARKED[name]["sections"]


def test_timecodes(name: str, real: Source) -> None:
    assert [[*code.span, *code.covers, code.at] for code in real.timecodes] == MARKED[name][
        "timecodes"
    ]


def test_turns(name: str, real: Source) -> None:
    found = [[*turn.mark, *turn.span, _hash(turn.speaker)] for turn in real.turns]
    assert found == MARKED[name]["turns"]


def test_boilerplate_and_what_stands_alone(name: str, real: Source) -> None:
    assert [list(span) for span in real.boilerplate] == MARKED[name]["boilerplate"]
    assert [list(span) for span in real.standalone] == MARKED[name]["standalone"]


def test_the_parts_are_sound(real: Source) -> None:
    check(recognise(real.text))


def test_parts_and_gaps_are_the_text(real: Source) -> None:
    spans = merged([*real.boilerplate, *(code.span for code in real.timecodes)])
    pieces = sorted([*spans, *gaps(spans, 0, real.length)])
    assert "".join(span.of(real.text) for span in pieces) == real.text


def test_line_ends_of_another_kind_move_offsets_and_change_nothing_else(real: Source) -> None:
    crlf = recognise(real.text.replace("\n", "\r\n"))
    check(crlf)
    assert (crlf.shape, crlf.title, crlf.publisher) == (real.shape, real.title, real.publisher)
    assert [section.title for section in crlf.sections] == [s.title for s in real.sections]
    assert [turn.speaker for turn in crlf.turns] == [turn.speaker for turn in real.turns]
    assert [code.at for code in crlf.timecodes] == [code.at for code in real.timecodes]
    assert len(crlf.boilerplate) == len(real.boilerplate)
    assert len(crlf.standalone) == len(real.standalone)
