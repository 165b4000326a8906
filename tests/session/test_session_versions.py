"""Sources that change, come back, are renamed, and are read while they change."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from session_desk import ANALYSTS, FIRST, STORY, make_session

from nkreader.model.annotation import AnchorState, Label
from nkreader.model.change import Step
from nkreader.model.source import SourceRef
from nkreader.model.span import Span
from nkreader.session import versions
from nkreader.session.anchoring import count_on, is_long_to_compare, placed
from nkreader.session.annotating.annotate import annotate, delete, move, undo
from nkreader.session.library import open_library
from nkreader.session.opened import Opened
from nkreader.session.placed import Placed
from nkreader.session.session import Session
from nkreader.store.beside.texts import Texts

EXACT, MOVED = AnchorState.EXACT, AnchorState.MOVED
CHANGED, ORPHAN = AnchorState.CHANGED, AnchorState.ORPHAN
EDITED = STORY.replace("expect more of the same", "fear the worst")
OTHER = "A weather report: it rained all week and the harbour stayed shut to ships.\n"


@pytest.fixture
def ann(tmp_path: Path) -> Iterator[Session]:
    session = make_session(tmp_path)
    yield session
    session.store.close()


def _open(session: Session, name: str = "story.txt") -> Opened:
    entries = session.library.entries
    return session.open(next(each for each in entries if each.path.name == name))


def _write(session: Session, text: str, name: str = "story.txt") -> None:
    (session.workspace.cwd / name).write_text(text, encoding="utf-8")
    session.library = open_library(session.workspace, [session.workspace.cwd])


def _states(session: Session, name: str = "story.txt") -> list[AnchorState]:
    return [each.state for each in placed(session, _open(session, name))]


def _only(session: Session) -> Placed:
    (one,) = placed(session, _open(session))
    return one


def test_what_stands_is_held_against_the_text_once(ann: Session) -> None:
    opened = _open(ann)
    made = annotate(ann, opened, FIRST, Label.CLAIM)
    (before,) = placed(ann, opened)
    annotate(ann, opened, ANALYSTS, Label.CLAIM)
    assert next(each for each in placed(ann, opened) if each.annotation == made) is before
    moved = move(ann, opened, made, Span(FIRST.start, FIRST.end - 1))
    now = next(each for each in placed(ann, opened) if each.annotation.id == made.id)
    assert (now.annotation, now.span) == (moved, moved.span)
    delete(ann, moved)
    assert [each.span for each in placed(ann, opened)] == [ANALYSTS]


def test_a_changed_passage_is_proposed_and_nothing_is_stored(ann: Session) -> None:
    made = annotate(ann, _open(ann), ANALYSTS, Label.CLAIM)
    _write(ann, EDITED)
    one = _only(ann)
    assert one.state is CHANGED
    assert not one.is_certain
    assert one.span is not None
    assert one.span.of(EDITED) == "Analysts fear the worst next year."
    assert one.annotation == ann.store.annotations[made.id] == made


def test_setting_the_passage_accepts_and_keeps_the_text_it_stands_in(ann: Session) -> None:
    made = annotate(ann, _open(ann), ANALYSTS, Label.CLAIM)
    _write(ann, EDITED)
    one, today = _only(ann), _open(ann)
    assert one.span is not None
    after = move(ann, today, made, one.span)
    assert (after.source, after.quote) == (today.source.id, one.span.of(EDITED))
    assert _only(ann).state is EXACT
    assert ann.store.text_of(today.ref) == EDITED
    undo(ann)
    assert (_only(ann).state, _only(ann).annotation) == (CHANGED, made)


def test_an_orphan_comes_back_by_itself_if_its_text_does(ann: Session) -> None:
    made = annotate(ann, _open(ann), ANALYSTS, Label.CLAIM)
    _write(ann, STORY.replace(ANALYSTS.of(STORY), ""))
    assert (_only(ann).state, _only(ann).annotation) == (ORPHAN, made)
    _write(ann, STORY)
    assert _only(ann).state is EXACT
    _write(ann, "Corrected.\n\n" + STORY)
    assert _only(ann).state is MOVED


def test_the_text_that_somebody_else_has_kept_serves_too(ann: Session, tmp_path: Path) -> None:
    bob = make_session(tmp_path, "bob")
    annotate(bob, _open(bob), ANALYSTS, Label.CLAIM)
    bob.store.close()
    _write(ann, EDITED)
    ann.reread()
    assert _states(ann) == [CHANGED]
    for file in (tmp_path / "annotations" / "bob.texts").iterdir():
        file.unlink()
    again = make_session(tmp_path, "eve")
    assert _states(again) == [ORPHAN]
    again.store.close()


def test_versions_are_compared_once_for_all_that_is_tagged(
    ann: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    find = Texts.find

    def noted(texts: Texts, source: SourceRef) -> str | None:
        asked.append(source.sha256)
        return find(texts, source)

    monkeypatch.setattr(Texts, "find", noted)
    story = _open(ann)
    first = annotate(ann, story, FIRST, Label.DENIAL)
    annotate(ann, story, ANALYSTS, Label.CLAIM)
    assert _states(ann) == [EXACT, EXACT]
    assert asked == []
    _write(ann, EDITED)
    assert _states(ann) == _states(ann) == [EXACT, CHANGED]
    assert asked == [story.source.sha256]
    delete(ann, first)
    assert _states(ann) == [CHANGED]
    undo(ann)
    assert _states(ann) == [EXACT, CHANGED]
    assert asked == [story.source.sha256]


def test_another_text_under_the_same_name_holds_nothing(ann: Session) -> None:
    annotate(ann, _open(ann), FIRST, Label.DENIAL)
    annotate(ann, _open(ann), ANALYSTS, Label.CLAIM)
    _write(ann, OTHER * 5)
    assert _states(ann) == [ORPHAN, ORPHAN]
    _write(ann, f"{OTHER * 5}{FIRST.of(STORY)} {OTHER * 5}")
    assert _states(ann) == [ORPHAN, ORPHAN]


def test_a_renamed_source_takes_its_tags_along_even_if_its_name_is_used_again(
    ann: Session,
) -> None:
    source = _open(ann).source
    annotate(ann, _open(ann), FIRST, Label.DENIAL)
    _write(ann, STORY, "renamed.txt")
    (ann.workspace.cwd / "story.txt").unlink()
    _write(ann, STORY, "renamed.txt")
    assert _states(ann, "renamed.txt") == [EXACT]
    _write(ann, OTHER)
    assert _states(ann, "renamed.txt") == [EXACT]
    assert _states(ann) == []
    assert count_on(ann, "story.txt", _open(ann).source.id) == 0
    assert count_on(ann, "renamed.txt", source.id) == 1


def test_a_tag_on_a_view_that_is_out_of_date_is_on_the_text_that_was_seen(ann: Session) -> None:
    seen = _open(ann)
    _write(ann, "New. " + EDITED)
    made = annotate(ann, seen, ANALYSTS, Label.CLAIM)
    assert (made.source, made.quote) == (seen.source.id, ANALYSTS.of(STORY))
    assert ann.store.text_of(seen.ref) == STORY
    assert [each.state for each in placed(ann, seen)] == [EXACT]
    assert _only(ann).state is CHANGED
    later = annotate(ann, _open(ann), Span(5, 20), Label.CLAIM)
    assert {each.annotation.id for each in placed(ann, seen)} == {made.id, later.id}


def test_a_source_is_read_again_when_its_file_has_changed(ann: Session) -> None:
    (entry,) = ann.library.entries
    before = ann.library.load(entry)
    assert ann.library.load(entry) is before
    assert ann.library.digest(entry) == before.sha256
    entry.path.write_text(EDITED, encoding="utf-8")
    assert ann.library.digest(entry) != before.sha256
    assert not ann.library.has(entry)
    assert ann.library.load(entry).text == EDITED
    assert ann.library.has(entry)
    entry.path.unlink()
    assert ann.library.digest(entry) is None


def test_only_what_is_large_and_was_tagged_otherwise_takes_long(
    ann: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nkreader.session.anchoring._LONG", 10)
    entry = ann.library.entries[0]
    annotate(ann, _open(ann), FIRST, Label.DENIAL)
    assert not is_long_to_compare(ann, entry)
    _write(ann, EDITED)
    assert is_long_to_compare(ann, entry)
    placed(ann, _open(ann))
    assert not is_long_to_compare(ann, entry)


def test_what_is_too_large_to_compare_is_found_by_context(
    ann: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "_LARGEST", 10)
    annotate(ann, _open(ann), ANALYSTS, Label.CLAIM)
    _write(ann, "Up. " + STORY)
    assert _states(ann) == [MOVED]
    _write(ann, EDITED)
    assert _states(ann) == [ORPHAN]


def test_the_text_is_kept_before_the_tag_is(ann: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    story = _open(ann)
    kept: list[str | None] = []
    apply = ann.store.apply

    def noted(step: Step, sources: Iterable[SourceRef] = ()) -> None:
        kept.append(ann.store.text_of(story.ref))
        apply(step, sources)

    monkeypatch.setattr(ann.store, "apply", noted)
    annotate(ann, story, ANALYSTS, Label.CLAIM)
    assert kept == [STORY]


def test_a_text_that_cannot_be_kept_does_not_stand_in_the_way(ann: Session) -> None:
    (ann.workspace.annotations / "ann.texts").write_text("in the way", encoding="utf-8")
    annotate(ann, _open(ann), ANALYSTS, Label.CLAIM)
    assert _states(ann) == [EXACT]
    assert any("could not be kept" in notice for notice in ann.store.notices)
    _write(ann, EDITED)
    assert _states(ann) == [ORPHAN]
