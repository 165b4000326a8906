"""Judging annotations: one's own change, another's are seen through a verdict."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from session_desk import ANALYSTS, FIRST, make_session

from nkreader.analysis.filters import Filter
from nkreader.model.annotation import Annotation, Label, Link, Relation, Status
from nkreader.model.errors import NkreaderError
from nkreader.model.review import Queue
from nkreader.session.anchoring import count_on, placed
from nkreader.session.annotating import annotate, verdict
from nkreader.session.annotating.annotate import Details
from nkreader.session.export import collect
from nkreader.session.reviewing.queue import items_of
from nkreader.session.search.everything import Everything
from nkreader.session.search.sought import seek
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Session]:
    session = make_session(tmp_path)
    yield session
    session.store.close()


@pytest.fixture
def bob(tmp_path: Path) -> Iterator[Session]:
    session = make_session(tmp_path, "bob")
    yield session
    session.store.close()


@pytest.fixture
def theirs(ann: Session, bob: Session) -> Annotation:
    """What bob has tagged, as ann finds it."""
    story = bob.open(bob.library.entries[0])
    made = annotate.annotate(bob, story, FIRST, Label.CLAIM, Details(note="hm"))
    ann.reread()
    return made


def on_screen(session: Session, *, rejected: bool = False) -> list[Annotation]:
    story = session.open(session.library.entries[0])
    return [each.annotation for each in placed(session, story, rejected=rejected)]


def exported(session: Session, wanted: Filter) -> list[Annotation]:
    return [each.annotation for each in collect(session, wanted).export.annotations]


def test_another_s_is_judged_in_one_s_own_file_and_stays_as_it_is_in_theirs(
    ann: Session, bob: Session, theirs: Annotation
) -> None:
    before = bob.store.path.read_bytes()
    tie = Link(Relation.DENIES, theirs.id)
    verdict.relabel(ann, theirs, Label.DENIAL)
    verdict.note(ann, theirs, "not what it says")
    seen = verdict.judge(ann, "link", theirs, links=(tie,))
    assert (seen.label, seen.note, seen.links) == (Label.DENIAL, "hm\nnot what it says", (tie,))
    assert seen.annotator == "bob"
    assert on_screen(ann) == [seen] == exported(ann, Filter(labels=(Label.DENIAL,)))
    assert Tagged(ann).pick(theirs.id) == seen
    assert bob.store.path.read_bytes() == before
    assert bob.store.annotations[theirs.id] == theirs
    assert not ann.store.annotations
    assert list(ann.store.verdicts) == [theirs.id]
    verdict.judge(ann, "unlink", theirs, links=())
    verdict.note(ann, theirs, None)
    for _ in range(5):
        annotate.undo(ann)
    assert on_screen(ann) == [theirs]
    assert not ann.store.verdicts


def test_what_is_rejected_is_shown_only_where_it_is_asked_for(
    ann: Session, theirs: Annotation
) -> None:
    seen = verdict.reject(ann, theirs)
    story = ann.open(ann.library.entries[0])
    assert on_screen(ann) == []
    assert count_on(ann, story.path, story.source.id) == 0
    assert on_screen(ann, rejected=True) == [seen]
    assert exported(ann, Filter(statuses=(Status.REJECTED,))) == [seen]
    assert exported(ann, Filter(statuses=(Status.ACCEPTED,))) == []
    assert verdict.accept(ann, seen).status is Status.ACCEPTED
    assert [each.id for each in on_screen(ann)] == [theirs.id]


def test_one_s_own_is_changed_itself(ann: Session) -> None:
    story = ann.open(ann.library.entries[0])
    made = annotate.annotate(ann, story, ANALYSTS, Label.CLAIM)
    rejected = verdict.reject(ann, made)
    assert ann.store.annotations[made.id] == rejected
    assert (rejected.status, rejected.modified > made.modified) == (Status.REJECTED, True)
    relabelled = verdict.relabel(ann, rejected, Label.SPECULATION)
    assert (relabelled.label, relabelled.status) == (Label.SPECULATION, Status.ACCEPTED)
    assert verdict.note(ann, relabelled, "odd").note == "odd"
    assert not ann.store.verdicts


def test_that_one_agrees_is_kept_and_the_same_twice_is_no_step(
    ann: Session, theirs: Annotation
) -> None:
    verdict.accept(ann, theirs)
    verdict.accept(ann, theirs)
    assert ann.store.verdicts[theirs.id].status is Status.ACCEPTED
    assert len(ann.store.steps()) == 1


def test_what_others_hold_is_told_and_changes_nothing(
    ann: Session, bob: Session, theirs: Annotation
) -> None:
    eve = verdict.reject(bob, theirs)
    assert eve.status is Status.REJECTED  # it is bob's own
    bob.reread()
    story = ann.open(ann.library.entries[0])
    mine = annotate.annotate(ann, story, ANALYSTS, Label.CLAIM)
    bob.reread()
    verdict.reject(bob, mine)
    verdict.note(bob, mine, "too much")
    ann.reread()
    assert verdict.verdicts_told(ann, mine) == ["bob: rejected, note: too much"]
    assert verdict.verdicts_told(bob, mine) == ["bob: rejected, note: too much"]
    assert on_screen(ann)[-1] == mine
    assert verdict.held_otherwise(ann, mine) == ("bob: rejected, noted",)
    assert verdict.held_otherwise(bob, mine) == ()  # it is seen so already


def test_what_is_held_is_gathered_once_until_somebody_holds_something_else(
    ann: Session, bob: Session, theirs: Annotation
) -> None:
    story = ann.open(ann.library.entries[0])
    mine = annotate.annotate(ann, story, ANALYSTS, Label.CLAIM)
    held = ann.verdicts_of_others
    assert not held
    bob.reread()
    verdict.reject(bob, mine)
    assert ann.verdicts_of_others is held
    ann.reread()
    assert [each.annotator for each in ann.verdicts_of_others[mine.id]] == ["bob"]
    held = ann.verdicts_of_others
    ann.reread()
    assert ann.verdicts_of_others is held


def test_what_is_judged_is_found_by_whom_and_as_what(
    ann: Session, bob: Session, theirs: Annotation
) -> None:
    story = ann.open(ann.library.entries[0])
    mine = annotate.annotate(ann, story, ANALYSTS, Label.CLAIM)
    bob.reread()
    verdict.relabel(bob, mine, Label.SPECULATION)
    verdict.note(ann, theirs, "so?")
    ann.reread()
    assert exported(ann, Filter(judged=("bob",))) == [mine]
    assert exported(ann, Filter(judged=("speculation",))) == [mine]
    assert [each.id for each in exported(ann, Filter(judged=("ann noted",)))] == [theirs.id]
    assert exported(ann, Filter(judged=("rejected",))) == []
    queue = Queue(query="judged:speculation")
    assert [each.position.annotation for each in items_of(ann, queue)] == [mine.id]
    looked = Everything(ann).look(seek(ann, "judged:bob"))
    assert [hit.annotation for each in looked for hit in each.hits] == [mine.id]


def test_held_is_what_is_one_s_own_of_an_annotation(
    ann: Session, bob: Session, theirs: Annotation
) -> None:
    tie = Link(Relation.REPEATS, theirs.id)
    tied = verdict.judge(bob, "link", theirs, links=(tie,))
    ann.reread()
    assert verdict.held(bob, tied) == tied
    mine = verdict.held(ann, tied)
    assert (mine.links, mine.note, mine.status) == ((), None, None)
    own = Link(Relation.CONCERNS, "x")
    assert verdict.judge(ann, "link", tied, links=(own,)).links == (tie, own)
    assert verdict.held(ann, tied).links == (own,)


def test_what_a_verdict_cannot_say_is_refused(ann: Session, theirs: Annotation) -> None:
    with pytest.raises(NkreaderError, match=r"is bob's: accept, reject, relabel"):
        annotate.edit(ann, theirs, Details(speaker="Kim", note="hm"))
    with pytest.raises(NkreaderError, match="is bob's"):
        annotate.delete(ann, theirs)
    assert annotate.edit(ann, theirs, Details(note="so?")).note == "hm\nso?"


def test_a_verdict_on_what_is_gone_is_refused(
    ann: Session, bob: Session, theirs: Annotation
) -> None:
    annotate.delete(bob, theirs)
    ann.reread()
    with pytest.raises(NkreaderError, match="deleted meanwhile"):
        verdict.accept(ann, theirs)
