"""The store as a session uses it: open, change, undo, close."""

import json
import os
import stat
from pathlib import Path

import pytest
from msgspec.structs import replace

from harness.store_samples import AT, annotation, delete, plain, records, relabel, source, tag
from nkreader.model.annotation import Label
from nkreader.model.change import Change, Step
from nkreader.model.entity import Entity, EntityType
from nkreader.store.annotations import AnnotationStore
from nkreader.store.disk import durable
from nkreader.store.errors import StoreError
from nkreader.store.history.entry import Kind

ENTITY = Entity("Kaesong", EntityType.GPE, aliases=("Gaeseong",))


def test_looking_into_an_empty_place_leaves_nothing_behind(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "deep" / "down"):
        with AnnotationStore.open(folder, "ann") as store:
            assert dict(store.annotations) == {}
            assert store.undo(at=AT) is None
            assert store.steps() == ()
            assert not store.read_only
    assert list(tmp_path.iterdir()) == []


def test_what_was_made_is_there_again(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1), [source(1)])
        store.apply(tag(2), [source(1), source(2)])
        store.apply(Step("e", "entity", AT, (Change(None, ENTITY),)))
    with AnnotationStore.open(tmp_path, "ann", write=False) as store:
        assert list(store.annotations.values()) == [annotation(1), annotation(2)]
        assert store.sources == {source(1).id: source(1), source(2).id: source(2)}
        assert store.entities == {"Kaesong": ENTITY}
        assert store.read_only
        assert store.holder is None


def test_the_version_is_another_one_after_each_change(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        seen = [store.version]
        store.apply(tag(1))
        seen.append(store.version)
        store.undo(at=AT)
        seen.append(store.version)
        store.redo(at=AT)
        seen.append(store.version)
        reader = AnnotationStore.open(tmp_path, "ann")
        before = reader.version
        assert not reader.refresh()
        assert reader.version == before
        store.apply(tag(2))
        seen.append(store.version)
        assert reader.refresh()
        assert reader.version != before
    assert len(set(seen)) == len(seen)


def test_a_source_that_was_renamed_is_kept_under_its_new_name(tmp_path: Path) -> None:
    renamed = replace(source(1), path="seeds/renamed.txt")
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1), [source(1)])
        store.apply(tag(4), [renamed])
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert dict(store.sources) == {renamed.id: renamed}


def test_undo_and_redo_reach_over_sittings(tmp_path: Path) -> None:
    steps = [tag(1), tag(*range(2, 40)), relabel(annotation(1)), delete(annotation(2))]
    states: list[dict[str, object]] = [{}]
    for step in steps:
        with AnnotationStore.open(tmp_path, "ann") as store:
            store.apply(step)
            states.append(dict(store.annotations))
    for step, state in zip(reversed(steps), reversed(states[:-1]), strict=True):
        with AnnotationStore.open(tmp_path, "ann") as store:
            assert store.undo(at=AT) == step
            assert store.annotations == state
    for step, state in zip(steps, states[1:], strict=True):
        with AnnotationStore.open(tmp_path, "ann") as store:
            assert store.redo(at=AT) == step
            assert store.annotations == state
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.redo(at=AT) is None


def test_what_is_deleted_is_gone_from_a_small_file_at_once(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1, 2, 3))
        store.apply(delete(annotation(2)))
        rows = json.loads((tmp_path / "ann.json").read_bytes())["annotations"]
        assert [row["id"] for row in rows.values()] == ["a1", "a3"]


def test_a_change_waits_for_the_disk_as_seldom_as_it_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    syncs: list[str] = []

    def watch(name: str) -> None:
        sync = getattr(os, name)

        def watched(descriptor: int) -> None:
            syncs.append(name)
            sync(descriptor)

        monkeypatch.setattr(os, name, watched)

    watch("fsync")
    watch("fdatasync")
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1))
        syncs.clear()
        store.apply(tag(2))
        assert syncs == ["fdatasync"] * 2  # the history, the database
        syncs.clear()
        store.undo(at=AT)
        assert syncs == ["fdatasync", "fsync", "fsync"]  # the history, the new file, its name


def test_what_is_deleted_from_a_large_file_is_gone_after_the_sitting(tmp_path: Path) -> None:
    path = tmp_path / "ann.json"
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(*range(200)))
        store.apply(delete(annotation(2)))
        rows = json.loads(path.read_bytes())["annotations"]
        assert len(rows) == 200
        assert [row for row in rows.values() if "id" not in row] == [
            {"deleted": key} for key, row in rows.items() if "id" not in row
        ]
    assert len(json.loads(path.read_bytes())["annotations"]) == 199


def test_a_new_step_ends_what_can_be_redone(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1))
        store.undo(at=AT)
        store.apply(tag(2))
        assert store.redo(at=AT) is None
        assert store.undo(at=AT) == tag(2)
        assert store.undo(at=AT) is None


