"""A database that was edited, replaced or checked out underneath is merged by id."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tinydb import Query, TinyDB

from harness.store_samples import AT, annotation, delete, plain, records, relabel, source, tag
from nkreader.model.annotation import Annotation, Label, Link, Relation
from nkreader.model.change import Change, Step
from nkreader.model.entity import Entity, EntityType
from nkreader.store.annotations import AnnotationStore
from nkreader.store.errors import StoreError
from nkreader.store.history.entry import Entry, Kind
from nkreader.store.history.history import History
from nkreader.store.history.past import Past
from nkreader.store.merging.joining import joined
from nkreader.store.merging.merging import Fate, merge
from nkreader.store.rows.values import State, slot_of

LATER, LATEST = "2025-01-02T00:00:00Z", "2025-01-03T00:00:00Z"
FIRST = annotation(1)
NOTED = replace(FIRST, note="ours", modified=LATER)


def past(*states: Annotation | Entity | None) -> Past:
    """Return the past in which a value went through these states."""
    pairs = zip((None, *states), states, strict=False)
    changes = (Step("s", "edit", AT, (Change(*pair),)) for pair in pairs)
    return Past(Entry(Kind.STEP, step) for step in changes)


def state(*values: Annotation | Entity) -> State:
    return {slot_of(value): value for value in values}


def edit(before: Annotation, **fields: Any) -> Step:
    return Step("edit", "edit", AT, (Change(before, replace(before, **fields)),))


@pytest.mark.parametrize(
    ("ours", "theirs", "known", "expected", "fate"),
    [
        (None, annotation(9), (), annotation(9), Fate.TAKEN),
        (FIRST, None, (FIRST,), FIRST, Fate.KEPT),
        (None, FIRST, (FIRST, None), None, Fate.GONE),
        (None, replace(FIRST, note="x"), (FIRST, None), replace(FIRST, note="x"), Fate.TAKEN),
        (NOTED, FIRST, (FIRST, NOTED), NOTED, Fate.OLDER),
        (NOTED, replace(NOTED, about="x"), (FIRST, NOTED), replace(NOTED, about="x"), Fate.TAKEN),
        (NOTED, replace(NOTED, note="x"), (FIRST, NOTED), replace(NOTED, note="x"), Fate.TAKEN),
        (NOTED, replace(NOTED, note=None), (FIRST, NOTED), replace(NOTED, note=None), Fate.TAKEN),
        (NOTED, replace(FIRST, about="x"), (FIRST, NOTED), replace(NOTED, about="x"), Fate.JOINED),
        (
            NOTED,
            replace(FIRST, about="x", modified=LATEST),
            (FIRST, NOTED),
            replace(NOTED, about="x", modified=LATEST),
            Fate.JOINED,
        ),
        (
            NOTED,
            replace(NOTED, note="x", modified=LATEST),
            (FIRST, NOTED),
            replace(NOTED, note="x", modified=LATEST),
            Fate.TAKEN,
        ),
        (NOTED, replace(NOTED, about="x"), (), replace(NOTED, about="x"), Fate.TAKEN),
        (NOTED, replace(FIRST, about="x"), (), NOTED, Fate.OLDER),
    ],
)
def test_what_becomes_of_one(
    ours: Annotation | None,
    theirs: Annotation | None,
    known: tuple[Annotation | None, ...],
    expected: Annotation | None,
    fate: Fate,
) -> None:
    value = ours or theirs
    assert value
    found = merge(state(*filter(None, [ours])), state(*filter(None, [theirs])), past(*known))
    assert found.state == {slot_of(value): expected}
    assert found.fates == {fate: [value.id]}


@pytest.mark.parametrize(
    ("theirs", "known"),
    [
        (replace(FIRST, note="theirs"), (FIRST, NOTED)),
        (replace(FIRST, note="theirs", modified=LATEST), (FIRST, NOTED)),
        (replace(NOTED, note="theirs", modified=LATEST), ()),
    ],
    ids=["by hand", "elsewhere", "without a history"],
)
def test_what_cannot_be_joined_is_kept_twice(
    theirs: Annotation, known: tuple[Annotation, ...]
) -> None:
    later = annotation(2)  # which theirs does not have: it goes back to an older state
    found = merge(state(NOTED, later), state(theirs), past(*known))
    ours, beside, twin = found.state.values()
    assert (ours, beside) == (NOTED, later)
    assert isinstance(twin, Annotation)
    assert twin.id != NOTED.id
    assert replace(twin, id=theirs.id) == theirs
    assert twin.id in str(found)
    again = merge(found.state, state(theirs, twin), past(*known))
    assert again.state == found.state


def test_without_a_past_whatever_differs_is_kept_twice() -> None:
    found = merge(state(NOTED), state(FIRST, annotation(2)), None)
    assert {each.id for each in found.state.values() if isinstance(each, Annotation)} > {"a1", "a2"}
    assert len(found.state) == 3


def test_lists_are_joined_by_what_was_added_and_taken() -> None:
    links = tuple(Link(Relation.DENIES, f"a{number}") for number in range(4))
    base = annotation(1, tags=("a", "b", "c"), links=links[:2])
    ours = replace(base, tags=("b", "c", "ours"), links=links[:3])
    theirs = replace(base, tags=("a", "b", "theirs"), links=(links[0], links[3]))
    assert joined(base, ours, theirs) == replace(
        base, tags=("b", "ours", "theirs"), links=(links[0], links[2], links[3])
    )


def test_a_passage_is_changed_as_one() -> None:
    ours, theirs = replace(FIRST, start=0, quote="x"), replace(FIRST, end=99, quote="y")
    assert joined(FIRST, ours, theirs) is None
    assert joined(FIRST, ours, replace(FIRST, note="n")) == replace(ours, note="n")


def test_an_entity_is_known_by_all_names_of_both_sides() -> None:
    base = Entity("Kaesong", EntityType.GPE, ("a", "b"))
    ours = replace(base, aliases=("a", "ours"))
    theirs = replace(base, aliases=("a", "b", "theirs"))
    assert merge(state(ours), state(theirs), past(base, ours)).state == state(
        replace(base, aliases=("a", "ours", "theirs"))
    )
    torn = replace(base, type=EntityType.LOC, aliases=("a", "x"))
    other = replace(base, type=EntityType.ORG, aliases=("a", "y"))
    found = merge(state(torn), state(other), past(base, torn)).state
    assert found == state(replace(torn, aliases=("a", "x", "y")))


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "note": st.sampled_from(["x", "y", None]),
        "about": st.sampled_from(["x", "y", None]),
        "label": st.sampled_from(Label),
        "tags": st.sampled_from([(), ("a",), ("b",), ("a", "b")]),
        "start": st.integers(0, 3),
        "modified": st.sampled_from([AT, LATER, LATEST]),
    },
)


@given(st.lists(FIELDS, max_size=4), FIELDS, st.integers(0, 4))
def test_nothing_that_either_side_says_is_lost(
    edits: list[dict[str, Any]], theirs_edit: dict[str, Any], base: int
) -> None:
    states = [FIRST]
    for fields in edits:
        states.append(replace(states[-1], **fields))
    ours, theirs = states[-1], replace(states[min(base, len(edits))], **theirs_edit)
    known = past(*states)
    found = merge(state(ours), state(theirs), known)
    values = [each for each in found.state.values() if isinstance(each, Annotation)]
    if known.knows(slot_of(theirs), theirs):
        assert values == [ours]
    for unit in ("note", "about", "label", "start"):
        said = {getattr(each, unit) for each in values}
        old = {getattr(each, unit) for each in states}
        assert getattr(theirs, unit) in said | old
        assert getattr(ours, unit) in said or theirs.modified == ours.modified or len(values) == 1


@pytest.fixture
def store(tmp_path: Path) -> AnnotationStore:
    return AnnotationStore.open(tmp_path, "ann")


def rewritten(folder: Path, change: Callable[[dict[str, dict[str, Any]]], object]) -> None:
    """Let another program change the rows, by id."""
    path = folder / "ann.json"
    tables = json.loads(path.read_bytes())
    rows = {row["id"]: row for row in tables["annotations"].values() if "id" in row}
    change(rows)
    tables["annotations"] = {str(key): row for key, row in enumerate(rows.values(), 1)}
    path.write_text(json.dumps(tables), encoding="utf-8")


def test_what_another_program_wrote_is_taken_in_and_can_be_taken_back(
    tmp_path: Path, store: AnnotationStore
) -> None:
    store.apply(tag(1, 2))
    with TinyDB(tmp_path / "ann.json") as other:
        table = other.table("annotations")
        table.update({"note": "elsewhere"}, Query().id == "a1")
        table.remove(Query().id == "a2")
    with pytest.raises(StoreError, match="not as it was"):
        store.apply(relabel(annotation(1)))
    store.apply(tag(3))
    assert store.annotations["a1"].note == "elsewhere"
    assert set(store.annotations) == {"a1", "a2", "a3"}
    assert "merged: 1 taken in, 1 kept that it did not have" in store.notices[0]
    assert plain(tmp_path) == records(dict(store.annotations))
    store.undo(at=AT)
    assert store.undo(at=AT).operation == "merge"  # type: ignore[union-attr]
    assert dict(store.annotations) == {"a1": annotation(1), "a2": annotation(2)}
    store.redo(at=AT)
    assert store.annotations["a1"].note == "elsewhere"
    store.close()
    with AnnotationStore.open(tmp_path, "ann") as again:
        assert again.notices == ()
        assert [entry.operation for entry in again.steps()][:2] == ["tag", "merge"]


def test_an_older_copy_that_was_checked_out_loses_nothing(
    tmp_path: Path, store: AnnotationStore
) -> None:
    path = tmp_path / "ann.json"
    store.apply(tag(1, 2, 3), [source(1)])
    older = path.read_bytes()
    store.apply(relabel(annotation(1)), [source(2)])
    store.apply(delete(annotation(2)))
    store.apply(tag(*range(10, 40)))
    expected, sources = dict(store.annotations), dict(store.sources)
    path.write_bytes(older)
    store.apply(tag(4))
    assert store.annotations == expected | {"a4": annotation(4)}
    assert dict(store.sources) == sources
    assert "30 kept" in store.notices[0]
    assert [entry.operation for entry in store.steps()][-1] == "tag"
    store.close()
    with AnnotationStore.open(tmp_path, "ann") as again:
        assert again.annotations == expected | {"a4": annotation(4)}
        assert again.notices == ()
    assert plain(tmp_path) == records(expected | {"a4": annotation(4)})


def test_both_sides_of_a_conflict_are_there_and_one_undo_takes_them_back(
    tmp_path: Path, store: AnnotationStore
) -> None:
    store.apply(tag(1, 2))
    older = (tmp_path / "ann.json").read_bytes()
    store.apply(edit(annotation(1), note="ours", modified=LATER))
    store.apply(tag(3))
    ours = dict(store.annotations)
    (tmp_path / "ann.json").write_bytes(older)

    def change(rows: dict[str, dict[str, Any]]) -> None:
        rows["a1"] |= {"note": "theirs", "modified": LATEST}
        rows["a2"] |= {"about": "theirs"}
        rows["b7"] = rows["a2"] | {"id": "b7"}

    rewritten(tmp_path, change)
    store.apply(tag(5))
    merged = dict(store.annotations)
    (twin,) = merged.keys() - {"a1", "a2", "a3", "a5", "b7"}
    assert merged[twin].note == "theirs"
    assert merged["a1"].note == "ours"
    assert merged["a2"].about == "theirs"
    assert twin in store.notices[0]
    assert any(twin in entry.ids for entry in store.steps() if entry.operation == "merge")
    store.undo(at=AT)
    store.undo(at=AT)
    assert store.annotations == ours
    assert plain(tmp_path) == records(ours)


def test_a_merge_that_cannot_be_written_is_made_again(
    tmp_path: Path, store: AnnotationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(tag(1, 2))
    store.apply(edit(annotation(1), note="ours", modified=LATER))

    def change(rows: dict[str, dict[str, Any]]) -> None:
        rows["a1"] |= {"note": "theirs", "modified": LATEST}
        del rows["a2"]

    rewritten(tmp_path, change)

    def refuse(self: History, entry: Entry) -> str:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(History, "append", refuse)
        with pytest.raises(StoreError, match="no space left"):
            store.apply(tag(3))
    assert set(store.annotations) == {"a1", "a2"}
    store.apply(tag(3))
    assert len(store.annotations) == 4
    assert {each.note for each in store.annotations.values()} == {None, "ours", "theirs"}
    assert plain(tmp_path) == records(dict(store.annotations))


def test_a_crash_between_the_file_and_the_history_of_a_merge_loses_nothing(
    tmp_path: Path, store: AnnotationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply(tag(1, 2))
    rewritten(tmp_path, lambda rows: rows.pop("a2"))
    history = (tmp_path / "ann.history.jsonl").read_bytes()
    store.apply(tag(3))
    store.close()
    (tmp_path / "ann.history.jsonl").write_bytes(history)
    with AnnotationStore.open(tmp_path, "ann") as again:
        assert set(again.annotations) == {"a1", "a2", "a3"}


def test_a_reader_follows_what_was_merged(tmp_path: Path, store: AnnotationStore) -> None:
    store.apply(tag(1, 2))
    reader = AnnotationStore.open(tmp_path, "ann")
    rewritten(tmp_path, lambda rows: rows.pop("a2"))
    store.apply(tag(3))
    assert reader.refresh()
    assert reader.annotations == store.annotations


def test_what_another_program_has_edited_last_is_not_kept_twice(
    tmp_path: Path, store: AnnotationStore
) -> None:
    store.apply(tag(1, 2))
    store.apply(edit(annotation(1), note="ours", modified=LATER))
    rewritten(tmp_path, lambda rows: rows["a1"].update(note="theirs", modified=LATEST))
    store.apply(tag(3))
    assert set(store.annotations) == {"a1", "a2", "a3"}
    assert store.annotations["a1"].note == "theirs"
    assert "1 taken in" in store.notices[0]
    store.undo(at=AT)
    store.undo(at=AT)
    assert store.annotations["a1"].note == "ours"


def test_the_writer_takes_in_what_has_come_to_rest_as_one_step(
    tmp_path: Path, store: AnnotationStore
) -> None:
    store.apply(tag(1, 2))
    assert not any(store.take_in(at=LATER) for _ in range(3))
    rewritten(tmp_path, lambda rows: [row.update(note="theirs") for row in rows.values()])
    assert not store.take_in(at=LATER), "it may be half written"
    assert store.take_in(at=LATER)
    assert not store.take_in(at=LATER)
    assert [each.note for each in store.annotations.values()] == ["theirs", "theirs"]
    reader = AnnotationStore.open(tmp_path, "ann", write=False)
    assert reader.annotations == store.annotations
    assert [each.at for each in store.steps()] == [AT, LATER]
    store.undo(at=LATEST)
    assert [each.note for each in store.annotations.values()] == [None, None]
