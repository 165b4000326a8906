"""How two annotations bear on each other, by their labels."""

import pytest
from msgspec.structs import replace

from nkreader.analysis.linking.relations import directed, in_words, likely_relation
from nkreader.model.annotation import Annotation, Label, Relation

ONE = Annotation("one", "s", 0, 5, "quote", Label.CLAIM, "ann", "", "")


def _with(label: Label, **changes: object) -> Annotation:
    return replace(ONE, id="two", source="t", label=label, **changes)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("denial", "claim", "denies"),
        ("evidence", "claim", "supports"),
        ("evidence", "denial", "supports"),
        ("claim", "claim", "repeats"),
        ("speculation", "claim", "concerns"),
        ("denial", "speculation", "denies"),
    ],
)
def test_the_likely_relation_is_the_same_from_both_ends(
    one: str, other: str, relation: str
) -> None:
    assert likely_relation(Label(one), Label(other)) is Relation(relation)
    assert likely_relation(Label(other), Label(one)) is Relation(relation)


@pytest.mark.parametrize("one", Label)
@pytest.mark.parametrize("other", Label)
@pytest.mark.parametrize("relation", Relation)
def test_the_two_ends_of_a_relation_are_the_two_in_some_order(
    one: Label, other: Label, relation: Relation
) -> None:
    first, second = replace(ONE, label=one), _with(other)
    assert {each.id for each in directed(relation, first, second)} == {"one", "two"}


def test_a_relation_starts_from_the_label_that_it_belongs_to() -> None:
    denial, evidence = _with(Label.DENIAL), _with(Label.EVIDENCE)
    assert directed(Relation.DENIES, ONE, denial) == (denial, ONE)
    assert directed(Relation.DENIES, denial, ONE) == (denial, ONE)
    assert directed(Relation.UNDERMINES, ONE, evidence) == (evidence, ONE)
    assert directed(Relation.CONCERNS, ONE, denial) == (ONE, denial)


def test_a_repetition_starts_from_the_later_one() -> None:
    early = replace(ONE, said_at="2023-09-19")
    late = _with(Label.CLAIM, said_at="2024-06-18T10:00:00+02:00")
    assert directed(Relation.REPEATS, early, late) == (late, early)
    assert directed(Relation.REPEATS, late, early) == (late, early)
    assert directed(Relation.REPEATS, ONE, _with(Label.CLAIM))[0] is ONE
    below = replace(_with(Label.CLAIM), source="s", start=90, end=95)
    assert directed(Relation.REPEATS, ONE, below) == (below, ONE)


def test_every_relation_has_words_for_both_ends() -> None:
    words = [in_words(each, outgoing=way) for each in Relation for way in (True, False)]
    assert len(set(words)) == 2 * len(Relation)