def test_an_entity_is_undone_like_anything_else(tmp_path: Path) -> None:
    more = replace(ENTITY, cased=("KIC",))
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(Step("e", "entity", AT, (Change(None, ENTITY),)))
        store.apply(Step("f", "entity", AT, (Change(ENTITY, more),)))
        store.undo(at=AT)
        assert dict(store.entities) == {"Kaesong": ENTITY}
        store.undo(at=AT)
        assert dict(store.entities) == {}


def test_the_log_says_what_was_changed_when(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1, 2))
        store.apply(Step("e", "entity", AT, (Change(None, ENTITY),)))
        store.undo(at="2025-02-02T00:00:00Z")
        assert [(e.at, e.kind, e.operation, e.ids) for e in store.steps()] == [
            (AT, Kind.STEP, "tag", ("a1", "a2")),
            (AT, Kind.STEP, "entity", ("Kaesong",)),
            ("2025-02-02T00:00:00Z", Kind.UNDO, "entity", ("Kaesong",)),
        ]


@pytest.mark.parametrize(
    "step",
    [
        Step("s", "tag", AT, (Change(None, annotation(1)),)),
        Step("s", "edit", AT, (Change(annotation(2), annotation(2, note="x")),)),
        Step("s", "edit", AT, (Change(annotation(1, note="other"), annotation(1, note="x")),)),
        Step("s", "edit", AT, (Change(annotation(1), annotation(2)),)),
        Step("s", "import", AT, (Change(None, annotation(2)), Change(annotation(3), None))),
        Step("s", "tag", AT, (Change(None, annotation(2, start=50, end=40)),)),
        Step("s", "tag", AT, (Change(None, annotation(2, id="no id")),)),
        Step("s", "tag", AT, (Change(None, None),)),
    ],
    ids=["made", "missing", "stale", "other", "half", "backwards", "unnamed", "nothing"],
)
def test_a_change_that_cannot_be_made_changes_nothing(tmp_path: Path, step: Step) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1))
        files = {path: path.read_bytes() for path in tmp_path.iterdir()}
        with pytest.raises(StoreError):
            store.apply(step)
        assert dict(store.annotations) == {"a1": annotation(1)}
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == files


@pytest.mark.parametrize(
    "name", ["", " ", "a/b", "..", ".ann", "a\\b", "a\nb", "a\x1b[31m", " a", "a" * 101, "\u202ea"]
)
def test_an_annotator_whose_name_is_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="annotator") as error:
        AnnotationStore.open(tmp_path, name)
    assert str(error.value).isprintable()
    assert list(tmp_path.iterdir()) == []


def test_every_durable_change_is_acknowledged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, writing = os.pipe()
    monkeypatch.setenv("NKREADER_ACK_FD", str(writing))
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1, 2))
        store.undo(at=AT)
        with pytest.raises(StoreError):
            store.apply(delete(annotation(9)))
    os.close(writing)
    with os.fdopen(reading) as pipe:
        assert pipe.read() == "a1 tag\na2 tag\na2 undo\na1 undo\n"


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_what_is_made_is_for_the_user_alone(tmp_path: Path, umask: int) -> None:
    old = os.umask(umask)
    try:
        with AnnotationStore.open(tmp_path / "deep" / "annotations", "ann") as store:
            store.apply(tag(*range(40)))
            made = list(tmp_path.rglob("*"))
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in made}
    finally:
        os.umask(old)
    assert modes == {
        "deep": 0o700,
        "annotations": 0o700,
        "ann.json": 0o600,
        "ann.json.lock": 0o600,
        "ann.history.jsonl": 0o600,
    }


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "ann.json").symlink_to(elsewhere / "kept.json")
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1))
        store.apply(tag(*range(2, 40)))
    assert (tmp_path / "ann.json").is_symlink()
    assert len(plain(elsewhere, "kept")) == 39


def test_a_file_keeps_the_mode_it_was_given(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1))
    (tmp_path / "ann.json").chmod(0o640)
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(*range(2, 40)))
    assert stat.S_IMODE((tmp_path / "ann.json").stat().st_mode) == 0o640


def test_the_cost_of_a_change_does_not_grow_with_what_is_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []
    write_at = durable.write_at

    def counted(descriptor: int, data: bytes, at: int) -> None:
        written.append(len(data))
        write_at(descriptor, data, at)

    costs = []
    for stored in (300, 3000):
        with AnnotationStore.open(tmp_path / str(stored), "ann") as store:
            store.apply(tag(*range(stored)))
            with monkeypatch.context() as patch:
                patch.setattr(durable, "write_at", counted)
                store.apply(tag(9001), [source(7)])
                store.apply(Step("e", "entity", AT, (Change(None, ENTITY),)))
                store.apply(relabel(annotation(9001)))
                store.apply(delete(annotation(9001, label=Label.DENIAL)))
                store.undo(at=AT)
                store.redo(at=AT)
            costs.append(list(written))
            written.clear()
        assert plain(tmp_path / str(stored)) == records(dict(store.annotations))
    assert costs[0] == costs[1]
    assert max(costs[0]) < 4000
