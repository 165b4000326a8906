"""Use cases on a session with a clock and ids of its own."""

from itertools import pairwise
from pathlib import Path

import pytest
from session_desk import ANALYSTS, FIRST, STORY, closed_session, make_session, open_story

from nkreader.model.annotation import AnchorState, Label
from nkreader.model.entity import EntityType
from nkreader.model.errors import NkreaderError
from nkreader.model.span import Span
from nkreader.session.anchoring import placed
from nkreader.session.annotating import annotate, verdict
from nkreader.session.annotating.annotate import Details
from nkreader.session.name import add_name
from nkreader.session.opened import Opened
from nkreader.session.session import Session

session = pytest.fixture(closed_session)
story = pytest.fixture(open_story)


def test_a_tag_knows_all_that_follows_from_its_place(session: Session, story: Opened) -> None:
    made = annotate.annotate(session, story, FIRST, Label.DENIAL, Details(speaker="Ministry"))
    assert made.quote == made.text == FIRST.of(STORY)
    assert (made.prefix + made.quote + made.suffix) in STORY
    assert made.source == story.source.id
    assert made.annotator == "ann"
    assert made.created == made.modified
    assert made.created.startswith("2026-01-01T00:00:0")
    assert session.store.annotations[made.id] == made
    assert session.store.sources[made.source].path == "story.txt"


@pytest.mark.parametrize("span", [Span(-1, 5), Span(5, 5), Span(9, 3), Span(0, len(STORY) + 1)])
def test_a_span_outside_the_text_is_refused(session: Session, story: Opened, span: Span) -> None:
    with pytest.raises(NkreaderError, match=r"story\.txt has no passage"):
        annotate.annotate(session, story, span, Label.CLAIM)
    assert not session.store.annotations


def test_every_change_can_be_undone_and_done_again(session: Session, story: Opened) -> None:
    made = annotate.annotate(session, story, FIRST, Label.DENIAL)
    claim = verdict.relabel(session, made, Label.CLAIM)
    noted = annotate.edit(session, claim, Details(note="odd", tags=("x",)))
    moved = annotate.move(session, story, noted, Span(17, 30))
    annotate.delete(session, moved)
    states = [None, moved, noted, claim, made]
    for now, before in pairwise(states):
        assert session.store.annotations.get(made.id) == now
        annotate.undo(session)
        assert session.store.annotations.get(made.id) == before
    annotate.undo(session)
    assert annotate.undo(session) is None
    for _ in range(5):
        annotate.redo(session)
    assert annotate.redo(session) is None
    assert not session.store.annotations


def test_an_edit_that_changes_nothing_is_no_step(session: Session, story: Opened) -> None:
    made = annotate.annotate(session, story, FIRST, Label.DENIAL)
    assert annotate.edit(session, made, annotate.details_of(made)) is made
    assert len(session.store.steps()) == 1


def test_others_work_is_seen_and_not_changed(
    session: Session, story: Opened, tmp_path: Path
) -> None:
    made = annotate.annotate(session, story, FIRST, Label.DENIAL)
    other = make_session(tmp_path, "bob")
    text = other.open(other.library.entries[0])
    assert [each.annotation for each in placed(other, text)] == [made]
    assert placed(other, text, others=False) == ()
    with pytest.raises(NkreaderError, match="ann's"):
        annotate.delete(other, made)
    other.store.close()


def test_annotations_find_their_place_in_a_changed_source(
    session: Session, story: Opened, tmp_path: Path
) -> None:
    annotate.annotate(session, story, FIRST, Label.DENIAL)
    annotate.annotate(session, story, ANALYSTS, Label.CLAIM)
    changed = "A new first line.\n\n" + STORY.replace("expect more", "fear less")
    (tmp_path / "story.txt").write_text(changed, encoding="utf-8")
    again = make_session(tmp_path, "eve")
    found = placed(again, again.open(again.library.entries[0]))
    again.store.close()
    assert [(each.annotation.label, each.state) for each in found] == [
        (Label.DENIAL, AnchorState.MOVED),
        (Label.CLAIM, AnchorState.CHANGED),
    ]
    assert found[0].span is not None
    assert found[0].span.of(changed) == FIRST.of(STORY)
    assert found[1].span is not None
    assert found[1].span.of(changed) == ANALYSTS.of(STORY).replace("expect more", "fear less")


def test_what_was_deleted_meanwhile_is_not_said_to_be_somebody_elses(
    session: Session, story: Opened
) -> None:
    made = annotate.annotate(session, story, FIRST, Label.DENIAL)
    annotate.delete(session, made)
    with pytest.raises(NkreaderError, match="deleted meanwhile"):
        verdict.relabel(session, made, Label.CLAIM)


def test_only_a_changed_name_makes_the_matcher_anew(session: Session, story: Opened) -> None:
    add_name(session, "Trade Ministry", EntityType.ORG)
    annotate.annotate(session, story, FIRST, Label.DENIAL)
    matcher = session.matcher
    annotate.undo(session)
    annotate.redo(session)
    annotate.undo(session)
    assert session.matcher is matcher
    annotate.undo(session)
    assert session.matcher is not matcher


def test_a_new_name_is_found_at_once_and_undone(session: Session, story: Opened) -> None:
    entity = add_name(session, "Trade Ministry", EntityType.ORG, ("ministry",))
    assert entity.aliases == ("ministry",)
    story.rematch(session.matcher)
    found = [mention.entity.name for mention in story.all_mentions]
    assert found.count("Trade Ministry") == 2
    annotate.undo(session)
    story.rematch(session.matcher)
    assert "Trade Ministry" not in [each.entity.name for each in story.all_mentions]


def test_a_name_of_a_known_entity_needs_no_type(session: Session, story: Opened) -> None:
    entity = add_name(session, "north korea", aliases=("the trains",))
    assert (entity.name, entity.type, entity.wikidata) == ("North Korea", EntityType.GPE, "Q423")
    with pytest.raises(NkreaderError, match="say its type"):
        add_name(session, "Nobody Knows", aliases=("x",))


def test_a_known_entity_keeps_its_type(session: Session) -> None:
    with pytest.raises(NkreaderError, match="as GPE, not ORG"):
        add_name(session, "North Korea", EntityType.ORG, ("the trains",))
    assert not session.store.entities


@pytest.mark.parametrize("name", ["", " \n", "—", "x" * 201, "Kae\x1bsong", "Kae\0song"])
def test_what_can_be_no_name_is_refused(session: Session, name: str) -> None:
    with pytest.raises(NkreaderError, match="name") as refused:
        add_name(session, name, EntityType.GPE)
    assert str(refused.value).isprintable()
    if name.strip():
        with pytest.raises(NkreaderError, match="can be no name"):
            add_name(session, "Kaesong", EntityType.GPE, (name,))
    assert not session.store.entities


def test_a_word_counts_as_a_name_only_as_it_is_written(session: Session) -> None:
    made = add_name(session, "Steel", EntityType.ORG, ("Polish", "Rossiya", "steel party"))
    assert (made.cased, made.aliases) == (("Steel", "Polish"), ("Rossiya", "steel party"))
    text = "They ship steel with rossiya. Then Steel denied it; they polish."
    assert [m.span.of(text) for m in session.matcher.find(text)] == ["rossiya", "Steel"]
