"""Checking and repairing: everything wrong is found, nothing is thrown away."""

import errno
import json
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from test_store_refusals import MALFORMED

from harness.store_samples import (
    AT,
    LENGTH,
    annotation,
    chance,
    delete,
    plain,
    records,
    relabel,
    source,
    tag,
)
from nkreader.model.annotation import Annotation, Link, Relation
from nkreader.model.change import Change, Step
from nkreader.store.annotations import AnnotationStore
from nkreader.store.disk import durable
from nkreader.store.errors import StoreError
from nkreader.store.repair.checking import check, opens_unchanged
from nkreader.store.repair.finding import Severity
from nkreader.store.repair.repairing import repair

LINKED = annotation(5, links=(Link(Relation.DENIES, "a4"),))


def written(folder: Path) -> Path:
    """Write some annotations, with a past, and return the file."""
    with AnnotationStore.open(folder, "ann") as store:
        store.apply(tag(*range(5)), [source(number) for number in range(3)])
        store.apply(Step("link", "tag", AT, (Change(None, LINKED),)))
        store.apply(relabel(annotation(1)))
        store.apply(delete(annotation(2)))
    folder.chmod(0o700)
    return folder / "ann.json"


def faults(path: Path) -> list[str]:
    return [each.what for each in check(path) if each.severity is Severity.FAULT]


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows(path: Path) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return the tables, and the annotations' rows by id."""
    tables = json.loads(path.read_bytes())
    return tables, {row["id"]: row for row in tables["annotations"].values()}


def test_what_is_sound_is_said_to_be_and_is_not_touched(tmp_path: Path) -> None:
    path = written(tmp_path)
    before = everything(tmp_path)
    assert check(path) == ()
    assert opens_unchanged(path)
    assert repair(path, "ann", AT) == ()
    assert everything(tmp_path) == before
    assert [each.what for each in check(tmp_path / "nobody.json")] == ["is not there yet"]
    assert repair(tmp_path / "nobody.json", "nobody", AT) == ()
    assert repair(tmp_path / "nowhere" / "ann.json", "ann", AT) == ()
    assert everything(tmp_path) == before


