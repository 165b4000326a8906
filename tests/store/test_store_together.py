"""Several processes, several annotators, and other programs at the same files."""

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tinydb import Query, TinyDB

from harness.store_samples import AT, annotation, delete, plain, relabel, source, tag
from nkreader.model.annotation import Label
from nkreader.store.annotations import AnnotationStore
from nkreader.store.disk import durable
from nkreader.store.disk.lock import Holder, live_holder, named_holder
from nkreader.store.errors import StoreError

WRITER = """
import sys, pathlib
from nkreader.store.annotations import AnnotationStore
store = AnnotationStore.open(pathlib.Path(sys.argv[1]), "ann")
print("ready", flush=True)
sys.stdin.read()
"""


def test_the_second_one_reads_says_who_writes_and_follows(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as first:
        first.apply(tag(1))
        second = AnnotationStore.open(tmp_path, "ann")
        assert second.read_only
        assert second.holder == f"process {os.getpid()} on {os.uname().nodename}"
        with pytest.raises(StoreError, match=f"process {os.getpid()}"):
            second.apply(tag(2))
        with pytest.raises(StoreError):
            second.undo(at=AT)
        assert not second.refresh()
        first.apply(tag(2))
        first.apply(relabel(annotation(1)))
        assert second.refresh()
        assert second.annotations == first.annotations
        assert not second.take_over()
    assert second.take_over()
    assert second.holder is None
    second.apply(tag(3))
    second.close()
    assert set(plain(tmp_path)) == {"a1", "a2", "a3"}


def test_a_lock_ends_with_the_process_that_held_it(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
        with AnnotationStore.open(tmp_path, "ann") as store:
            assert store.holder == f"process {writer.pid} on {os.uname().nodename}"
        writer.kill()
    assert (tmp_path / "ann.json.lock").exists()
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert not store.read_only
    assert list(tmp_path.iterdir()) == []


def test_a_lock_of_another_host_is_said_and_left(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1))
    lock = tmp_path / "ann.json.lock"
    lock.write_text("17 elsewhere.example\n", encoding="ascii")
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.read_only
        assert store.holder == "process 17 on elsewhere.example"
        assert store.notices[0].startswith(
            "remove ann.json.lock if process 17 on elsewhere.example"
        )
        assert "another nkreader" not in store.notices[0]
        assert set(store.annotations) == {"a1"}
        with pytest.raises(StoreError, match=r"^remove ann\.json\.lock if process 17 on elsewhere"):
            store.apply(tag(2))
        assert lock.read_text(encoding="ascii") == "17 elsewhere.example\n"
        lock.unlink()
        assert store.take_over()
        store.apply(tag(2))
    assert set(plain(tmp_path)) == {"a1", "a2"}


@pytest.mark.parametrize("pid", [1, 999_999_999, 0], ids=["another", "nobody", "itself"])
def test_a_stale_lock_of_this_host_needs_no_hand_whoever_has_its_number_now(
    tmp_path: Path, pid: int
) -> None:
    lock = tmp_path / "ann.json.lock"
    lock.write_text(f"{pid or os.getpid()} {os.uname().nodename}\n", encoding="ascii")
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert not store.read_only
        assert named_holder(lock) == Holder(os.getpid(), os.uname().nodename)
        store.apply(tag(1))
    assert not lock.exists()


def test_who_has_a_lock_is_told_by_the_kernel_and_not_by_a_number(tmp_path: Path) -> None:
    lock = tmp_path / "ann.json.lock"
    lock.write_text(f"{os.getpid()} {os.uname().nodename}\n", encoding="ascii")
    assert live_holder(lock) is None  # whoever had it, this process only bears its number
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, tmp_path], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout
        assert writer.stdout.readline() == b"ready\n"
        assert live_holder(lock) == Holder(writer.pid, os.uname().nodename)
        writer.kill()
        os.waitid(os.P_PID, writer.pid, os.WEXITED | os.WNOWAIT)
        os.kill(writer.pid, 0)  # it still has its number, until somebody heeds its end
        assert live_holder(lock) is None
    lock.write_text("17 elsewhere\n", encoding="ascii")
    assert live_holder(lock) == Holder(17, "elsewhere")


def test_who_only_asks_for_the_holder_keeps_nobody_from_writing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = tmp_path / "ann.json.lock"
    lock.touch()
    with lock.open("rb") as asking:
        fcntl.flock(asking, fcntl.LOCK_SH)
        monkeypatch.setattr(time, "sleep", lambda _: fcntl.flock(asking, fcntl.LOCK_UN))
        with AnnotationStore.open(tmp_path, "ann") as store:
            assert not store.read_only
    with lock.open("wb") as asking:  # and who never has done with it is no reason to wait long
        fcntl.flock(asking, fcntl.LOCK_SH)
        monkeypatch.setattr(time, "sleep", lambda _: None)
        with AnnotationStore.open(tmp_path, "ann") as store:
            assert store.holder == "another process"


