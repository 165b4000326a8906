"""No deleted row is left for plain TinyDB to find, in a file that is quickly written anew."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli_desk import Desk, make_desk
from tinydb import TinyDB

from harness.store_samples import annotation, delete
from nkreader.model.change import Change, Step
from nkreader.store.annotations import AnnotationStore
from nkreader.store.disk import durable

desk = pytest.fixture(make_desk)

MANY = 1_500
NOTE = "n" * 700  # so that the file has some 1.5 MB

KILLED = """
import os, pathlib, signal, sys
from harness.store_samples import delete
from nkreader.store.annotations import AnnotationStore
store = AnnotationStore.open(pathlib.Path(sys.argv[1]), "ann")
store.apply(delete(store.annotations["a1"]))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def file(desk: Desk) -> Path:
    """Return a database of 1.5 MB."""
    made = (annotation(number, note=NOTE) for number in range(MANY))
    step = Step("many", "import", "", tuple(Change(None, each) for each in made))
    with AnnotationStore.open(desk.root / "annotations", "ann") as store:
        store.apply(step)
    path = desk.root / "annotations" / "ann.json"
    assert 1 << 20 < path.stat().st_size < 2 << 20
    return path


def found(path: Path) -> set[str]:
    """Return the ids of the rows that plain TinyDB lists, all of which must have one."""
    with TinyDB(path, access_mode="r", encoding="utf-8") as database:
        return {row["id"] for row in database.table("annotations")}


def ids(*without: int) -> set[str]:
    return {f"a{number}" for number in range(MANY) if number not in without}


def killed_after_deleting(path: Path) -> None:
    """Let a process delete the annotation a1, and kill it."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", KILLED, path.parent], env=environment, timeout=60)
    assert done.returncode == -signal.SIGKILL
    assert {"deleted"} in [
        set(row) for row in json.loads(path.read_bytes())["annotations"].values()
    ]


def test_after_a_command_that_deletes_what_stands_is_all_there_is(desk: Desk, file: Path) -> None:
    assert desk.run("delete", "a3").code == 0
    assert found(file) == ids(3)
    assert desk.run("undo").code == 0
    assert found(file) == ids()
    assert desk.run("redo").code == 0
    assert found(file) == ids(3)


def test_after_a_kill_the_next_command_that_writes_leaves_what_stands(
    desk: Desk, file: Path
) -> None:
    killed_after_deleting(file)
    before = file.read_bytes()
    assert desk.run("show").code == 0
    assert file.read_bytes() == before
    assert desk.run("relabel", "a2", "denial").code == 0
    assert found(file) == ids(1)


def test_a_writer_that_comes_after_a_kill_can_be_killed_too(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed_after_deleting(file)

    def struck(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    for name in ("write_new", "sync_folder"):
        with monkeypatch.context() as patch:
            patch.setattr(durable, name, struck)
            patch.setattr(durable, "_take_back", lambda *_, **__: None)
            with pytest.raises(KeyboardInterrupt):
                AnnotationStore.open(file.parent, "ann")
        with AnnotationStore.open(file.parent, "ann", write=False) as store:
            assert set(store.annotations) == ids(1)
            assert store.notices == ()
    with AnnotationStore.open(file.parent, "ann") as store:
        assert found(file) == ids(1)
        store.apply(delete(store.annotations["a5"]))
    assert found(file) == ids(1, 5)
