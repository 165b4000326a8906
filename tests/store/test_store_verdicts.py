"""Verdicts and reviews are kept as annotations are: durable, undoable, merged, checked, mended."""

import json
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from harness.store_samples import (
    AT,
    annotation,
    judge,
    plain,
    records,
    review,
    source,
    standing,
    tag,
    verdict,
)
from nkreader.model.annotation import Label, Link, Relation, Status
from nkreader.model.change import Change, Step
from nkreader.store.annotations import AnnotationStore
from nkreader.store.repair.checking import check
from nkreader.store.repair.finding import Severity
from nkreader.store.repair.repairing import repair

SOURCES = [source(number) for number in range(3)]
LATER, LATEST = "2025-02-02T00:00:00Z", "2025-02-03T00:00:00Z"


def opened(folder: Path) -> AnnotationStore:
    return AnnotationStore.open(folder, "ann")


def schema(folder: Path) -> object:
    return json.loads((folder / "ann.json").read_bytes())["meta"]["1"]["schema"]


def faults(folder: Path) -> list[str]:
    found = check(folder / "ann.json")
    return [each.what for each in found if each.severity is Severity.FAULT]


def test_a_verdict_is_kept_changed_undone_and_done_again(tmp_path: Path) -> None:
    first, second = verdict(1), verdict(1, label=Label.DENIAL)
    with opened(tmp_path) as store:
        store.apply(tag(1), SOURCES)
        store.apply(judge(None, first, Change(None, review())))
        store.apply(judge(first, second))
    with opened(tmp_path) as store:
        assert standing(store) == {"a1": annotation(1), "b1": second, "r1": review()}
        store.undo(at=AT)
        assert store.verdicts == {"b1": first}
        store.undo(at=AT)
        assert not store.verdicts
        assert not store.reviews
        store.redo(at=AT)
        store.redo(at=AT)
        store.apply(judge(second, None))
        store.undo(at=AT)
    with opened(tmp_path) as store:
        assert store.notices == ()
        assert store.verdicts == {"b1": second}
        assert plain(tmp_path) == records(standing(store))
        assert [(each.operation, each.ids) for each in store.steps()][:3] == [
            ("tag", ("a1",)),
            ("reject", ("b1",)),
            ("reject", ("b1",)),
        ]
    assert faults(tmp_path) == []


