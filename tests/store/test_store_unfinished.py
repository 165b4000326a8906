"""A step that was not finished is told for what it is: no fault, and nothing is lost by it."""

import subprocess
import sys
from pathlib import Path

import pytest

from harness.store_samples import AT, annotation, delete, judge, relabel, review, source, tag
from harness.store_samples import verdict as verdict_on
from nkreader.model.change import Change, Step
from nkreader.store.annotations import AnnotationStore
from nkreader.store.repair.checking import check
from nkreader.store.repair.finding import Severity

_COMPLETED = "a step was not finished: the next opening completes it, and nothing is lost"
_TAKEN_BACK = "a step was not finished: the next opening takes it back, and nothing is lost"

_HOLDER = """
import fcntl, os, sys
lock = open(sys.argv[1], "w")
fcntl.flock(lock, fcntl.LOCK_EX)
print(os.getpid(), os.uname().nodename, file=lock, flush=True)
print("ready", flush=True)
sys.stdin.read()
"""


def written(folder: Path) -> None:
    with AnnotationStore.open(folder, "ann") as store:
        store.apply(tag(*range(5)), [source(number) for number in range(3)])
        store.apply(relabel(annotation(1)))
    folder.chmod(0o700)


def begun(folder: Path, step: Step | None) -> Path:
    """Leave what is left of a step, or of an undo, that was killed behind its history's line."""
    path = folder / "ann.json"
    before = path.read_bytes() if path.exists() else None
    with AnnotationStore.open(folder, "ann") as store:
        if step:
            store.apply(step, [source(number) for number in range(3)])
        else:
            store.undo(at=AT)
    if before is None:
        path.unlink()
    else:
        path.write_bytes(before)
    for copy in folder.glob("*.backup-*"):
        copy.unlink()
    return path


def faults(path: Path) -> list[str]:
    return [each.what for each in check(path) if each.severity is Severity.FAULT]


def notices(path: Path) -> list[str]:
    return [each.what for each in check(path) if each.severity is Severity.NOTICE]


def everything(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


STEPS = {
    "tag": tag(7),
    "import": tag(*range(10, 50)),
    "delete": delete(annotation(2)),
    "edit": relabel(annotation(3)),
    "verdict": judge(None, verdict_on(1), Change(None, review())),
    "undo": None,
}


@pytest.mark.parametrize("kind", STEPS)
def test_a_step_that_only_the_history_has_is_no_fault(tmp_path: Path, kind: str) -> None:
    written(tmp_path)
    path = begun(tmp_path, STEPS[kind])
    before = everything(tmp_path)
    assert faults(path) == []
    assert _COMPLETED in notices(path)
    assert everything(tmp_path) == before
    with AnnotationStore.open(tmp_path, "ann"):
        pass
    assert faults(path) == []
    assert not any("not finished" in each for each in notices(path))
    assert everything(tmp_path)["ann.json"] != before["ann.json"]


def test_nor_is_a_first_step(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    path = begun(tmp_path, tag(1))
    assert faults(path) == []
    assert notices(path) == ["is not there yet", _COMPLETED]
    history = tmp_path / "ann.history.jsonl"
    whole = history.read_bytes()
    history.write_bytes(whole[:-40])
    assert faults(path) == []
    assert notices(path) == ["is not there yet", _TAKEN_BACK]
    history.write_bytes(whole + whole)
    assert faults(path) == ["is gone, but not its copies or its history"]
    history.write_bytes(b"x" * 40 + b"\n" + whole)
    assert "is gone, but not its copies or its history" in faults(path)


def test_a_line_that_is_only_begun_is_no_fault(tmp_path: Path) -> None:
    written(tmp_path)
    history = tmp_path / "ann.history.jsonl"
    before = history.read_bytes()
    path = begun(tmp_path, tag(7, 8))
    whole = history.read_bytes()
    for cut in [*range(len(before) + 1, len(whole), 97), len(whole) - 1]:
        history.write_bytes(whole[:cut])
        assert faults(path) == []
        assert _TAKEN_BACK in notices(path)
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert set(store.annotations) == {f"a{number}" for number in range(5)}


@pytest.mark.parametrize("kind", STEPS)
@pytest.mark.parametrize("damage", [slice(None, -40), slice(None, -1)])
def test_a_line_that_was_written_whole_and_is_cut_short_now_is_a_fault(
    tmp_path: Path, kind: str, damage: slice
) -> None:
    written(tmp_path)
    with AnnotationStore.open(tmp_path, "ann") as store:
        if step := STEPS[kind]:
            store.apply(step)
        else:
            store.undo(at=AT)
    history = tmp_path / "ann.history.jsonl"
    history.write_bytes(history.read_bytes()[damage])
    assert "its last line was cut short" in faults(tmp_path / "ann.json")


def test_what_another_program_has_changed_is_no_step_that_was_not_finished(tmp_path: Path) -> None:
    written(tmp_path)
    older = (tmp_path / "ann.json").read_bytes()
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(7))
        store.apply(tag(8))
    path = tmp_path / "ann.json"
    path.write_bytes(older)
    assert faults(path) == [
        "annotations a7 is in the history and not in the database",
        "annotations a8 is in the history and not in the database",
    ]
    assert not any("not finished" in each for each in notices(path))


def test_of_a_database_that_was_cut_short_only_that_is_a_fault(tmp_path: Path) -> None:
    written(tmp_path)
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(*range(10, 50)))
    path = tmp_path / "ann.json"
    path.write_bytes(path.read_bytes()[:-3000])
    assert faults(path) == ["its last write was cut short"]
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert len(store.annotations) == 45
    assert faults(path) == []


def test_of_a_database_that_is_damaged_no_opening_completes_a_step(tmp_path: Path) -> None:
    written(tmp_path)
    path = begun(tmp_path, tag(7))
    lines = path.read_bytes().split(b"\n")
    lines[14] = lines[14][9:]
    path.write_bytes(b"\n".join(lines))
    assert "annotations a7 is in the history and not in the database" in faults(path)
    assert not any("not finished" in each for each in notices(path))
    history = tmp_path / "ann.history.jsonl"
    history.write_bytes(history.read_bytes()[:-40])
    assert "its last line was cut short" in faults(path)
    path.unlink()
    assert faults(path) == [
        "is gone, but not its copies or its history",
        "its last line was cut short",
    ]


def test_of_a_step_that_is_being_made_nothing_is_said(tmp_path: Path) -> None:
    written(tmp_path)
    path = begun(tmp_path, tag(7))
    lock = tmp_path / "ann.json.lock"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, lock], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
        assert faults(path) == []
        assert any(f"process {writer.pid}" in each for each in notices(path))
        assert not any("not finished" in each for each in notices(path))
        writer.kill()
    assert _COMPLETED in notices(path)
