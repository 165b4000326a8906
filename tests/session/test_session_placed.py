"""What is tagged on a source in text order: brought up to date by a look at what has changed."""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from session_desk import closed_session, make_session

from nkreader.model.annotation import AnchorState, Annotation, Label
from nkreader.model.source import Source
from nkreader.model.span import Span
from nkreader.session import anchoring
from nkreader.session.anchoring import placed
from nkreader.session.annotating import annotate as editing
from nkreader.session.annotating import verdict
from nkreader.session.annotating.annotate import annotate
from nkreader.session.opened import Opened
from nkreader.session.placed import InTextOrder, Placed
from nkreader.session.session import Session

MANY = 30


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Session]:
    lines = "".join(f"The ministry denied it on day {k}. " for k in range(MANY))
    (tmp_path / "story.txt").write_text(lines + "\n", encoding="utf-8")
    yield from closed_session(tmp_path)


@pytest.fixture
def bob(ann: Session) -> Iterator[Session]:
    session = make_session(ann.workspace.cwd, "bob")
    yield session
    session.store.close()


def _story(session: Session) -> Opened:
    return session.open(session.library.entries[0])


def _in_full(session: Session, opened: Opened, *, others: bool, rejected: bool) -> InTextOrder:
    """Return the same from the beginning."""
    fresh = Opened(opened.source, opened.path, opened.matcher)
    return placed(session, fresh, others=others, rejected=rejected)


@pytest.mark.parametrize("seed", range(6))
def test_what_was_brought_up_to_date_is_as_if_placed_anew(
    ann: Session, bob: Session, seed: int
) -> None:
    by_chance, opened = random.Random(seed), _story(ann)
    sentences = opened.sentences
    for span in sentences[:9]:
        annotate(bob, _story(bob), span, Label.CLAIM)
    ann.reread()

    def chosen(found: Iterable[Annotation]) -> Annotation | None:
        there = sorted(found, key=lambda each: each.id)
        return by_chance.choice(there) if there else None

    for _ in range(60):
        mine = chosen(ann.store.annotations.values())
        theirs = chosen(each for each in ann.others.values() if ann.everybody.find(each.id))
        match by_chance.randrange(8):
            case 0 | 1:
                annotate(ann, opened, by_chance.choice(sentences), by_chance.choice([*Label]))
            case 2 if mine:
                verdict.relabel(ann, mine, by_chance.choice([*Label]))
            case 3 if mine:
                editing.delete(ann, mine)
            case 4 if mine:
                editing.move(ann, opened, mine, by_chance.choice(sentences))
            case 5 if theirs:
                by_chance.choice([verdict.accept, verdict.reject])(ann, theirs)
            case 6:
                by_chance.choice([editing.undo, editing.redo])(ann)
            case _:
                annotate(bob, _story(bob), by_chance.choice(sentences), Label.DENIAL)
                ann.reread()
        for others in (True, False):
            for rejected in (True, False):
                found = placed(ann, opened, others=others, rejected=rejected)
                full = _in_full(ann, opened, others=others, rejected=rejected)
                assert found == full
                assert all(found.find(each.annotation.id) is each for each in found)
                assert [found.count_in(s) for s in AnchorState] == [
                    full.count_in(s) for s in AnchorState
                ]


def test_after_a_change_only_what_has_changed_is_placed(
    ann: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = _story(ann)
    for span in opened.sentences:
        annotate(ann, opened, span, Label.CLAIM)
    before = placed(ann, opened)
    looked_at: list[str] = []
    place = anchoring.place

    def noted(
        session: Session,
        today: Source,
        annotations: Iterable[Annotation],
        *,
        standing: dict[str, Placed] | None = None,
    ) -> list[Placed]:
        these = list(annotations)
        looked_at.extend(each.id for each in these)
        return place(session, today, these, standing=standing)

    monkeypatch.setattr(anchoring, "place", noted)
    assert placed(ann, opened) is before
    assert looked_at == []
    made = annotate(ann, opened, opened.sentences[3], Label.DENIAL)
    assert len(placed(ann, opened)) == MANY + 1
    changed = verdict.relabel(ann, made, Label.EVIDENCE)
    assert placed(ann, opened)[4].annotation == changed
    editing.delete(ann, changed)
    assert placed(ann, opened) == before
    assert looked_at == [made.id, made.id]


def test_one_is_found_by_its_id_and_by_where_it_starts(ann: Session) -> None:
    opened = _story(ann)
    made = [annotate(ann, opened, span, Label.CLAIM) for span in opened.sentences]
    found = placed(ann, opened)
    assert [found.number_of(each.id) for each in made] == list(range(MANY))
    assert found.find("nobody") is found.find(None) is None
    assert found.number_of("nobody") is None
    assert [found.starting_before(each.start) for each in made] == list(range(MANY))
    assert [found.numbers_on(each.span) for each in made] == [range(k, k + 1) for k in range(MANY)]
    assert found.numbers_on(Span(made[3].start, made[3].end - 1)) == range(3, 3)
    (ann.workspace.cwd / "story.txt").write_text("All is new.\n", encoding="utf-8")
    today = placed(ann, _story(ann))
    assert len(today) == MANY
    assert today.in_text == ()
    assert today.starting_before(Span(0, 11).end) == 0
