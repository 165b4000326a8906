"""What one sitting leaves for the next."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.json import encode
from msgspec.structs import replace

from nkreader import __version__
from nkreader.model.entity import EntityType
from nkreader.model.source import Section, Shape, Source, Timecode, Turn
from nkreader.model.span import Span
from nkreader.session.memory import NOTHING, Facts, Memory, recall, remember

_TEXT = st.none() | st.text(max_size=20)
_FACTS = st.builds(
    Facts, st.text(max_size=12), st.integers(0, 10**9), _TEXT, _TEXT, _TEXT, st.text(max_size=9)
)
_DRAWN = st.lists(
    st.tuples(
        st.builds(Span, st.integers(0, 10**6), st.integers(0, 10**6)), st.sampled_from(EntityType)
    )
)
STORY = Facts("0123456789ab", 100, "Ministry denies", None, "2024-05-01")
OPEN = Source("/sources/open.txt", "It was.\nIt was not.", "0123456789abcdef", Shape.PLAIN)
_WHOLE = Span(0, len(OPEN.text))
_BEYOND = Span(0, len(OPEN.text) + 1)


@given(facts=_FACTS, drawn=_DRAWN)
def test_what_was_remembered_is_recalled(
    facts: Facts, drawn: list[tuple[Span, EntityType]]
) -> None:
    # A path that leads nowhere is as it was.
    path = Path("/nowhere at all")
    memory = recall(remember([(path, facts)], OPEN, drawn, since=time.time_ns()))
    assert memory.facts_of(path) == facts
    assert memory.shapes == {facts.id: facts.shape}
    assert memory.drawn_in(OPEN.id) == tuple(drawn)
    assert memory.drawn_in("another") == ()


def test_of_a_source_that_has_changed_nothing_is_believed(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("one", encoding="utf-8")
    later = time.time_ns() + 10**10
    memory = recall(remember([(story, STORY)], OPEN, (), since=later))
    assert memory.facts_of(story) == STORY
    story.write_text("other", encoding="utf-8")
    assert memory.facts_of(story) is None


def test_what_changed_while_it_was_read_is_not_remembered(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("one", encoding="utf-8")
    memory = recall(remember([(story, STORY)], OPEN, (), since=time.time_ns()))
    assert memory.facts_of(story) is None


@given(st.binary(max_size=80))
def test_what_cannot_be_read_is_nothing(data: bytes) -> None:
    assert recall(data) == NOTHING


@pytest.mark.parametrize(
    "damaged",
    [
        {},
        {"facts": [], "source": "", "drawn": []},
        {"facts": {"x": []}, "source": "", "drawn": []},
        {"facts": {"x": ["s", "id", "long", None, None, None, "plain"]}, "source": "", "drawn": []},
        {"facts": {}, "source": "", "drawn": [[1, 2]]},
        {"facts": {}, "source": "", "drawn": [[1, 2, "NOTHING"]]},
    ],
)
def test_nor_is_what_is_something_else(damaged: dict[str, object]) -> None:
    assert recall(json.dumps({"by": __version__, **damaged}).encode()) == NOTHING


def test_what_another_version_understood_is_not_believed() -> None:
    remembered = remember([(Path("/nowhere at all"), STORY)], OPEN, (), since=time.time_ns())
    assert recall(remembered) != NOTHING
    line, _, read = remembered.partition(b"\n")
    older = json.loads(line) | {"by": "0.0.1"}
    assert recall(json.dumps(older).encode() + b"\n" + read) == NOTHING


def test_the_open_source_is_carried_along_as_it_was_read() -> None:
    source = replace(
        OPEN,
        title="Ice ♪",
        urls=("https://example.org/ice",),
        sections=(Section(_WHOLE, Span(0, 7), "Ice", None, "2024-05-01"),),
        timecodes=(Timecode(Span(0, 2), _WHOLE, "It", None),),
        turns=(Turn(Span(3, 7), Span(0, 2), "It"),),
        boilerplate=(Span(0, 0),),
        standalone=(Span(0, 7),),
        notices=("it is odd",),
    )
    assert recall(remember((), source, (), since=0)).read == replace(source, path="")


@pytest.mark.parametrize(
    "source",
    [
        replace(OPEN, text="long" * (1 << 16)),
        replace(OPEN, urls=("https://example.org/",) * (1 << 13)),
        replace(OPEN, text="half a character: \ud800"),
        replace(OPEN, sha256=""),
    ],
)
def test_what_is_large_or_odd_is_not_carried_along(source: Source) -> None:
    memory = recall(remember([(Path("/nowhere at all"), STORY)], source, (), since=0))
    assert memory.read is None
    assert memory.facts_of(Path("/nowhere at all")) == STORY


@pytest.mark.parametrize(
    "damaged",
    [
        replace(OPEN, sections=(Section(_BEYOND, _WHOLE),)),
        replace(OPEN, sections=(Section(_WHOLE, _BEYOND),)),
        replace(OPEN, timecodes=(Timecode(_BEYOND, _WHOLE, ""),)),
        replace(OPEN, timecodes=(Timecode(_WHOLE, _BEYOND, ""),)),
        replace(OPEN, turns=(Turn(_BEYOND, _WHOLE),)),
        replace(OPEN, turns=(Turn(_WHOLE, _BEYOND),)),
        replace(OPEN, boilerplate=(Span(7, 3),)),
        replace(OPEN, standalone=(Span(-1, 3),)),
    ],
)
def test_a_source_that_has_no_such_places_is_refused_with_all_the_rest(damaged: Source) -> None:
    assert recall(remember([(Path("/nowhere at all"), STORY)], damaged, (), since=0)) == NOTHING


@pytest.mark.parametrize(
    "odd", [b"[", b"{}", b'{"path": ""}', b"\xff", b"[" * 100_000, encode(replace(OPEN, sha256=""))]
)
def test_what_is_no_source_is_refused_with_all_the_rest(odd: bytes) -> None:
    line, _, _ = remember((), OPEN, (), since=0).partition(b"\n")
    assert recall(line + b"\n") == Memory({}, OPEN.id)
    assert recall(line + b"\n" + odd) == NOTHING
