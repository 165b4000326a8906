"""What verdicts make of annotations, and how they are told."""

from typing import Any

import pytest

from harness.store_samples import AT, annotation, verdict
from nkreader.analysis.verdicts import all_judged, in_words, judged, otherwise, told
from nkreader.model.annotation import Label, Link, Relation, Status

LATER = "2025-02-02T00:00:00Z"


def test_without_a_verdict_all_stays() -> None:
    each = annotation(1)
    assert judged(each, None) is each
    assert judged(each, verdict(1, status=None)) == each
    assert list(all_judged([each], {})) == [each]


def test_what_a_verdict_says_stands_beside_or_over_what_was_said() -> None:
    own, new = Link(Relation.DENIES, "x"), Link(Relation.REPEATS, "y")
    each = annotation(1, note="theirs", links=(own,), label=Label.CLAIM)
    given = verdict(1, label=Label.DENIAL, note="mine", links=(own, new), modified=LATER)
    seen = judged(each, given)
    assert (seen.label, seen.status) == (Label.DENIAL, Status.REJECTED)
    assert (seen.note, seen.links, seen.modified) == ("theirs\nmine", (own, new), LATER)
    assert judged(each, verdict(1)).modified == AT
    assert list(all_judged([each, annotation(2)], {"a1": given})) == [seen, annotation(2)]


def test_a_verdict_is_told_in_a_line() -> None:
    given = verdict(1, label=Label.DENIAL, note="no", links=(Link(Relation.DENIES, "x"),))
    assert told(given) == "rejected, relabelled denial, 1 linked, note: no"
    assert in_words(given) == "ann rejected relabelled denial linked noted"


def test_a_new_label_is_no_agreement() -> None:
    given = verdict(1, label=Label.SPECULATION, status=Status.ACCEPTED)
    assert told(given) == "relabelled speculation"
    assert in_words(given) == "ann relabelled speculation"


@pytest.mark.parametrize(
    ("held", "said"),
    [
        ({"status": Status.REJECTED}, ("ann: rejected",)),
        ({"status": Status.ACCEPTED}, ()),
        ({"status": Status.ACCEPTED, "label": Label.DENIAL}, ("ann: denial",)),
        ({"status": Status.ACCEPTED, "label": Label.CLAIM}, ()),
        ({"label": Label.DENIAL, "note": "no"}, ("ann: rejected, denial, noted",)),
        ({"status": None, "links": (Link(Relation.DENIES, "x"),)}, ()),
    ],
)
def test_only_what_is_held_otherwise_is_said(held: dict[str, Any], said: tuple[str, ...]) -> None:
    each = annotation(1, label=Label.CLAIM, status=Status.ACCEPTED)
    assert otherwise(each, [verdict(1, **held)]) == said


def test_that_a_suggestion_is_accepted_is_said() -> None:
    each = annotation(1, status=Status.SUGGESTED)
    assert otherwise(each, [verdict(1, status=Status.ACCEPTED)]) == ("ann: accepted",)
