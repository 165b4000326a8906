"""A sitting of review: what is decided is kept, and it goes on where it was."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from session_desk import ANALYSTS, FIRST, make_session

from nkreader.model.annotation import Annotation, Label, Status
from nkreader.model.errors import NkreaderError
from nkreader.model.review import Action, Material, Queue, Tally
from nkreader.model.span import Span
from nkreader.session.annotating import annotate, verdict
from nkreader.session.annotating.annotate import Details
from nkreader.session.reviewing.queue import items_of
from nkreader.session.reviewing.reviews import unfinished
from nkreader.session.reviewing.sitting import Sitting, begin
from nkreader.session.session import Session

MOSCOW = Span(41, 75)


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Session]:
    session = make_session(tmp_path)
    yield session
    session.store.close()


@pytest.fixture
def three(ann: Session, tmp_path: Path) -> list[Annotation]:
    """Three annotations in text order, the second of them bob's."""
    bob = make_session(tmp_path, "bob")
    made = [
        annotate.annotate(each, each.open(each.library.entries[0]), span, label, details)
        for each, span, label, details in (
            (ann, FIRST, Label.DENIAL, Details()),
            (bob, MOSCOW, Label.CLAIM, Details(speaker="Moscow")),
            (ann, ANALYSTS, Label.CLAIM, Details()),
        )
    ]
    bob.store.close()
    ann.reread()
    return made


def sitting(session: Session, query: str = "", *, every: int = 10) -> Sitting:
    """Begin a sitting in which ``every`` look takes so many seconds."""
    queue = Queue(query=query)
    ticks = count(step=every)
    return begin(session, queue, items_of(session, queue), clock=lambda: next(ticks))


def gone_on(session: Session) -> Sitting:
    (review,) = unfinished(session)
    return Sitting(session, review, items_of(session, review.queue))


def current(one: Sitting) -> str | None:
    seen = one.seen()
    return seen.annotation.id if seen and seen.annotation else None


def test_each_decision_is_kept_and_the_sitting_ends_with_a_record(
    ann: Session, three: list[Annotation]
) -> None:
    one = sitting(ann)
    assert (one.number, one.total, one.review in ann.store.reviews.values()) == (1, 3, False)
    one.accept()
    one.accept(label=Label.EVIDENCE)
    one.note("odd")
    one.reject()
    assert one.item is None
    assert ann.store.verdicts[three[1].id].label is Label.EVIDENCE
    last = ann.store.annotations[three[2].id]
    assert (last.status, last.note) == (Status.REJECTED, "odd")
    review = ann.store.reviews[one.review.id]
    assert (review.done, review.total, review.position) == (3, 3, None)
    assert review.ended is not None
    assert review.seconds > 0
    assert review.tallies == (
        Tally(Action.ACCEPT, Label.DENIAL, 1),
        Tally(Action.RELABEL, Label.EVIDENCE, 1),
        Tally(Action.NOTE, Label.CLAIM, 1),
        Tally(Action.REJECT, Label.CLAIM, 1),
    )
    assert unfinished(ann) == ()


def test_it_goes_on_another_day_at_the_same_item(
    ann: Session, three: list[Annotation], tmp_path: Path
) -> None:
    one = sitting(ann)
    one.accept()
    one.skip()
    ann.store.close()
    again = make_session(tmp_path)
    two = gone_on(again)
    assert (current(two), two.number, two.total) == (three[2].id, 3, 3)
    two.reject()
    assert again.store.reviews[two.review.id].done == 3
    again.store.close()


def test_what_has_left_the_queue_counts_as_done(ann: Session, three: list[Annotation]) -> None:
    one = sitting(ann, "status:accepted")
    one.reject()
    two = gone_on(ann)
    assert (current(two), two.number, two.total) == (three[1].id, 2, 3)
    annotate.delete(ann, ann.store.annotations[three[2].id])
    two.skip()
    assert two.seen() is None
    assert two.review.ended is None
    two.end()
    assert two.review.ended is not None
    assert unfinished(ann) == ()


def test_undo_takes_back_one_thing_and_goes_to_it(ann: Session, three: list[Annotation]) -> None:
    one = sitting(ann)
    one.accept()
    one.reject()
    one.skip()
    assert one.item is None
    skipped = one.undo()
    assert skipped is not None
    assert (skipped.changes, current(one)) == ((), three[2].id)
    one.undo()
    assert (current(one), ann.store.verdicts) == (three[1].id, {})
    assert one.review.count(Action.REJECT) == one.review.count(Action.SKIP) == 0
    one.redo()
    assert (current(one), list(ann.store.verdicts)) == (three[2].id, [three[1].id])
    one.undo()
    one.back()
    assert current(one) == three[0].id