def test_an_older_nkreader_opens_a_database_until_it_has_verdicts(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.apply(tag(1), SOURCES)
        assert schema(tmp_path) == 1
        store.apply(judge(None, verdict(1)))
        assert schema(tmp_path) == 2
        store.undo(at=AT)
        assert schema(tmp_path) == 2  # its history has them


def test_a_step_of_many_verdicts_says_so_too(tmp_path: Path) -> None:
    many = tuple(Change(None, verdict(number)) for number in range(40))
    with opened(tmp_path) as store:
        store.apply(tag(1), SOURCES)
        store.apply(Step("many", "import", AT, many))
    assert schema(tmp_path) == 2
    with opened(tmp_path) as store:
        assert len(store.verdicts) == 40


def test_what_is_recorded_is_not_undone_and_leaves_what_can_be_done_again(tmp_path: Path) -> None:
    skipped = review(done=1)
    with opened(tmp_path) as store:
        store.apply(tag(1), SOURCES)
        store.apply(tag(2), SOURCES)
        store.undo(at=AT)
        store.record(Step("skip", "review", AT, (Change(None, skipped),)))
        store.redo(at=AT)
        store.record(Step("skip", "review", AT, (Change(skipped, review(done=2)),)))
        assert store.undo(at=AT) == tag(2)
        assert store.undo(at=AT) == tag(1)
        assert store.undo(at=AT) is None
        assert [each.operation for each in store.steps()] == ["tag"] * 6
    with opened(tmp_path) as store:
        assert store.reviews == {"r1": review(done=2)}
    assert faults(tmp_path) == []


def test_what_the_others_hold_is_read(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "bob") as bob:
        bob.apply(judge(None, verdict(7, annotator="bob")))
    with opened(tmp_path) as store:
        assert store.verdicts_of_others() == (verdict(7, annotator="bob"),)


def test_a_verdict_on_nothing_and_a_link_to_nothing_are_told(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.apply(judge(None, verdict(1, links=(Link(Relation.DENIES, "gone"),))))
    told = [each.what for each in check(tmp_path / "ann.json")]
    assert "on annotations that are not there (any more): 1 verdict" in told
    link = "the verdict on annotation b1 denies annotation gone, which is not there (any more)"
    assert link in told
    assert faults(tmp_path) == []


@pytest.mark.parametrize("lost", [b'"verdicts"', b'"reviews"'])
def test_a_table_whose_name_is_damaged_is_missed(tmp_path: Path, lost: bytes) -> None:
    with opened(tmp_path) as store:
        store.apply(tag(1), SOURCES)
        store.apply(judge(None, verdict(1), Change(None, review())))
        whole = standing(store)
    path = tmp_path / "ann.json"
    path.write_bytes(path.read_bytes().replace(lost, b'"x' + lost[2:]))
    with opened(tmp_path) as store:
        assert store.read_only
        assert standing(store) == whole
    assert repair(path, "ann", AT)
    with opened(tmp_path) as store:
        assert standing(store) == whole
    assert faults(tmp_path) == []


def test_a_damaged_verdict_is_put_in_as_it_was_known(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.apply(judge(None, verdict(1), Change(None, review())))
        store.apply(judge(None, verdict(2)))
        whole = standing(store)
    path = tmp_path / "ann.json"
    path.write_bytes(path.read_bytes().replace(b'"on": "b1",', b'"on": "b1",,'))
    with opened(tmp_path) as store:
        assert standing(store) == whole
    repair(path, "ann", AT)
    with opened(tmp_path) as store:
        assert standing(store) == whole


def put_back(folder: Path, *steps: Step) -> None:
    """Let a copy of the database without what was done since be changed elsewhere, and put back."""
    copy = folder / "copy"
    with opened(copy) as store:
        for step in steps:
            store.apply(step)
    shutil.copy(copy / "ann.json", folder / "ann.json")


def test_verdicts_given_apart_are_merged(tmp_path: Path) -> None:
    base = verdict(1)
    with opened(tmp_path) as store:
        store.apply(judge(None, base))
    shutil.copytree(tmp_path, tmp_path / "copy")
    relabelled = replace(base, label=Label.DENIAL, modified=LATER)
    noted = replace(base, note="seen", modified=LATEST)
    with opened(tmp_path) as store:
        store.apply(judge(base, relabelled))
        put_back(tmp_path, judge(base, noted), judge(None, verdict(2)))
        store.apply(judge(None, verdict(3)))
        assert store.verdicts == {
            "b1": replace(relabelled, note="seen", modified=LATEST),
            "b2": verdict(2),
            "b3": verdict(3),
        }


@pytest.mark.parametrize("ours_is_later", [True, False])
def test_of_two_that_contradict_each_other_the_later_stands(
    tmp_path: Path, ours_is_later: bool
) -> None:
    base = verdict(1, status=None, note="x")
    times = (LATEST, LATER)[:: 1 if ours_is_later else -1]
    mine = replace(base, status=Status.ACCEPTED, modified=times[0])
    theirs = replace(base, status=Status.REJECTED, modified=times[1])
    with opened(tmp_path) as store:
        store.apply(judge(None, base))
    shutil.copytree(tmp_path, tmp_path / "copy")
    with opened(tmp_path) as store:
        store.apply(judge(base, mine))
        store.apply(tag(2), SOURCES)  # what lacks this was not made from ours
        put_back(tmp_path, judge(base, theirs))
        store.apply(tag(1), SOURCES)
        assert store.verdicts == {"b1": mine if ours_is_later else theirs}
        assert any("the later stands" in notice for notice in store.notices)


def test_of_one_sitting_that_went_on_elsewhere_the_later_record_stands(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        store.apply(judge(None, verdict(1), Change(None, review())))
    shutil.copytree(tmp_path, tmp_path / "copy")
    went_on = review(done=9, modified=LATER)
    with opened(tmp_path) as store:
        store.record(Step("skip", "review", AT, (Change(review(), review(done=1)),)))
        put_back(tmp_path, judge(None, verdict(2), Change(review(), went_on)))
        store.apply(tag(1), SOURCES)
        assert store.reviews == {"r1": went_on}
        assert set(store.verdicts) == {"b1", "b2"}
