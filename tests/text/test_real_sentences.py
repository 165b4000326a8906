"""The real sources, against sentences that were marked by eye: offsets only."""

import json
from pathlib import Path

import pytest

from harness.real import load_marked
from nkreader.model.source import Source
from nkreader.model.span import Span
from nkreader.text.prose import prose
from nkreader.text.quotable import readable
from nkreader.text.sentences import sentences

# Which boilerplate a loader sees is not for this test: one marked sentence may be none to it.
MARKED = json.loads((Path(__file__).parent / "real_sentences.json").read_text("utf-8"))
LEAST_F1 = 0.99


@pytest.fixture(params=sorted(MARKED))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def real(name: str, real_sources: Path) -> Source:
    return load_marked(real_sources / name, MARKED[name]["sha256"])


def _boundaries(spans: list[tuple[int, int]]) -> set[tuple[str, int]]:
    return {("start", start) for start, _ in spans} | {("end", end) for _, end in spans}


def test_boundaries_are_where_the_eye_puts_them(name: str, real: Source) -> None:
    marked = _boundaries([(start, end) for start, end in MARKED[name]["sentences"]])
    found = _boundaries([*sentences(prose(real), standalone=real.standalone)])
    f1 = 2 * len(marked & found) / (len(marked) + len(found))
    assert f1 >= LEAST_F1, sorted(marked ^ found, key=lambda boundary: boundary[1])


def test_prose_has_the_length_and_hides_what_is_none(real: Source) -> None:
    text = prose(real)
    assert len(text) == real.length
    assert all(timecode.span.of(text).isspace() for timecode in real.timecodes)
    assert all(set(span.of(text)) <= {"\n"} for span in real.boilerplate)
    assert all(set(turn.mark.of(text)) == {"\n"} for turn in real.turns)


def test_no_sentence_holds_what_is_nobodys_prose(real: Source) -> None:
    hidden = [*real.boilerplate, *(turn.mark for turn in real.turns)]
    for sentence in sentences(prose(real), standalone=real.standalone):
        assert not any(sentence.overlaps(span) for span in hidden)
        inside = [code.text for code in real.timecodes if sentence.contains(code.span)]
        quotable = readable(real, sentence)
        assert not any(text in quotable for text in inside)
        assert quotable == " ".join(quotable.split()) != ""


def test_every_heading_is_one_sentence(real: Source) -> None:
    found = set(sentences(prose(real), standalone=real.standalone))
    text = prose(real)
    for span in real.standalone:
        said = span.of(text)
        start = span.start + len(said) - len(said.lstrip())
        assert Span(start, start + len(said.strip())) in found


def test_no_sentence_crosses_a_hard_break(real: Source) -> None:
    text = prose(real)
    for sentence in sentences(text, standalone=real.standalone):
        assert sentence.of(text).strip()
        assert "\n" not in sentence.of(text)