def test_undo_goes_by_what_was_done_and_not_by_where_one_is(
    ann: Session, three: list[Annotation]
) -> None:
    one = sitting(ann)
    one.skip()
    one.back()
    one.reject()
    one.accept()
    for at in (1, 0):
        one.undo()
        assert current(one) == three[at].id
    assert ann.store.annotations[three[0].id].status is Status.ACCEPTED
    one.undo()
    assert one.review.count(Action.SKIP) == 0


def test_that_it_was_right_already_is_no_step(ann: Session, three: list[Annotation]) -> None:
    before = len(ann.store.steps())
    one = sitting(ann)
    one.accept()  # one's own, accepted already
    assert len(ann.store.steps()) == before
    assert one.review.done == 1


def test_one_s_own_passage_is_set_and_accepted(ann: Session, three: list[Annotation]) -> None:
    one = sitting(ann)
    one.set_passage(Span(17, 30))
    assert ann.store.annotations[three[0].id].quote == "The ministry "
    assert one.number == 1
    one.accept(Span(17, 29), Label.CLAIM)
    changed = ann.store.annotations[three[0].id]
    assert (changed.quote, changed.label) == ("The ministry", Label.CLAIM)
    assert one.number == 2


def test_another_s_passage_is_rejected_and_tagged_anew(
    ann: Session, three: list[Annotation]
) -> None:
    one = sitting(ann)
    one.skip()
    one.accept(Span(41, 52))
    assert one.number == 3
    assert ann.store.verdicts[three[1].id].status is Status.REJECTED
    fresh = next(each for each in ann.store.annotations.values() if each.quote == "Moscow said")
    assert (fresh.speaker, fresh.annotator, fresh.label) == ("Moscow", "ann", Label.CLAIM)
    one.undo()
    assert not ann.store.verdicts
    assert fresh.id not in ann.store.annotations
    assert current(one) == three[1].id


def test_a_refused_decision_changes_nothing(ann: Session, three: list[Annotation]) -> None:
    one = sitting(ann)
    with pytest.raises(NkreaderError, match="has no passage"):
        one.accept(Span(0, 10_000))
    assert (one.number, one.review.done) == (1, 0)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("by:bob", [1]),
        ("label:claim", [1, 2]),
        ("status:rejected", []),
        ("source:story.txt", [0, 1, 2]),
    ],
)
def test_a_queue_holds_what_a_filter_asks_for(
    ann: Session, three: list[Annotation], query: str, wanted: list[int]
) -> None:
    found = [each.position.annotation for each in items_of(ann, Queue(query=query))]
    assert found == [three[at].id for at in wanted]


def test_what_is_rejected_is_gone_through_only_where_it_is_asked_for(
    ann: Session, three: list[Annotation]
) -> None:
    verdict.reject(ann, three[0])
    assert len(items_of(ann, Queue())) == 2
    (only,) = items_of(ann, Queue(query="status:rejected"))
    assert only.position.annotation == three[0].id


def test_what_is_suggested_is_tagged_or_kept_as_rejected_and_not_suggested_again(
    ann: Session, tmp_path: Path
) -> None:
    queue = Queue(Material.SENTENCES)
    items = items_of(ann, queue)
    assert len(items) >= 2
    first, second = items[:2]
    heading = Span(0, 15)
    assert first.sentence == heading
    assert (first.label, first.cue) == (Label.DENIAL, "denies")
    one = begin(ann, queue, items)
    one.reject()
    one.accept(label=Label.EVIDENCE)
    rejected, accepted = ann.store.annotations.values()
    assert (rejected.span, rejected.status, rejected.label) == (
        heading,
        Status.REJECTED,
        Label.DENIAL,
    )
    assert (accepted.span, accepted.status) == (second.sentence, Status.ACCEPTED)
    assert accepted.label is Label.EVIDENCE
    left = [each.sentence for each in items_of(ann, queue)]
    assert heading not in left
    assert second.sentence not in left
    assert len(left) == len(items) - 2
    again = gone_on(ann)
    assert (again.number, again.total) == (3, len(items))
    again.undo()
    again.undo()
    seen = again.seen()
    assert seen is not None
    assert (seen.annotation, seen.span, seen.label) == (None, heading, Label.DENIAL)
    assert not ann.store.annotations
    assert (again.number, again.total) == (1, len(items))


def test_a_note_on_a_suggestion_tags_it_and_stays(ann: Session) -> None:
    queue = Queue(Material.SENTENCES, "label:denial")
    one = begin(ann, queue, items_of(ann, queue))
    one.note("hm")
    (made,) = ann.store.annotations.values()
    assert (made.note, made.label, one.number) == ("hm", Label.DENIAL, 1)
    one.set_passage(Span(17, 29))
    assert ann.store.annotations[made.id].quote == "The ministry"
