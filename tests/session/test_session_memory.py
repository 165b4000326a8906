"""What one sitting leaves for the next."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader import __version__
from nkreader.model.entity import EntityType
from nkreader.model.span import Span
from nkreader.session.memory import NOTHING, Facts, recall, remember

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


@given(facts=_FACTS, drawn=_DRAWN)
def test_what_was_remembered_is_recalled(
    facts: Facts, drawn: list[tuple[Span, EntityType]]
) -> None:
    # A path that leads nowhere is as it was.
    path = Path("/nowhere at all")
    memory = recall(remember([(path, facts)], "id", drawn, since=time.time_ns()))
    assert memory.facts_of(path) == facts
    assert memory.shapes == {facts.id: facts.shape}
    assert memory.drawn_in("id") == tuple(drawn)
    assert memory.drawn_in("another") == ()


def test_of_a_source_that_has_changed_nothing_is_believed(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("one", encoding="utf-8")
    later = time.time_ns() + 10**10
    memory = recall(remember([(story, STORY)], "", (), since=later))
    assert memory.facts_of(story) == STORY
    story.write_text("other", encoding="utf-8")
    assert memory.facts_of(story) is None


def test_what_changed_while_it_was_read_is_not_remembered(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("one", encoding="utf-8")
    memory = recall(remember([(story, STORY)], "", (), since=time.time_ns()))
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
    remembered = remember([(Path("/nowhere at all"), STORY)], "", (), since=time.time_ns())
    assert recall(remembered) != NOTHING
    older = json.loads(remembered) | {"by": "0.0.1"}
    assert recall(json.dumps(older).encode()) == NOTHING