def test_a_lock_is_given_up_even_where_the_file_cannot_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = AnnotationStore.open(tmp_path, "ann")
    store.apply(tag(*range(200)))
    store.apply(delete(annotation(2)))

    def refuse(path: Path) -> None:
        raise PermissionError(path)

    with monkeypatch.context() as patch:
        patch.setattr(durable, "signature", refuse)
        store.close()
    assert not (tmp_path / "ann.json.lock").exists()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"17 host-1.lan\n", Holder(17, "host-1.lan")),
        (b"", None),
        (b"0 host\n", None),
        (b"17 ho\x1bst\n", None),
        (b"17 " + b"h" * 100_000 + b"\n", None),
    ],
)
def test_whom_a_locks_file_names(tmp_path: Path, content: bytes, named: Holder | None) -> None:
    lock = tmp_path / "ann.json.lock"
    assert named_holder(lock) is None
    lock.write_bytes(content)
    assert named_holder(lock) == named
    lock.unlink()
    os.mkfifo(lock)
    assert named_holder(lock) is None


def test_where_no_folder_can_be_made_that_is_told_before_anything_is_tagged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as while_forbidden:
        while_forbidden.setattr(os, "access", lambda path, mode: path != tmp_path)
        store = AnnotationStore.open(tmp_path / "no" / "folder", "ann", write=True)
        assert store.read_only
        told = "ann.json can only be read here: its folder cannot be made"
        assert store.notices == (told,)
        with pytest.raises(StoreError, match="its folder cannot be made"):
            store.apply(tag(1))
    assert not (tmp_path / "no").exists()
    store.apply(tag(1))
    store.close()
    assert set(plain(tmp_path / "no" / "folder")) == {"a1"}


def test_two_that_begin_in_a_place_that_is_not_there_do_not_both_write(tmp_path: Path) -> None:
    folder = tmp_path / "later"
    first, second = AnnotationStore.open(folder, "ann"), AnnotationStore.open(folder, "ann")
    first.apply(tag(1))
    with pytest.raises(StoreError, match="is open in another nkreader"):
        second.apply(tag(2))
    assert second.read_only
    first.close()
    second.apply(tag(2))
    second.close()
    assert set(plain(folder)) == {"a1", "a2"}


def test_a_lock_that_was_removed_by_hand_lets_nobody_write_beside(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as first:
        first.apply(tag(1))
        (tmp_path / "ann.json.lock").unlink()
        with AnnotationStore.open(tmp_path, "ann") as second:
            second.apply(tag(2))
            with pytest.raises(StoreError):
                first.apply(tag(3))
    assert set(plain(tmp_path)) == {"a1", "a2"}


def test_a_file_that_may_not_be_written_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1))
    # root may write everything, so that the answer is given here
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.read_only
        assert set(store.annotations) == {"a1"}
        assert "permission denied" in store.notices[0]
        with pytest.raises(StoreError, match="permission denied"):
            store.apply(tag(2))


def test_nothing_is_undone_over_a_change_that_was_not_seen(tmp_path: Path) -> None:
    path = tmp_path / "ann.json"
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1))
        path.write_bytes(path.read_bytes().replace(b'"note": null', b'"note": "by hand"'))
        with pytest.raises(StoreError, match="another program"):
            store.undo(at=AT)
        assert store.annotations["a1"].note == "by hand"
        store.undo(at=AT)
        assert dict(store.annotations) == {"a1": annotation(1)}


def test_a_file_that_was_replaced_by_something_else_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "ann.json"
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1))
        kept = path.read_bytes()
        path.write_bytes(b"something else")
        with pytest.raises(StoreError):
            store.apply(tag(2))
        assert path.read_bytes() == b"something else"
        assert set(store.annotations) == {"a1"}
        path.write_bytes(kept)
        store.apply(tag(2))
    assert set(plain(tmp_path)) == {"a1", "a2"}


def test_a_file_that_was_removed_is_written_again(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1), [source(1)])
        (tmp_path / "ann.json").unlink()
        store.apply(tag(2))
        assert any("removed" in notice for notice in store.notices)
    assert set(plain(tmp_path)) == {"a1", "a2"}


def test_others_are_seen_and_told_apart(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "bea") as bea:
        bea.apply(tag(1), [source(1)])
        (tmp_path / "broken.json").write_bytes(b"{")
        (tmp_path / "package.json").write_bytes(b'{"name": {}}')
        os.mkfifo(tmp_path / "pipe.json")
        (tmp_path / "away.json").symlink_to("/etc/hostname")
        (tmp_path / "nowhere.json").symlink_to("nowhere")
        with AnnotationStore.open(tmp_path, "ann") as ann:
            ann.apply(tag(2))
            assert [*ann.others().values()] == [annotation(1)]
            assert dict(ann.sources_of_others()) == {source(1).id: source(1)}
            assert set(ann.annotations) == {"a2"}
            assert len(ann.notices) == 1
            assert "broken.json" in ann.notices[0]
            bea.apply(delete(annotation(1)))
            bea.apply(tag(3))
            assert [*ann.others().values()] == [annotation(3)]


def test_plain_tinydb_may_write_the_file_between_two_sittings(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1), [source(1)])
    with TinyDB(tmp_path / "ann.json") as other:
        other.table("annotations").update({"label": "evidence"})
        other.insert({"mine": True})
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.annotations["a1"].label is Label.EVIDENCE
        store.apply(tag(2))
        store.undo(at=AT)
    with TinyDB(tmp_path / "ann.json") as other:
        assert other.all() == [{"mine": True}]
        assert other.table("sources").get(Query().id == source(1).id)
