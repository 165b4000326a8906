"""What comes in finds its source, takes nobody's place, and comes in once."""

from contextlib import suppress
from pathlib import Path

import pytest
from msgspec.structs import replace
from session_desk import ANALYSTS, FIRST, STORY, closed_session, make_session

from nkreader.importers import native
from nkreader.importers.guards.place import Place
from nkreader.importers.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingSource,
    incoming,
)
from nkreader.model.annotation import Label, Link, Relation, Status
from nkreader.model.errors import NkreaderError
from nkreader.model.span import Span
from nkreader.session.anchoring import placed
from nkreader.session.annotating import annotate, verdict
from nkreader.session.importing.taking_in import import_annotations
from nkreader.session.library import open_library
from nkreader.session.session import Session
from nkreader.store.annotations import AnnotationStore

HERE = Place("some.json", "line 1")
MADE = "2025-01-01T00:00:00Z"


session = pytest.fixture(closed_session)


def the_story(session: Session) -> IncomingSource:
    digest = session.open(session.library.entries[0]).source.sha256
    return IncomingSource("s", sha256=digest, path="elsewhere/story.txt")


def passage(key: str, span: Span | None, quote: str | None, **more: object) -> IncomingAnnotation:
    made = IncomingAnnotation(key, "s", Label.CLAIM, HERE, span=span, quote=quote)
    return replace(made, **more)


def said(source: IncomingSource, *annotations: IncomingAnnotation) -> Incoming:
    return incoming([source], annotations, Place("some.json"))


def test_a_source_is_known_by_its_content(session: Session) -> None:
    made = import_annotations(session, said(the_story(session), passage("x", FIRST, None)))
    (added,) = made.added
    assert added.quote == FIRST.of(STORY)
    assert added.annotator == "ann"
    assert session.store.sources[added.source].path == "story.txt"
    assert session.store.annotations[added.id] == added
    assert not made.lost


def test_without_a_hash_it_is_known_by_name_and_the_passage_by_its_words(session: Session) -> None:
    source = IncomingSource("s", path="/home/bob/story.txt")
    (added,) = import_annotations(session, said(source, _analysts())).added
    assert added.span == ANALYSTS
    assert session.store.sources[added.source].path == "story.txt"


def _analysts() -> IncomingAnnotation:
    return passage("x", None, ANALYSTS.of(STORY), prefix="\n\n")


def test_without_a_name_it_is_the_one_source_that_has_the_passage(session: Session) -> None:
    (added,) = import_annotations(session, said(IncomingSource("s"), _analysts())).added
    assert added.span == ANALYSTS


def test_what_fits_two_sources_is_at_home_in_neither(session: Session, tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "annotations").mkdir(exist_ok=True)
    other = tmp_path / "twin.txt"
    other.write_text(STORY + "More.\n")
    session.library = open_library(session.workspace, [tmp_path / "story.txt", other])
    made = import_annotations(session, said(IncomingSource("s"), _analysts()))
    assert made.lost == made.added
    assert made.added[0].quote == ANALYSTS.of(STORY)


def test_a_carried_part_is_found_in_a_source_with_other_line_ends(tmp_path: Path) -> None:
    story = "🛰 One.\r\n\r\nTwo two.\r\nThree é three.\r\n"
    (tmp_path / "story.txt").write_bytes(story.encode())
    session = make_session(tmp_path)
    part = "Two two.\nThree é three.\n"
    source = IncomingSource("s", text=part)
    spans = (Span(0, 15), Span(9, 14), Span(0, 24))
    annotations = [passage(f"{span}", span, span.of(part)) for span in spans]
    with session.store:
        made = import_annotations(session, said(source, *annotations))
    assert [each.quote for each in made.added] == ["Two two.\r\nThree ", "Three", story[10:]]
    for each in made.added:
        assert each.span.of(story) == each.quote


