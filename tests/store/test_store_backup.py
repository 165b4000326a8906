"""Copies of a database: three, of different ages, none of a file that is not whole."""

import os
import stat
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from harness.store_samples import AT, annotation, delete, tag
from nkreader.store.annotations import AnnotationStore
from nkreader.store.disk import durable
from nkreader.store.folder import backup_path, other_databases
from nkreader.store.repair import backup
from nkreader.store.repair.backup import back_up, backups, is_due
from nkreader.store.rows.storage import LineStorage

HOUR, DAY = 3600, 86_400


def aged(folder: Path, seconds: float) -> None:
    """Let time go by for the copies."""
    for path in backups(folder / "ann.json"):
        made = path.stat().st_mtime - seconds
        os.utime(path, (made, made))


def ages(folder: Path) -> list[float]:
    return [time.time() - path.stat().st_mtime for path in backups(folder / "ann.json")]


def sitting(folder: Path, number: int) -> None:
    with AnnotationStore.open(folder, "ann") as store:
        store.apply(tag(number))


def ids(path: Path) -> set[str]:
    return {str(row["id"]) for row in LineStorage(path).tables["annotations"].values()}  # type: ignore[index]


def test_after_fifty_sittings_there_are_three_and_one_is_a_day_old(tmp_path: Path) -> None:
    for number in range(50):
        sitting(tmp_path, number)
        copies = backups(tmp_path / "ann.json")
        assert len(copies) == min(number + 1, 3)
        assert ids(copies[0]) == {f"a{each}" for each in range(number + 1)}
        assert all(ids(newer) > ids(older) for newer, older in pairwise(copies))
        assert number * 5 * HOUR < DAY or max(ages(tmp_path)) >= DAY
        assert max(ages(tmp_path)) < 4 * DAY
        aged(tmp_path, 5 * HOUR)
    assert {stat.S_IMODE(path.stat().st_mode) for path in copies} == {0o600}
    assert other_databases(tmp_path, None) == (tmp_path / "ann.json",)


def test_what_did_not_change_is_not_copied_again(tmp_path: Path) -> None:
    for number in range(3):
        sitting(tmp_path, number)
    before = [path.stat() for path in backups(tmp_path / "ann.json")]
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(7))
        store.undo(at=AT)
    AnnotationStore.open(tmp_path, "ann", write=False).close()
    assert [path.stat() for path in backups(tmp_path / "ann.json")] == before


def test_a_database_that_is_never_closed_is_copied_when_it_is_opened(tmp_path: Path) -> None:
    store = AnnotationStore.open(tmp_path, "ann")
    store.apply(tag(1))
    store._files._access.release()  # as the kernel does when a process is killed
    assert backups(tmp_path / "ann.json") == []
    reader = AnnotationStore.open(tmp_path, "ann", write=False)
    assert backups(tmp_path / "ann.json") == []
    reader.close()
    AnnotationStore.open(tmp_path, "ann").close()
    assert [ids(path) for path in backups(tmp_path / "ann.json")] == [{"a1"}]


@pytest.mark.parametrize("damage", ["row", "torn", "gone"])
def test_what_is_not_whole_replaces_no_copy(tmp_path: Path, damage: str) -> None:
    for number in range(3):
        sitting(tmp_path, number)
        aged(tmp_path, 2 * DAY)
    path = tmp_path / "ann.json"
    kept = [copy.read_bytes() for copy in backups(path)]
    if damage == "row":
        path.write_bytes(path.read_bytes().replace(b'"start": 10', b'"start": -1'))
    elif damage == "torn":
        (tmp_path / "ann.history.jsonl").unlink()
        path.write_bytes(path.read_bytes()[:-40])
    else:
        (tmp_path / "ann.history.jsonl").unlink()
        path.unlink()
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert damage == "gone" or [copy.read_bytes() for copy in backups(path)] == kept
        assert damage != "gone" or "3 backups" in store.notices[0]
        store.apply(tag(9))
    left = [copy.read_bytes() for copy in backups(path)]
    assert left == kept if damage == "row" else kept[0] in left


def test_a_much_smaller_file_does_not_wear_out_the_copies_of_a_large_one(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(*range(50)))
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(delete(*(annotation(number) for number in range(50))))
    for number in range(60, 70):
        sitting(tmp_path, number)
        aged(tmp_path, 2 * DAY)
    assert any(len(ids(path)) == 50 for path in backups(tmp_path / "ann.json"))


@pytest.mark.parametrize("back", [-DAY, -400 * DAY])
def test_a_clock_that_was_set_back_stops_no_copies(tmp_path: Path, back: int) -> None:
    for number in range(3):
        sitting(tmp_path, number)
    aged(tmp_path, back)
    assert is_due(tmp_path / "ann.json")
    for number in range(3, 9):
        sitting(tmp_path, number)
    assert len(ids(backups(tmp_path / "ann.json")[0])) == 9
    assert all(age >= 0 for age in ages(tmp_path)[:2])


def test_a_rotation_that_is_ended_anywhere_leaves_all_that_is_to_be_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = tmp_path / "ann.json"
    calls = ("replace", "open", "pwrite", "fsync", "close", "fchmod", "unlink")

    class Ended(BaseException):
        pass

    def ended_at(number: int) -> bool:
        left = number

        def struck(call: Callable[..., Any]) -> Callable[..., Any]:
            def counted(*given: Any, **named: Any) -> Any:
                nonlocal left
                left -= 1
                if left < 0:
                    raise Ended
                return call(*given, **named)

            return counted

        with monkeypatch.context() as patch:
            for name in calls:
                patch.setattr(os, name, struck(getattr(os, name)))
            try:
                back_up(database, b"new" * 4)
            except Ended:
                return True
            return False

    number = 0
    while True:
        for path in tmp_path.iterdir():
            path.unlink()
        for age, path in enumerate(reversed([backup_path(database, n) for n in (1, 2, 3)])):
            path.write_bytes(b"old%d" % age)
        aged(tmp_path, 2 * DAY)
        ended = ended_at(number)
        back_up(database, b"next" * 4)
        left = {path.read_bytes() for path in backups(database)}
        assert {b"next" * 4, b"old2"} <= left
        assert b"old1" in left or b"new" * 4 in left
        assert not durable.leftovers(backup_path(database, 1))[0].exists()
        if not ended:
            break
        number += 1
    assert number > 8


def test_a_folder_that_takes_no_copy_does_not_keep_one_from_working(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bool:
        raise OSError(28, "No space left on device")

    sitting(tmp_path, 1)
    monkeypatch.setattr("nkreader.store.repair.backup.back_up", refuse)
    aged(tmp_path, 2 * DAY)
    sitting(tmp_path, 2)
    assert ids(tmp_path / "ann.json") == {"a1", "a2"}


def test_a_large_file_is_copied_when_it_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup, "_SMALL", 0)
    newest = backup_path(tmp_path / "ann.json", 1)
    sitting(tmp_path, 1)
    assert ids(newest) == {"a1"}
    sitting(tmp_path, 2)  # within the hour
    assert ids(newest) == {"a1"}
    aged(tmp_path, 2 * HOUR)
    store = AnnotationStore.open(tmp_path, "ann")
    assert ids(newest) == {"a1"}
    store.apply(tag(3))
    store.close()
    assert ids(newest) == {"a1", "a2", "a3"}
    sitting(tmp_path, 4)
    aged(tmp_path, DAY + HOUR)  # and whoever had it open was killed each time
    AnnotationStore.open(tmp_path, "ann").close()
    assert ids(newest) == {"a1", "a2", "a3", "a4"}
