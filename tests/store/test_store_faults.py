"""What the system refuses is refused: nothing of it in memory, nothing on disk."""

import errno
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from harness.store_samples import (
    AT,
    KINDS,
    Model,
    annotation,
    chance,
    delete,
    plain,
    records,
    relabel,
    source,
    standing,
    tag,
)
from nkreader.store.annotations import AnnotationStore
from nkreader.store.disk import durable
from nkreader.store.errors import StoreError

CALLS = "open pwrite fsync fdatasync ftruncate replace link mkdir fchmod"
MADE = tag(*range(20))


class Fault:
    """Makes one call to the system fail: the one of a number, counted from the start."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, number: int, code: int) -> None:
        self.struck = ""
        self._left = number
        self._code = code
        for name in filter(partial(hasattr, os), CALLS.split()):
            monkeypatch.setattr(os, name, self._watched(name, getattr(os, name)))

    def _watched(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*given: Any, **named: Any) -> Any:
            self._left -= 1
            if self._left != -1:
                return call(*given, **named)
            self.struck = name
            if name == "pwrite" and self._code == 0:  # a disk with room for one byte more
                return call(given[0], given[1][:1], *given[2:])
            raise OSError(self._code or errno.ENOSPC, "struck")

        return watched


def change(store: AnnotationStore, kind: str) -> None:
    if kind == "tag":
        store.apply(tag(77), [source(5)])
    elif kind == "relabel":
        store.apply(relabel(annotation(3)))
    elif kind == "delete":
        store.apply(delete(annotation(4)))
    elif kind == "import":
        store.apply(tag(*range(100, 130)), [source(6)])
    else:
        store.undo(at=AT)


@pytest.mark.parametrize("code", [0, errno.EIO, errno.EDQUOT], ids=["short", "EIO", "EDQUOT"])
@pytest.mark.parametrize("kind", ["tag", "relabel", "delete", "import", "undo"])
def test_a_call_that_fails_leaves_the_old_state_or_the_new_and_says_which(
    tmp_path: Path, kind: str, code: int
) -> None:
    number, struck = 0, "first"
    while struck:
        folder = tmp_path / str(number)
        with AnnotationStore.open(folder, "ann") as store:
            store.apply(MADE)
            before, refused = dict(store.annotations), False
            with pytest.MonkeyPatch.context() as patch:
                fault = Fault(patch, number, code)
                try:
                    change(store, kind)
                except StoreError:
                    refused = True
            after = dict(store.annotations)
            assert (after == before) == refused, fault.struck
            assert plain(folder) == records(after)
            assert not refused or len(store.steps()) == 1
            store.apply(tag(78))  # it works again
            after["a78"] = annotation(78)
        with AnnotationStore.open(folder, "ann") as store:
            assert store.annotations == after
            assert store.notices == ()
        left = {path.name for path in folder.iterdir()}
        assert left == {"ann.json", "ann.history.jsonl", "ann.json.backup-1"}
        number, struck = number + 1, fault.struck
    assert number > 5


def test_a_first_change_that_fails_leaves_no_file_behind(tmp_path: Path) -> None:
    for number in range(40):
        folder = tmp_path / str(number)
        with AnnotationStore.open(folder, "ann") as store:
            with pytest.MonkeyPatch.context() as patch:
                fault = Fault(patch, number, errno.ENOSPC)
                try:
                    store.apply(tag(1))
                except StoreError:
                    assert dict(store.annotations) == {}
                    files = [path for path in folder.rglob("*") if not path.name.endswith(".lock")]
                    assert files == [], fault.struck
                    store.apply(tag(1))
            assert plain(folder) == records({"a1": annotation(1)})
        if not fault.struck:
            return
    pytest.fail("it took more calls than that to make one annotation")


def test_after_a_failed_sync_the_next_change_writes_a_new_file(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(MADE)
        before = (tmp_path / "ann.json").stat().st_ino
        syncs = 0

        def failing(descriptor: int) -> None:
            nonlocal syncs
            syncs += 1
            if syncs == 2:  # the first is the history's
                raise OSError(errno.EIO, "struck")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(durable, "sync", failing)
            with pytest.raises(StoreError):
                store.apply(tag(77))
        store.apply(tag(78))
        assert (tmp_path / "ann.json").stat().st_ino != before
        assert "a77" not in plain(tmp_path)


def test_faults_one_after_the_other_never_make_it_say_what_is_not_so(tmp_path: Path) -> None:
    random, model = chance(5), Model()
    with AnnotationStore.open(tmp_path, "ann") as store:
        for _ in range(150):
            ahead, kind, seed = model.copy(), random.choice(KINDS), random.random()
            try:
                with pytest.MonkeyPatch.context() as patch:
                    Fault(patch, random.randrange(20), random.choice([0, errno.EIO]))
                    ahead.take(chance(seed), kind, store)
            except StoreError:
                ahead = model
            model = ahead
            assert standing(store) == model.live
            assert plain(tmp_path) == records(model.live)