def test_what_is_nowhere_is_kept_as_an_orphan_with_its_text(session: Session) -> None:
    source = IncomingSource("s", text="Not here at all.", title="A line")
    made = import_annotations(session, said(source, passage("x", Span(0, 8), None)))
    (orphan,) = made.lost
    ref = session.store.sources[orphan.source]
    assert (orphan.quote, ref.path, ref.length) == ("Not here", "A line", 16)
    assert session.store.text_of(ref) == "Not here at all."


def test_a_position_without_a_source_is_refused(session: Session) -> None:
    source = IncomingSource("s", url="https://gone.example/1")
    with pytest.raises(NkreaderError, match=r"some\.json, line 1: it has a span and no quote"):
        import_annotations(session, said(source, passage("x", Span(0, 3), None)))
    assert not session.store.annotations


def test_a_position_in_a_source_that_is_named_is_taken_at_its_word(session: Session) -> None:
    source = IncomingSource("s", path="story.txt")
    (added,) = import_annotations(session, said(source, passage("x", FIRST, None))).added
    assert (added.span, added.quote) == (FIRST, FIRST.of(STORY))


def test_what_was_tagged_in_another_version_stays_on_it_and_what_is_gone_is_told(
    session: Session, tmp_path: Path
) -> None:
    source = replace(the_story(session), path="story.txt", length=len(STORY))
    after = STORY[FIRST.end :][:32]
    kept = passage("x", FIRST, FIRST.of(STORY), prefix="Ministry denies\n\n", suffix=after)
    gone = passage("y", ANALYSTS, ANALYSTS.of(STORY), prefix="empty.\n\n")
    (tmp_path / "story.txt").write_text("New.\n\n" + STORY[: ANALYSTS.start])
    made = import_annotations(session, said(source, kept, gone))
    assert {each.source for each in made.added} == {(source.sha256 or "")[:12]}
    assert [each.span for each in made.added] == [FIRST, ANALYSTS]
    assert made.lost == (made.added[1],)


@pytest.mark.parametrize("path", ["/etc/passwd", "../../etc/passwd", "/etc/pass\0wd", "/"])
def test_no_path_of_an_import_leads_out_of_the_workspace(session: Session, path: str) -> None:
    source = IncomingSource("s", path=path, sha256="0" * 64, length=9)
    import_annotations(session, said(source, passage("x", Span(0, 4), "root")))
    (ref,) = session.store.sources.values()
    assert "/" not in ref.path
    assert ref.path


def test_importing_again_adds_nothing_also_after_a_change_here(session: Session) -> None:
    both = said(
        the_story(session),
        passage("x", FIRST, None, id="x", annotator="bob", created=MADE, modified=MADE),
        passage("y", ANALYSTS, None),
    )
    first = import_annotations(session, both)
    for each in first.added:
        verdict.relabel(session, each, Label.DENIAL)
    again = import_annotations(session, both)
    assert again.added == ()
    assert again.later == ("x",)
    assert again.present == 1
    assert {each.label for each in session.store.annotations.values()} == {Label.DENIAL}


def test_what_is_tagged_here_already_is_not_tagged_twice(session: Session) -> None:
    opened = session.open(session.library.entries[0])
    annotate.annotate(session, opened, FIRST, Label.CLAIM)
    made = import_annotations(session, said(the_story(session), passage("x", FIRST, None)))
    assert (made.added, made.present) == ((), 1)


def test_of_several_alike_each_comes_in(session: Session) -> None:
    alike = said(the_story(session), *(passage(key, FIRST, None) for key in "xyz"))
    assert len(import_annotations(session, alike).added) == 3
    assert import_annotations(session, alike).present == 3


def test_another_annotation_of_the_same_id_gets_its_own_and_links_follow(
    session: Session,
) -> None:
    opened = session.open(session.library.entries[0])
    session.new_id = lambda: "x"
    mine = annotate.annotate(session, opened, FIRST, Label.CLAIM)
    session.new_id = iter("abcdef").__next__
    link = Link(Relation.DENIES, "x")
    other = said(
        the_story(session),
        passage("x", ANALYSTS, None, id="x"),
        passage("y", FIRST, None, id="y", label=Label.DENIAL, links=(link,)),
    )
    made = import_annotations(session, other)
    (renamed,) = made.renamed
    assert renamed.told == "x"
    assert session.store.annotations["x"] == mine
    assert session.store.annotations[renamed.id].span == ANALYSTS
    assert session.store.annotations["y"].links == (Link(Relation.DENIES, renamed.id),)
    again = import_annotations(session, other)
    assert (again.added, again.renamed, again.present) == ((), (), 2)