@pytest.mark.parametrize("kind", MALFORMED)
def test_what_is_no_database_is_a_fault_and_is_left_as_it_is(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "ann.json"
    path.write_bytes(MALFORMED[kind])
    assert "ann.json" in faults(path)[0]
    assert not opens_unchanged(path)
    with pytest.raises(StoreError) as error:
        repair(path, "ann", AT)
    assert str(error.value).isprintable()
    assert everything(tmp_path) == {"ann.json": MALFORMED[kind]}


@pytest.mark.parametrize("kind", MALFORMED)
def test_what_was_written_over_is_put_back(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path)
    with AnnotationStore.open(tmp_path, "ann", write=False) as store:
        expected = dict(store.annotations)
    path.write_bytes(MALFORMED[kind])
    assert faults(path)
    assert everything(tmp_path)["ann.json"] == MALFORMED[kind]
    theirs = "another program's" in faults(path)[0] or "newer" in faults(path)[0]
    if theirs:
        with pytest.raises(StoreError):
            repair(path, "ann", AT)
        return
    assert repair(path, "ann", AT)
    assert (tmp_path / "ann.json.damaged-1").read_bytes() == MALFORMED[kind]
    assert faults(path) == []
    assert plain(tmp_path) == records(expected)


SPANS: dict[str, dict[str, Any]] = {
    "reversed": {"start": 40, "end": 30},
    "negative": {"start": -1},
    "huge": {"end": 2**60},
    "text": {"start": "30"},
    "null": {"start": None},
    "true": {"end": True},
    "fraction": {"start": 30.5},
    "longer": {"end": 90},
    "beyond": {"start": 10_000_000, "end": 10_000_007},
}


@pytest.mark.parametrize("kind", SPANS)
def test_a_span_that_is_none_is_told_and_drawn_nowhere(tmp_path: Path, kind: str) -> None:
    path = written(tmp_path)
    tables, found = rows(path)
    found["a3"] |= SPANS[kind]
    path.write_text(json.dumps(tables), encoding="utf-8")
    damaged = path.read_bytes()
    told = faults(path)
    assert len(told) in (1, 2), told
    assert path.read_bytes() == damaged
    with AnnotationStore.open(tmp_path, "ann") as store:
        shown = store.annotations.get("a3")
        assert shown is None or kind in ("longer", "beyond")
    assert path.read_bytes() == damaged
    said = repair(path, "ann", AT)
    assert said
    if kind != "beyond":
        assert faults(path) == []
        assert (tmp_path / "ann.json.damaged-1").read_bytes() == damaged
    if kind not in ("longer", "beyond"):
        (aside,) = map(json.loads, (tmp_path / "ann.json.aside-1").read_bytes().splitlines())
        assert aside["row"] == found["a3"]
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert set(store.annotations) == {"a0", "a1", "a3", "a4", "a5"}
        assert kind == "beyond" or store.annotations["a3"] == annotation(3)


def test_one_id_in_two_rows_is_kept_twice_where_they_differ(tmp_path: Path) -> None:
    path = written(tmp_path)
    tables, found = rows(path)
    tables["annotations"]["7"] = found["a3"] | {"note": "another"}
    tables["annotations"]["8"] = dict(found["a4"])
    path.write_text(json.dumps(tables), encoding="utf-8")
    assert len(faults(path)) == 2
    assert any("kept twice" in line for line in repair(path, "ann", AT))
    assert faults(path) == []
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert len(store.annotations) == 6
        assert [each.note for each in store.annotations.values() if each.note] == ["another"]
        assert store.annotations["a3"] == annotation(3)


def test_sources_that_lead_nowhere_are_faults_and_links_are_told(tmp_path: Path) -> None:
    path = written(tmp_path)
    (tmp_path / "ann.history.jsonl").unlink()
    tables, _ = rows(path)
    tables["annotations"] = {
        key: row for key, row in tables["annotations"].items() if row["id"] != "a4"
    }
    tables["sources"] = dict(list(tables["sources"].items())[1:])
    path.write_text(json.dumps(tables), encoding="utf-8")
    told = faults(path)
    noticed = [each.what for each in check(path)]
    assert "annotation a5 denies annotation a4, which is not there (any more)" in noticed
    assert not any("a4" in each for each in told)
    assert any("no database here knows" in each for each in told)
    with AnnotationStore.open(tmp_path, "bea") as bea:
        bea.apply(tag(4), [source(0), source(1)])
    assert faults(path) == []


def test_what_the_history_says_otherwise_is_told_field_by_field(tmp_path: Path) -> None:
    path = written(tmp_path)
    tables, found = rows(path)
    found["a3"] |= {"note": "by hand", "label": "evidence"}
    key = next(key for key, row in tables["annotations"].items() if row["id"] == "a0")
    del tables["annotations"][key]
    tables["annotations"]["9"] = found["a3"] | {"id": "a2"}
    path.write_text(json.dumps(tables), encoding="utf-8")
    assert sorted(faults(path)) == [
        "annotations a0 is in the history and not in the database",
        "annotations a2 was deleted and is in the database",
        "annotations a3 differs in label, note from what the history says",
    ]
    repair(path, "ann", AT)
    assert faults(path) == []
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.annotations["a3"].note == "by hand"
        assert set(store.annotations) == {"a0", "a1", "a2", "a3", "a4", "a5"}
        step = store.undo(at=AT)
        assert step
        assert step.operation == "repair"
        assert store.annotations["a3"] == annotation(3)


def quoted(folder: Path, quote: str, **fields: Any) -> Path:
    """Tag a passage of a text that is kept, let another program change it, return the file."""
    text = f"{'.' * 30}“Kim” \n".ljust(LENGTH, ".")
    with AnnotationStore.open(folder, "ann") as store:
        store.keep_text(source(0), text)
        store.apply(tag(3), [source(0)])
    folder.chmod(0o700)
    path = folder / "ann.json"
    tables, found = rows(path)
    found["a3"] |= {"quote": quote, **fields}
    path.write_text(json.dumps(tables), encoding="utf-8")
    return path


@pytest.mark.parametrize("quote", ["“KXX” \n", "“K", "much longer than what stood there"])
@pytest.mark.parametrize("taken_in", [False, True])
def test_a_quote_that_was_written_over_is_put_back(
    tmp_path: Path, quote: str, taken_in: bool
) -> None:
    path = quoted(tmp_path, quote, note="by hand")
    if taken_in:
        with AnnotationStore.open(tmp_path, "ann") as store:
            store.apply(tag(4), [source(1)])
    damaged = path.read_bytes()
    lost = "annotation a3 has lost its quote, which its text still has"
    assert lost in faults(path)
    told = repair(path, "ann", AT)
    assert "1 quote written over, put back as the text has it (a3)" in told
    assert (tmp_path / "ann.json.damaged-1").read_bytes() == damaged
    assert faults(path) == []
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.annotations["a3"] == annotation(3, note="by hand")


@pytest.mark.parametrize(
    ("quote", "fields"),
    [
        ("im” \n", {"start": 32}),  # what stands there
        ("“KXX” \n", {"start": 31, "end": 38}),  # it stands elsewhere: who knows where
        ("“KXX” \n", {"source": source(1).id}),
    ],
)
def test_an_edit_by_another_program_that_may_be_right_stays(
    tmp_path: Path, quote: str, fields: dict[str, Any]
) -> None:
    path = quoted(tmp_path, quote, **fields)
    assert not any("written over" in line for line in repair(path, "ann", AT))
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.annotations["a3"] == annotation(3, quote=quote, **fields)


def test_a_quote_of_which_no_text_tells_stays_and_undo_brings_the_old_one(tmp_path: Path) -> None:
    path = quoted(tmp_path, "“KXX” \n")
    for text in (tmp_path / "ann.texts").iterdir():
        text.unlink()
    told = repair(path, "ann", AT)
    assert "noted in the history: 1 change that it did not have (undo takes that back)" in told
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.undo(at=AT)
        assert store.annotations["a3"] == annotation(3)


@pytest.mark.parametrize("with_history", [True, False])
@pytest.mark.parametrize("line", range(4, 17, 2))
def test_damage_in_the_middle_is_mended(tmp_path: Path, line: int, with_history: bool) -> None:
    path = written(tmp_path)
    with AnnotationStore.open(tmp_path, "ann", write=False) as store:
        expected = dict(store.annotations)
    if not with_history:
        (tmp_path / "ann.history.jsonl").unlink()
    lines = path.read_bytes().split(b"\n")
    lines[line] = lines[line][:10] + b"\x01" + lines[line][11:]
    damaged = b"\n".join(lines)
    path.write_bytes(damaged)
    assert f"line {line + 1}" in "".join(faults(path)) or "cut short" in "".join(faults(path))
    repair(path, "ann", AT)
    assert (tmp_path / "ann.json.damaged-1").read_bytes() == damaged
    assert faults(path) == []
    assert plain(tmp_path) == records(expected)  # without a history from the newest copy
    modes = {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
    assert modes == {0o600}


def test_a_damaged_history_is_set_aside_and_begun_anew(tmp_path: Path) -> None:
    path = written(tmp_path)
    history = tmp_path / "ann.history.jsonl"
    damaged = history.read_bytes().replace(b'"kind": "step", "id": "link"', b'"kind": "stop"')
    history.write_bytes(damaged)
    assert faults(path) == ["line 2 cannot be read"]
    repair(path, "ann", AT)
    assert faults(path) == []
    assert (tmp_path / "ann.history.jsonl.damaged-1").read_bytes() == damaged
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert set(store.annotations) == {"a0", "a1", "a3", "a4", "a5"}
        assert [entry.operation for entry in store.steps()] == ["relabel", "delete"]
        store.undo(at=AT)
        assert annotation(2) in store.annotations.values()


def test_a_database_that_is_gone_with_its_history_is_put_back_from_a_copy(tmp_path: Path) -> None:
    path = written(tmp_path)
    kept = plain(tmp_path)
    path.unlink()
    (tmp_path / "ann.history.jsonl").unlink()
    assert faults(path) == ["is gone, but not its copies or its history"]
    (tmp_path / "ann.json.backup-1").write_bytes(b"bad")
    assert "is no copy that could be put back" in faults(path)
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(3), [source(0)])
    (tmp_path / "ann.json.backup-1").rename(tmp_path / "x")
    path.unlink()
    (tmp_path / "ann.history.jsonl").unlink()
    path.touch()
    assert repair(path, "ann", AT) == ()
    (tmp_path / "x").rename(tmp_path / "ann.json.backup-2")
    assert "put back from ann.json.backup-2" in repair(path, "ann", AT)
    assert plain(tmp_path).keys() == {"a3"} != kept.keys()


def test_an_empty_history_alone_is_no_loss(tmp_path: Path) -> None:
    (tmp_path / "ann.history.jsonl").touch()
    assert faults(tmp_path / "ann.json") == []


def test_nothing_is_repaired_while_another_process_writes(tmp_path: Path) -> None:
    path = written(tmp_path)
    with AnnotationStore.open(tmp_path, "ann"):
        before = everything(tmp_path)
        with pytest.raises(StoreError, match=f"process {os.getpid()}"):
            repair(path, "ann", AT)
        assert everything(tmp_path) == before
        assert f"process {os.getpid()}" in str(check(path))
    assert not (tmp_path / "ann.json.lock").exists()


def test_what_lies_around_is_told(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.chmod(0o644)
    (tmp_path / "ann.json.tmp").write_bytes(b"half")
    (tmp_path / "ann.json.torn-1").write_bytes(b"torn")
    (tmp_path / "ann.json.lock").write_text(f"999999999 {os.uname().nodename}\n", encoding="ascii")
    told = {each.file.name: each.what for each in check(path)}
    assert "0644" in told["ann.json"]
    assert "ended" in told["ann.json.tmp"]
    assert "ann.json.torn-1" in told[tmp_path.name]
    assert "has ended" in told["ann.json.lock"]
    assert faults(path) == []
    (tmp_path / "ann.json.lock").write_text("17 elsewhere\n", encoding="ascii")
    assert "elsewhere" in {each.file.name: each.what for each in check(path)}["ann.json.lock"]


def test_a_repair_that_is_refused_changes_nothing_that_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path)
    lines = path.read_bytes().split(b"\n")
    lines[14] = b"x" + lines[14][8:]
    path.write_bytes(damaged := b"\n".join(lines))
    before = everything(tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for name in ("write_new", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(durable, name, refuse)
            with pytest.raises(StoreError, match="no space left"):
                repair(path, "ann", AT)
        assert everything(tmp_path).items() >= before.items()
    repair(path, "ann", AT)
    assert faults(path) == []
    kept = [each.read_bytes() for each in tmp_path.glob("ann.json.damaged-*")]
    assert kept == [damaged]


def test_whatever_is_done_to_the_files_nothing_crashes_and_a_repair_makes_them_sound(
    tmp_path: Path,
) -> None:
    random = chance(11)
    written(tmp_path / "made")
    files = everything(tmp_path / "made")
    for trial in range(80):
        folder = tmp_path / str(trial)
        folder.mkdir(0o700)
        struck = {name: bytearray(content) for name, content in files.items()}
        name = random.choice(["ann.json", "ann.json", "ann.history.jsonl"])
        for _ in range(random.choice([1, 1, 3, 20])):
            at = random.randrange(len(struck[name]))
            struck[name][at] ^= 1 << random.randrange(8)
        if random.random() < 0.3:
            del struck[name][random.randrange(len(struck[name])) :]
        for each, content in struck.items():
            (folder / each).write_bytes(content)
            (folder / each).chmod(0o600)
        path = folder / "ann.json"
        before = everything(folder)
        found = check(path)
        assert everything(folder) == before
        try:
            repair(path, "ann", AT)
        except StoreError:
            assert everything(folder) == before
            continue
        left = everything(folder)
        if left["ann.json"] != before["ann.json"]:
            assert before["ann.json"] in [left.get(f"ann.json.damaged-{n}") for n in (1, 2)]
        told = [each for each in faults(path) if "copy" not in each]
        assert not told or all(each.startswith("annotation ") for each in told), (found, told)
        with AnnotationStore.open(folder, "ann") as store:
            assert not store.read_only
            made: dict[str, Annotation] = dict(store.annotations)
            store.apply(tag(99))
        assert name == "ann.json" or made == {
            **{f"a{n}": annotation(n) for n in (0, 3, 4)},
            "a1": replace(annotation(1), label=made["a1"].label),
            "a5": LINKED,
        }
