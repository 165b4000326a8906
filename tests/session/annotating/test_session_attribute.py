"""Proposals for what is tagged, and what becomes of them when they are accepted."""

from pathlib import Path

import pytest
from session_desk import FIRST, closed_session, make_session, open_story

from nkreader.analysis.filters import Filter
from nkreader.model.annotation import Label
from nkreader.model.errors import NkreaderError
from nkreader.model.span import Span
from nkreader.session.annotating import annotate
from nkreader.session.annotating.annotate import NO_DETAILS, Details, details_of
from nkreader.session.annotating.attribute import accept, filled, proposed
from nkreader.session.annotating.proposing import NOTHING_PROPOSED, Proposals, Proposer, still_open
from nkreader.session.opened import Opened
from nkreader.session.session import Session

MOSCOW = Span(41, 75)
FOUND = Proposals("Moscow", "TASS", "Wire")


session = pytest.fixture(closed_session)
story = pytest.fixture(open_story)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        (NO_DETAILS, FOUND),
        (Details(speaker="Moscow"), Proposals(None, "TASS", "Wire")),
        # Who reports Moscow need not have reported Seoul.
        (Details(speaker="Seoul"), Proposals(None, None, "Wire")),
        (Details(speaker="Seoul", outlet="Post"), NOTHING_PROPOSED),
        (Details(via="AFP"), Proposals("Moscow", None, "Wire")),
    ],
)
def test_only_what_says_nothing_is_proposed(said: Details, left: Proposals) -> None:
    assert still_open(said, FOUND) == left
    taken = filled(said, FOUND)
    for name in ("speaker", "via", "outlet"):
        assert getattr(taken, name) == (getattr(said, name) or getattr(left, name))


def test_nothing_is_saved_until_it_is_accepted_and_undo_takes_it_back(
    session: Session, story: Opened
) -> None:
    made = [
        annotate.annotate(session, story, span, Label.DENIAL, Details(note="n"))
        for span in (FIRST, MOSCOW)
    ]
    found = proposed(session, Filter())
    assert [(one.annotation, one.found.speaker) for one in found] == list(
        zip(made, ("ministry", "Moscow"), strict=True)
    )
    assert list(session.store.annotations.values()) == made
    changed = accept(session, [(one.annotation, one.found) for one in found])
    assert [details_of(each) for each in changed] == [
        Details(speaker="ministry", note="n"),
        Details(speaker="Moscow", note="n"),
    ]
    assert proposed(session, Filter()) == []
    step = annotate.undo(session)
    assert step is not None
    assert (step.operation, len(step.changes)) == ("attribute", 2)
    assert list(session.store.annotations.values()) == made


def test_what_changes_nothing_is_no_step(session: Session, story: Opened) -> None:
    made = annotate.annotate(session, story, FIRST, Label.CLAIM, Details(speaker="me"))
    assert accept(session, [(made, Proposals(speaker="ministry"))]) == ()
    step = annotate.undo(session)
    assert step is not None
    assert step.operation == "tag"


def test_filters_and_ids_choose(session: Session, story: Opened) -> None:
    first = annotate.annotate(session, story, FIRST, Label.DENIAL)
    second = annotate.annotate(session, story, MOSCOW, Label.CLAIM)
    for wanted, ids, chosen in (
        (Filter(labels=(Label.CLAIM,)), (), [second]),
        (Filter(entities=("Moscow",)), (), [second]),
        (Filter(), (first.id,), [first]),
        (Filter(labels=(Label.CLAIM,)), (first.id,), []),
    ):
        assert [one.annotation for one in proposed(session, wanted, ids=ids)] == chosen


def test_the_work_of_others_is_theirs(tmp_path: Path) -> None:
    theirs = make_session(tmp_path, "bob")
    entry = theirs.library.entries[0]
    made = annotate.annotate(theirs, theirs.open(entry), FIRST, Label.DENIAL)
    theirs.store.close()
    mine = make_session(tmp_path)
    assert proposed(mine, Filter()) == []
    with pytest.raises(NkreaderError, match="bob's"):
        proposed(mine, Filter(), ids=[made.id])
    with pytest.raises(NkreaderError, match="bob's"):
        accept(mine, [(made, FOUND)])
    mine.store.close()


def test_a_name_from_a_source_steers_no_terminal(tmp_path: Path) -> None:
    text = "I\x1bda Holm said it fell.\n\nIt is gone, and nobody was there.\n"
    (tmp_path / "story.txt").write_text(text, encoding="utf-8")
    session = make_session(tmp_path)
    opened = session.open(session.library.entries[0])
    made = annotate.annotate(session, opened, Span(0, 23), Label.CLAIM)
    (one,) = proposed(session, Filter(), ids=[made.id])
    assert one.found.speaker
    assert "Holm" in one.found.speaker
    assert "\x1b" not in one.found.speaker
    session.store.close()


def test_a_passage_is_looked_at_once_until_names_mean_something_else(
    session: Session, story: Opened
) -> None:
    proposer = Proposer(story)
    assert proposer.known(MOSCOW) is None
    found = proposer.find(MOSCOW)
    assert proposer.known(MOSCOW) is proposer.find(MOSCOW) is found
    session.forget_matcher()
    story.rematch(session.late_matcher)
    assert proposer.known(MOSCOW) is None