def test_what_another_annotator_has_here_is_not_taken_over(tmp_path: Path) -> None:
    bob = make_session(tmp_path, "bob")
    with bob.store:
        opened = bob.open(bob.library.entries[0])
        theirs = annotate.annotate(bob, opened, FIRST, Label.CLAIM)
    session = make_session(tmp_path, "ann")
    same = passage("x", FIRST, theirs.quote, id=theirs.id, annotator="bob")
    with session.store:
        made = import_annotations(session, said(the_story(session), same))
        assert (made.added, made.present) == ((), 1)
        other = replace(same, label=Label.EVIDENCE)
        made = import_annotations(session, said(the_story(session), other))
        assert made.renamed[0].told == theirs.id


def test_it_is_one_step_that_is_undone_and_done_again(session: Session) -> None:
    two = said(
        the_story(session), passage("x", FIRST, None), passage("y", ANALYSTS, None, note="n")
    )
    made = import_annotations(session, two)
    step = annotate.undo(session)
    assert step is not None
    assert step.operation == "import"
    assert not session.store.annotations
    annotate.redo(session)
    assert tuple(session.store.annotations.values()) == made.added


def test_a_dry_run_changes_nothing(session: Session, tmp_path: Path) -> None:
    before = sorted(path.name for path in (tmp_path / "annotations").iterdir())
    one = said(the_story(session), passage("x", FIRST, None))
    assert len(import_annotations(session, one, dry_run=True).added) == 1
    assert not session.store.annotations
    assert sorted(path.name for path in (tmp_path / "annotations").iterdir()) == before


def test_an_imported_one_of_another_annotator_is_mine_to_edit_and_theirs_to_see(
    session: Session,
) -> None:
    theirs = passage("x", FIRST, None, annotator="bob", status=Status.SUGGESTED)
    (added,) = import_annotations(session, said(the_story(session), theirs)).added
    assert added.annotator == "bob"
    opened = session.open(session.library.entries[0])
    assert len(placed(session, opened)) == 1
    assert placed(session, opened, others=False) == ()
    assert verdict.relabel(session, added, Label.DENIAL).annotator == "bob"


def test_ids_that_only_begin_alike_are_not_one_source(session: Session) -> None:
    digest = the_story(session).sha256 or ""
    import_annotations(session, said(the_story(session), passage("x", FIRST, None)))
    crafted = IncomingSource("s", sha256=digest[:12] + "0" * 52)
    with pytest.raises(NkreaderError, match="is that of another one here"):
        import_annotations(session, said(crafted, passage("y", Span(0, 4), "Mini")))


@pytest.mark.parametrize("value", ["", "x", "\ud800", "\0", "\x1b[31m", "../a", 10**15, ["\ud800"]])
def test_whatever_a_record_says_can_be_kept_or_is_refused(session: Session, value: object) -> None:
    digest = the_story(session).sha256
    record = {"id": "x", "start": 17, "end": 40, "quote": FIRST.of(STORY), "label": "claim"}
    ref = {"id": digest, "path": "story.txt", "sha256": digest, "length": len(STORY)}
    names = ("source", "note", "tags", "annotator", "section", "text", "prefix", "id", "end")
    for number, name in enumerate((*names, "path", "title", "shape", "length", "sha256")):
        told = {**record, "id": f"x{number}", **({name: value} if name in names else {})}
        source = {**ref, **({name: value} if name not in names else {})}
        with suppress(NkreaderError):
            annotation = native.annotation(told, str(source["id"]), HERE)
            one = incoming([native.source(source, HERE)], [annotation], HERE)
            import_annotations(session, one)
    session.store.close()
    for again in AnnotationStore.open(session.workspace.annotations, "ann").annotations.values():
        assert again.quote
