"""Records of verdicts and reviews: back as they were, and checked field by field."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.store_samples import review, verdict
from nkreader.model.annotation import Label, Link, Relation, Status
from nkreader.model.errors import NkreaderError
from nkreader.model.review import Action, Material, Position, Queue, Tally, tallied
from nkreader.model.review_record import (
    review_from_record,
    review_to_record,
    verdict_from_record,
    verdict_to_record,
)

WORDS = st.text(max_size=20)
MAYBE = st.none() | WORDS
IDS = st.from_regex(r"[A-Za-z0-9_.:-]{1,64}", fullmatch=True)
LINKS = st.lists(st.builds(Link, st.sampled_from(Relation), IDS), max_size=3).map(tuple)
VERDICTS = st.builds(
    lambda **fields: verdict(1, **fields),
    on=IDS,
    annotator=WORDS,
    status=st.none() | st.sampled_from(Status),
    label=st.none() | st.sampled_from(Label),
    note=MAYBE,
    links=LINKS,
)
COUNTS = st.integers(0, 2**53 - 1)
TALLIES = st.builds(Tally, st.sampled_from(Action), st.sampled_from(Label), COUNTS)
REVIEWS = st.builds(
    review,
    queue=st.builds(Queue, st.sampled_from(Material), WORDS),
    ended=MAYBE,
    total=COUNTS,
    done=COUNTS,
    seconds=COUNTS,
    position=st.none() | st.builds(Position, WORDS, COUNTS, COUNTS, st.none() | IDS),
    tallies=st.lists(TALLIES, max_size=4).map(tuple),
)


@given(VERDICTS)
def test_a_verdict_comes_back(each: Any) -> None:
    assert verdict_from_record(verdict_to_record(each)) == each


@given(REVIEWS)
def test_a_review_comes_back(each: Any) -> None:
    assert review_from_record(review_to_record(each)) == each


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("on", "a b"),
        ("on", None),
        ("annotator", 3),
        ("status", "done"),
        ("label", ["claim"]),
        ("note", {}),
        ("links", [{"relation": "denies"}]),
        ("modified", None),
    ],
)
def test_a_wrong_field_of_a_verdict_is_named(field: str, value: object) -> None:
    record = verdict_to_record(verdict(1)) | {field: value}
    with pytest.raises(NkreaderError, match=f"field '{'target' if field == 'links' else field}'"):
        verdict_from_record(record)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("queue", "all"),
        ("done", -1),
        ("total", True),
        ("seconds", 1.5),
        ("position", {"path": "x", "start": 0}),
        ("tallies", [{"action": "accept", "label": "claim", "count": "1"}]),
        ("tallies", ["x"]),
    ],
)
def test_a_wrong_field_of_a_review_is_named(field: str, value: object) -> None:
    with pytest.raises(NkreaderError, match="field '"):
        review_from_record(review_to_record(review()) | {field: value})


def test_tallies_count_by_action_and_label() -> None:
    tallies = tallied((), Action.REJECT, Label.DENIAL)
    tallies = tallied(tallies, Action.ACCEPT, Label.CLAIM)
    tallies = tallied(tallies, Action.REJECT, Label.DENIAL)
    assert tallies == (
        Tally(Action.ACCEPT, Label.CLAIM, 1),
        Tally(Action.REJECT, Label.DENIAL, 2),
    )
    assert tallied(tallies, Action.ACCEPT, Label.CLAIM, -1) == tallies[1:]
    assert review(tallies=tallies).count(Action.REJECT) == 2


def test_a_queue_says_what_it_is() -> None:
    assert str(Queue()) == "all annotations"
    assert str(Queue(query="by:bob")) == "annotations · by:bob"
    assert str(Queue(Material.SENTENCES)) == "untagged sentences with a cue"
