"""Undo without end: over sittings, after crashes, of steps with one change and with many."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from harness.store_samples import (
    AT,
    KINDS,
    Model,
    annotation,
    chance,
    plain,
    records,
    source,
    standing,
    tag,
)
from nkreader.model.annotation import Annotation, Label, Status
from nkreader.model.change import Change, Step
from nkreader.store.annotations import AnnotationStore
from nkreader.store.disk import durable

SOURCES = [source(number) for number in range(3)]
OLDER, NEWER = "1999-12-31T23:59:59Z", "2030-01-01T00:00:00Z"


def review(*numbers: int) -> Step:
    """Return the step of a review: some rejected, some relabelled, some deleted."""
    after: list[Annotation | None] = [
        None if number % 3 == 0
        else annotation(number, status=Status.REJECTED) if number % 3 == 1
        else annotation(number, label=Label.EVIDENCE, note="reviewed")
        for number in numbers
    ]  # fmt: skip
    changes = (Change(annotation(n), each) for n, each in zip(numbers, after, strict=True))
    return Step("review", "review", AT, tuple(changes))


def killed(store: AnnotationStore) -> None:
    """Leave the files as they are, and the lock free, as the kernel does."""
    store._files._close_database()
    store._files._access.release()


@pytest.mark.parametrize("end", ["closed", "killed"])
def test_all_that_was_ever_done_is_undone_and_done_again(tmp_path: Path, end: str) -> None:
    random, model = chance(5), Model()
    for _ in range(10):
        store = AnnotationStore.open(tmp_path, "ann")
        for kind in random.choices(
            [kind for kind in KINDS if kind not in ("undo", "redo", "record")], k=3
        ):
            model.take(random, kind, store)
        store.close() if end == "closed" else killed(store)
    everything, steps = dict(model.live), len(model.done)
    for kind in ("undo", "redo"):
        for first in range(0, steps, 7):
            store = AnnotationStore.open(tmp_path, "ann")
            for _ in range(min(7, steps - first)):
                model.take(random, kind, store)
            assert standing(store) == model.live
            store.close() if end == "closed" else killed(store)
        with AnnotationStore.open(tmp_path, "ann") as store:
            assert (store.redo if kind == "redo" else store.undo)(at=AT) is None
        assert model.live == ({} if kind == "undo" else everything)
        assert plain(tmp_path) == records(model.live)


@pytest.mark.parametrize("moment", ["before", "between", "after"])
@pytest.mark.parametrize("kind", ["undo", "redo"])
def test_a_review_is_undone_and_done_again_whole_or_not_at_all(
    tmp_path: Path, kind: str, moment: str
) -> None:
    """The crash is before the history's line, between it and the database, after both."""
    path, history = tmp_path / "ann.json", tmp_path / "ann.history.jsonl"
    step = review(*range(60))
    store = AnnotationStore.open(tmp_path, "ann")
    store.apply(tag(*range(60)), SOURCES)
    imported = dict(store.annotations)
    store.apply(step)
    reviewed = dict(store.annotations)
    if kind == "redo":
        store.undo(at=AT)
    before = path.read_bytes(), history.read_bytes()
    assert (store.undo(at=AT) if kind == "undo" else store.redo(at=AT)) == step
    killed(store)
    if moment != "after":
        path.write_bytes(before[0])
    if moment == "before":
        history.write_bytes(before[1])
    done = (imported, reviewed) if kind == "undo" else (reviewed, imported)
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.annotations == done[moment == "before"]
        assert bool(store.notices) == (moment == "between")
        back = store.annotations == imported
        assert (store.redo(at=AT) if back else store.undo(at=AT)) == step
        assert store.annotations == (reviewed if back else imported)
        while store.undo(at=AT):
            pass
        assert dict(store.annotations) == {}
        while store.redo(at=AT):
            pass
        assert store.annotations == reviewed
    assert plain(tmp_path) == records(reviewed)


def test_the_order_is_that_of_the_steps_whatever_the_clock_says(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        for number, at in enumerate((AT, OLDER, NEWER, AT, AT)):
            store.apply(replace(tag(number), at=at))
        edited = annotation(1, note="x", modified=OLDER)
        store.apply(Step("edit", "edit", OLDER, (Change(annotation(1), edited),)))
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert [entry.at for entry in store.steps()] == [AT, OLDER, NEWER, AT, AT, OLDER]
        assert list(store.annotations) == [f"a{number}" for number in range(5)]
        assert store.annotations["a1"] == edited
        undone = [store.undo(at=OLDER) for _ in range(6)]
        assert [step.id for step in undone if step] == [
            "edit", *(f"tag({number},)" for number in (4, 3, 2, 1, 0))
        ]  # fmt: skip
        assert dict(store.annotations) == {}


def test_half_a_compaction_is_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(*range(200)), SOURCES)
        store.apply(review(*range(3)))
        expected = dict(store.annotations)

        def struck(path: Path) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(durable, "sync_folder", struck)
            patch.setattr(durable, "_take_back", lambda *_, **__: None)
            with pytest.raises(KeyboardInterrupt):
                store.close()
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.annotations == expected
        assert store.notices == ()
        while store.undo(at=AT):
            pass
        assert dict(store.annotations) == {}
