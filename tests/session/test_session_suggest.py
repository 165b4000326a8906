"""Suggestions for an open source: what was dealt with is left out, and what verdicts do."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from session_desk import ANALYSTS, make_session

from nkreader.loaders.cue_rules import built_in
from nkreader.model.annotation import Annotation, Label, Status
from nkreader.model.change import Change, Step
from nkreader.model.cue import CueRules
from nkreader.model.span import Span
from nkreader.reading.cover import Cover
from nkreader.session.annotating.annotate import annotate
from nkreader.session.cue_words import CueWords
from nkreader.session.opened import Opened
from nkreader.session.session import Session
from nkreader.session.suggest import advice, dealt_with, muted_told, suggested


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return make_session(tmp_path)


def opened_of(session: Session) -> Opened:
    return session.open(session.library.entries[0])


def reject(session: Session, annotation: Annotation) -> None:
    """Let a review reject an annotation of one's own."""
    after = replace(annotation, status=Status.REJECTED)
    session.store.apply(
        Step(session.new_id(), "reject", session.now(), (Change(annotation, after),))
    )


def labels(session: Session, *, tagged: bool = False) -> list[tuple[Span, Label, str]]:
    found = suggested(session, opened_of(session), advice(session).weighing, tagged=tagged)
    return [(each.span, each.label, each.cue) for each in found]


def test_what_is_tagged_is_not_proposed_unless_asked_for(session: Session) -> None:
    before = labels(session)
    assert (ANALYSTS, Label.SPECULATION, "expects") in before
    annotate(session, opened_of(session), ANALYSTS, Label.CLAIM)
    assert labels(session) == [each for each in before if each[0] != ANALYSTS]
    assert labels(session, tagged=True) == before


def test_what_i_have_rejected_is_not_proposed_what_others_have_is(
    session: Session, tmp_path: Path
) -> None:
    opened = opened_of(session)
    before = labels(session)
    reject(session, annotate(session, opened, ANALYSTS, Label.SPECULATION))
    assert labels(session) == [each for each in before if each[0] != ANALYSTS]
    session.store.close()
    bob = make_session(tmp_path, "bob")
    assert labels(bob) == before
    assert bob.others
    assert dealt_with(bob, opened_of(bob)).over(ANALYSTS) == ()


def test_nothing_is_saved(session: Session, tmp_path: Path) -> None:
    labels(session)
    assert not session.store.annotations
    assert list((tmp_path / "annotations").glob("*.json")) == []


def test_a_cue_that_i_mostly_reject_is_muted_and_told(session: Session) -> None:
    session.settings = replace(session.settings, cues=replace(_rules(session), mute_after=3))
    for _ in range(2):
        reject(session, annotate(session, opened_of(session), ANALYSTS, Label.SPECULATION))
    assert advice(session).muted == ()
    reject(session, annotate(session, opened_of(session), ANALYSTS, Label.SPECULATION))
    known = advice(session)
    assert [(each.name, each.rejected) for each in known.muted] == [("expects", 3)]
    (line,) = muted_told(known)
    assert "“expects”" in line
    assert "3 rejected, 0 accepted" in line
    assert 'heard = ["expects"]' in line
    assert all(cue != "expects" for _, _, cue in labels(session, tagged=True))
    heard = replace(_rules(session), heard=frozenset({"expects"}))
    session.settings = replace(session.settings, cues=heard)
    assert advice(session).muted == ()
    assert (ANALYSTS, Label.SPECULATION, "expects") in labels(session, tagged=True)


def test_from_one_suggestion_to_the_next_and_back(session: Session) -> None:
    opened = opened_of(session)
    cues = CueWords(opened, advice(session).weighing)
    spans = [span for span, _, _ in labels(session)]
    here, found = Span(0, 1), []
    while (further := cues.beyond(here, 1, _cover())) is not None:
        here = further.span
        found.append(here)
    assert found == spans[1:]
    back = cues.beyond(spans[-1], -1, _cover())
    assert back is not None
    assert back.span == spans[-2]
    assert cues.beyond(spans[0], 1, _cover(*spans[1:])) is None


def _cover(*spans: Span) -> Cover[Span]:
    return Cover(spans, lambda span: span)


def _rules(session: Session) -> CueRules:
    return session.settings.cues or built_in()
