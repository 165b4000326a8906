"""Whose work stands on a source: everybody's, each annotation once."""

from pathlib import Path

import pytest
from msgspec.structs import replace
from session_desk import ANALYSTS, FIRST, STORY, make_session

from nkreader.model.annotation import Label
from nkreader.model.change import Change, Step
from nkreader.model.errors import NkreaderError
from nkreader.session import session as session_module
from nkreader.session.anchoring import count_on, placed
from nkreader.session.annotating.annotate import annotate, undo
from nkreader.session.everybody import Work
from nkreader.session.samples import sample_annotations, sample_sources
from nkreader.session.start import open_session, open_to_look
from nkreader.session.workspace import locate
from nkreader.store.annotations import AnnotationStore


def test_an_annotation_that_two_databases_hold_counts_once_and_mine_rules(tmp_path: Path) -> None:
    ann, bob = make_session(tmp_path), make_session(tmp_path, "bob")
    story = ann.open(ann.library.entries[0])
    mine = annotate(ann, story, FIRST, Label.DENIAL)
    theirs = annotate(bob, story, ANALYSTS, Label.CLAIM)
    copy = replace(mine, label=Label.CLAIM, source="0" * 12)
    bob.store.apply(Step("copy", "import", "2026-01-01", (Change(None, copy),)))
    ann.reread()
    assert [each.annotation for each in placed(ann, story)] == [mine, theirs]
    assert [each.annotation for each in placed(ann, story, others=False)] == [mine]
    assert count_on(ann, story.path, story.source.id) == 2
    assert count_on(ann, "elsewhere.txt", "0" * 12) == 0
    for each in (ann, bob):
        each.store.close()


def test_what_was_tagged_under_a_path_stays_with_it(tmp_path: Path) -> None:
    ann = make_session(tmp_path)
    story = ann.open(ann.library.entries[0])
    annotate(ann, story, FIRST, Label.DENIAL)
    ann.store.close()
    (tmp_path / "story.txt").write_text("New. " + STORY, encoding="utf-8")
    bob = make_session(tmp_path, "bob")
    changed = bob.open(bob.library.entries[0])
    assert changed.source.id != story.source.id
    assert count_on(bob, changed.path, changed.source.id) == len(placed(bob, changed)) == 1
    assert count_on(bob, "renamed.txt", story.source.id) == 1
    bob.store.close()


def test_whether_other_versions_were_tagged_is_told_by_the_path(tmp_path: Path) -> None:
    ann, bob = make_session(tmp_path), make_session(tmp_path, "bob")
    story = ann.open(ann.library.entries[0])
    annotate(bob, bob.open(bob.library.entries[0]), FIRST, Label.DENIAL)
    ann.reread()
    assert not ann.everybody.has_others_at(story.path, story.source.id)
    assert ann.everybody.has_others_at(story.path, "0" * 12)
    assert not ann.everybody.has_others_at("elsewhere.txt", "0" * 12)
    for each in (ann, bob):
        each.store.close()


def test_nothing_is_gone_through_again_while_nothing_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    class Counted(Work):
        def __init__(self, *what: object) -> None:
            made.append(1)
            super().__init__(*what)  # type: ignore[arg-type]

    monkeypatch.setattr(session_module, "Work", Counted)
    ann, bob = make_session(tmp_path), make_session(tmp_path, "bob")
    story = ann.open(ann.library.entries[0])

    def counts() -> int:
        counted = {count_on(ann, story.path, story.source.id) for _ in range(100)}
        return counted.pop()

    assert (counts(), len(made)) == (0, 2)
    annotate(ann, story, FIRST, Label.DENIAL)
    assert (counts(), len(made)) == (1, 3)
    ann.reread()
    assert (counts(), len(made)) == (1, 3)
    annotate(bob, story, ANALYSTS, Label.CLAIM)
    ann.reread()
    assert (counts(), len(made)) == (2, 4)
    undo(ann)
    assert (counts(), len(made)) == (1, 5)
    for each in (ann, bob):
        each.store.close()


def test_the_samples_come_with_their_work(tmp_path: Path) -> None:
    place = locate(cwd=tmp_path, environ={"HOME": str(tmp_path / "home")}, annotator="ann")
    session = open_session(place, [])
    opened = [session.open(entry) for entry in session.library.entries if not entry.reason]
    counted = sum(count_on(session, each.path, each.source.id) for each in opened)
    with AnnotationStore.open(sample_annotations(), "sample", write=False) as store:
        assert counted == len(store.annotations) > 0
    assert {entry.path.parent for entry in session.library.entries} == {sample_sources()}
    session.store.close()


def test_others_are_seen_beside_a_broken_database_and_nothing_is_written(tmp_path: Path) -> None:
    nobody = make_session(tmp_path, "nobody")
    story = nobody.open(nobody.library.entries[0])
    theirs = annotate(nobody, story, FIRST, Label.DENIAL)
    nobody.store.close()
    broken = tmp_path / "annotations" / "ann.json"
    broken.write_text("not json", encoding="utf-8")
    place = locate(cwd=tmp_path, environ={"HOME": str(tmp_path / "home")}, annotator="ann")
    session, why = open_to_look(place, [tmp_path / "story.txt"], write=True)
    assert why is not None
    assert "ann.json" in why
    assert session.workspace.annotator == "ann"
    assert [each.annotation for each in placed(session, story)] == [theirs]
    assert session.store.read_only
    with pytest.raises(NkreaderError) as refused:
        annotate(session, story, FIRST, Label.CLAIM)
    assert str(refused.value) == why
    session.store.close()
    assert broken.read_text(encoding="utf-8") == "not json"
    assert sorted(path.name for path in broken.parent.iterdir()) == [
        "ann.json",
        "nobody.history.jsonl",
        "nobody.json",
        "nobody.json.backup-1",
        "nobody.texts",
    ]
