"""The row that says whose a file is, damaged or lost: the file is still ours, and is mended."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.store_samples import AT, annotation, plain, records, source, tag
from nkreader.store.annotations import AnnotationStore
from nkreader.store.errors import StoreError
from nkreader.store.repair.checking import check
from nkreader.store.repair.finding import Severity
from nkreader.store.repair.repairing import repair

ALL = {f"a{number}": annotation(number) for number in range(10)}
META = b'"1":{"program": "nkreader", "schema": 1'


def written(folder: Path, *, history: bool = True) -> Path:
    """Write ten annotations and return the file."""
    with AnnotationStore.open(folder, "ann") as store:
        store.apply(tag(*range(10)), [source(number) for number in range(3)])
    if not history:
        (folder / "ann.history.jsonl").unlink()
        (folder / "ann.json.backup-1").unlink()
    return folder / "ann.json"


def without_line(raw: bytes, number: int) -> bytes:
    lines = raw.splitlines(keepends=True)
    return b"".join(lines[:number] + lines[number + 1 :])


def without_meta(raw: bytes) -> bytes:
    tables = json.loads(raw)
    del tables["meta"]
    return json.dumps(tables).encode()


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "program": lambda raw: raw.replace(b'"nkreader"', b'"nksqdar"'),
    "its name": lambda raw: raw.replace(b'"program"', b'"prngram"'),
    "schema a text": lambda raw: raw.replace(b'"schema": 1', b'"schema": "1"'),
    "schema 0": lambda raw: raw.replace(b'"schema": 1', b'"schema": 0'),
    "table": lambda raw: raw.replace(b'"meta"', b'"mEta"'),
    "row": lambda raw: without_line(raw, 2),
    "first line": lambda raw: without_line(raw, 0),
    "second line": lambda raw: without_line(raw, 1),
    "program, and cut short": lambda raw: raw.replace(b'"nkreader"', b'"nksqdar"')[:-4],
    "program, and a row": lambda raw: raw.replace(b'"nkreader"', b'"x"').replace(b'"a4"', b'"a\0"'),
}


@pytest.mark.parametrize("history", [True, False])
@pytest.mark.parametrize("kind", DAMAGE)
def test_what_can_be_read_is_shown_and_a_repair_signs_it_again(
    tmp_path: Path, kind: str, history: bool
) -> None:
    path = written(tmp_path, history=history)
    assert META in path.read_bytes()
    path.write_bytes(raw := DAMAGE[kind](path.read_bytes()))
    missing = set() if history or kind != "program, and a row" else {"a4"}
    expected = {key: value for key, value in ALL.items() if key not in missing}
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert dict(store.annotations) == expected
        assert store.read_only
        assert store.notices[0].startswith("nkreader check --repair mends ann.json: it is damaged ")
        assert "check --repair" in store.notices[0]
        with pytest.raises(StoreError, match="check --repair"):
            store.apply(tag(99))
    assert path.read_bytes() == raw
    assert any(each.severity is Severity.FAULT for each in check(path))
    assert repair(path, "ann", AT)
    assert (tmp_path / "ann.json.damaged-1").read_bytes() == raw
    assert META in path.read_bytes()
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert not store.read_only
        store.apply(tag(99))
    assert plain(tmp_path) == records(expected | {"a99": annotation(99)})


def test_a_row_that_another_tool_has_left_out_is_damage_where_a_history_is(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(without_meta(path.read_bytes()))
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert dict(store.annotations) == ALL
        assert store.read_only
    assert repair(path, "ann", AT)
    assert plain(tmp_path) == records(ALL)


@pytest.mark.parametrize("history", [True, False])
def test_a_newer_schema_is_no_damage(tmp_path: Path, history: bool) -> None:
    path = written(tmp_path, history=history)
    path.write_bytes(raw := path.read_bytes().replace(b'"schema": 1', b'"schema": 3'))
    with pytest.raises(StoreError, match="newer nkreader"):
        AnnotationStore.open(tmp_path, "ann")
    with pytest.raises(StoreError, match="newer nkreader"):
        repair(path, "ann", AT)
    assert path.read_bytes() == raw


@pytest.mark.parametrize(
    "theirs",
    [b'{"_default": {"1": {"name": "x"}}}', b'{\n"meta":{\n"1":{"a": 1}\n},\n"x":{\n}}\n'],
)
def test_another_program_s_file_stays_as_it_is(tmp_path: Path, theirs: bytes) -> None:
    path = tmp_path / "ann.json"
    path.write_bytes(theirs)
    for try_it in (
        lambda: AnnotationStore.open(tmp_path, "ann"),
        lambda: repair(path, "ann", AT),
    ):
        with pytest.raises(StoreError, match=r"^move ann\.json away"):
            try_it()
    assert list(tmp_path.iterdir()) == [path]
    assert path.read_bytes() == theirs


@pytest.mark.parametrize("raw", [b"null", b"{", b"\0" * 50, "[]".encode("utf-16"), b"{}"])
@pytest.mark.parametrize("beside", ["ann.history.jsonl", "ann.json.backup-1"])
def test_where_nothing_is_left_the_refusal_names_the_repair_that_helps(
    tmp_path: Path, beside: str, raw: bytes
) -> None:
    if raw == b"{}" and beside != "ann.history.jsonl":
        return  # may be another program's
    made = written(tmp_path / "made").parent
    folder = tmp_path / "work"
    folder.mkdir(0o700)
    shutil.copy(made / beside, folder)
    path = folder / "ann.json"
    path.write_bytes(raw)
    with pytest.raises(StoreError, match=r"^nkreader check --repair restores ann\.json"):
        AnnotationStore.open(folder, "ann")
    assert path.read_bytes() == raw
    assert repair(path, "ann", AT)
    assert plain(folder) == records(ALL)
