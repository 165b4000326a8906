"""What an annotation may be tied to: everybody's others, as they are now."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from session_desk import ANALYSTS, FIRST, STORY, make_session

from nkreader.model.annotation import Annotation, Label, Relation
from nkreader.model.entity import Entity, EntityType
from nkreader.model.span import Span
from nkreader.session.annotating.annotate import Details, annotate, delete, edit, undo
from nkreader.session.linking.candidates import Candidates
from nkreader.session.linking.link import link, unlink
from nkreader.session.linking.links import links_told, ties_of
from nkreader.session.name import add_name
from nkreader.session.session import Session

MOSCOW = Span(STORY.index("Moscow"), STORY.index(" empty.") + len(" empty."))


@pytest.fixture
def ann(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session on the story."""
    names = (Entity("Kremlin", EntityType.ORG),)
    monkeypatch.setattr("nkreader.loaders.entities.gazetteer", lambda: names)
    made = make_session(tmp_path)
    yield made
    made.store.close()


def _tag(session: Session, span: Span, label: Label, **said: str) -> Annotation:
    opened = session.open(session.library.entries[0])
    return annotate(session, opened, span, label, Details(**said))  # type: ignore[arg-type]


def test_candidates_are_those_of_everybody_as_they_are_now(ann: Session, tmp_path: Path) -> None:
    denial = _tag(ann, FIRST, Label.DENIAL)
    candidates = Candidates(ann)
    assert candidates.ranked(denial) == ()
    claim = _tag(ann, ANALYSTS, Label.CLAIM)
    assert candidates.ranked(denial) == (claim,)
    other = make_session(tmp_path, "bob")
    theirs = _tag(other, MOSCOW, Label.CLAIM, about="The ministry denied it.")
    other.store.close()
    ann.reread()
    assert candidates.ranked(denial) == (theirs, claim)
    assert candidates.ranked(denial, others=False) == (claim,)
    changed = edit(ann, claim, Details(about="it was denied by the ministry of trains"))
    assert changed in candidates.ranked(denial)
    delete(ann, changed)
    assert candidates.ranked(denial) == (theirs,)
    assert candidates.ranked(claim) == ()
    undo(ann)
    assert set(candidates.ranked(changed)) == {denial, theirs}


def test_names_count_also_those_that_were_just_added(ann: Session) -> None:
    denial = _tag(ann, FIRST, Label.DENIAL, speaker="Kremlin")
    analysts, moscow = _tag(ann, ANALYSTS, Label.CLAIM), _tag(ann, MOSCOW, Label.CLAIM)
    candidates = Candidates(ann)
    assert candidates.ranked(denial) == (moscow, analysts)
    add_name(ann, "Kremlin", aliases=("Analysts",))
    assert candidates.ranked(denial) == (analysts, moscow)


def test_what_was_left_half_done_is_done_when_it_is_needed(
    ann: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nkreader.session.linking.candidates._AT_ONCE", 1)
    denial, claim = _tag(ann, FIRST, Label.DENIAL), _tag(ann, MOSCOW, Label.CLAIM)
    third = _tag(ann, ANALYSTS, Label.CLAIM)
    candidates = Candidates(ann)
    answers = iter((False, True, True))
    candidates.prepare(lambda: next(answers))
    assert candidates.ranked(denial) == (claim, third)
    candidates.prepare()
    assert set(candidates.ranked(third)) == {denial, claim}


def test_who_asks_meanwhile_waits_for_no_pause(
    ann: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nkreader.session.linking.candidates._AT_ONCE", 1)
    denial, claim = _tag(ann, FIRST, Label.DENIAL), _tag(ann, MOSCOW, Label.CLAIM)
    candidates = Candidates(ann)
    ranked: list[tuple[Annotation, ...]] = []

    def asked() -> bool:
        ranked.append(candidates.ranked(denial))
        return False

    candidates.prepare(asked)
    assert ranked[0] == (claim,)


def test_words_narrow_whatever_their_case_and_wherever_they_stand(ann: Session) -> None:
    first = _tag(ann, FIRST, Label.DENIAL)
    second = _tag(ann, MOSCOW, Label.CLAIM, speaker="Lee Young-ho")
    candidates = Candidates(ann)
    both = (first, second)
    assert candidates.narrowed(both, "") == both
    assert candidates.narrowed(both, "TRAINS lee young ho") == (second,)
    assert candidates.narrowed(both, "denial story.txt") == (first,)
    assert candidates.narrowed(both, "trains harvest") == ()


def test_a_link_is_seen_from_both_ends_until_it_is_taken_away(ann: Session) -> None:
    denial, claim = _tag(ann, FIRST, Label.DENIAL), _tag(ann, MOSCOW, Label.CLAIM)
    tied = link(ann, denial, Relation.DENIES, claim)
    (here,), (there,) = ties_of(ann, tied), ties_of(ann, claim)
    assert (here.words, here.other) == ("denies", claim)
    assert (there.words, there.other) == ("denied by", tied)
    assert links_told(ann, claim) == ["denied by denial · “The ministry denied it.”"]
    delete(ann, claim)
    assert links_told(ann, tied) == ["denies an annotation that is not here"]
    assert ties_of(ann, unlink(ann, tied, claim.id)) == ()
    assert ties_of(ann, claim) == ()
