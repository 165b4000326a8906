"""After a write that was cut short: all that was acknowledged is there, nothing is thrown away."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from tinydb import TinyDB

from harness.store_samples import (
    AT,
    annotation,
    delete,
    judge,
    plain,
    records,
    relabel,
    review,
    source,
    standing,
    tag,
    verdict,
)
from nkreader.model.annotation import Annotation, Label
from nkreader.model.change import Change, Step
from nkreader.store.annotations import AnnotationStore
from nkreader.store.history import history
from nkreader.store.repair.checking import check
from nkreader.store.repair.finding import Severity
from nkreader.store.rows.layout import SMALL
from nkreader.store.rows.values import slot_of

FIRST = {f"a{number}": annotation(number) for number in (1, 2)}


def written(folder: Path, step: Step) -> tuple[bytes, bytes]:
    """Return the database before and after a step; its history is left as it is after."""
    with AnnotationStore.open(folder, "ann") as store:
        store.apply(tag(1), [source(1)])
        store.apply(tag(2), [source(2)])
    before = (folder / "ann.json").read_bytes()
    store = AnnotationStore.open(folder, "ann")
    store.apply(step)
    after = (folder / "ann.json").read_bytes()
    store.close()
    return before, after


def tears(before: bytes, after: bytes) -> Iterator[bytes]:
    """Yield what a disk may hold when the write of ``after`` over ``before`` was cut short."""
    start = next(at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new)
    for cut in sorted({*range(start, start + 9), *range(start, len(after), 41), len(after) - 1}):
        yield after[:cut]
        yield after[:cut] + before[cut:]
        yield after[:cut].ljust(len(after), b"\0")


@pytest.mark.parametrize("step", [tag(7), tag(7, 8, 9)], ids=["one", "three"])
def test_every_tear_of_the_last_write_is_mended_from_the_history(
    tmp_path: Path, step: Step
) -> None:
    before, after = written(tmp_path / "made", step)
    history = (tmp_path / "made" / "ann.history.jsonl").read_bytes()
    expected = FIRST | {each.after.id: each.after for each in step.changes}  # type: ignore[union-attr]
    for number, torn in enumerate(tears(before, after)):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "ann.json").write_bytes(torn)
        (folder / "ann.history.jsonl").write_bytes(history)
        with AnnotationStore.open(folder, "ann", write=False) as store:
            assert store.annotations == expected
            assert store.notices or json.loads(torn)
        assert plain(folder) == records(expected)  # type: ignore[arg-type]
        kept = [path.read_bytes() for path in folder.glob("ann.json.torn-*")]
        assert kept in ([], [torn])
        assert kept or json.loads(torn)


def test_every_tear_is_mended_without_a_history_too(tmp_path: Path) -> None:
    before, after = written(tmp_path / "made", tag(7))
    for number, torn in enumerate(tears(before, after)):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / "ann.json").write_bytes(torn)
        with AnnotationStore.open(folder, "ann") as store:
            assert set(store.annotations) in ({"a1", "a2"}, {"a1", "a2", "a7"})
            assert store.annotations.items() >= FIRST.items()
            store.apply(tag(8))
        assert plain(folder).keys() >= {"a1", "a2", "a8"}


def test_every_tear_of_the_history_is_a_step_that_never_was(tmp_path: Path) -> None:
    before, _ = written(tmp_path / "made", tag(7))
    history = (tmp_path / "made" / "ann.history.jsonl").read_bytes()
    start = history.rindex(b"\n", 0, -1) + 1
    for cut in [*range(start, len(history), 83), len(history) - 1]:
        for torn in (history[:cut], history[:cut].ljust(len(history), b"\0")):
            folder = tmp_path / f"{cut}-{len(torn)}"
            folder.mkdir()
            (folder / "ann.json").write_bytes(before)
            (folder / "ann.history.jsonl").write_bytes(torn)
            with AnnotationStore.open(folder, "ann") as store:
                assert store.annotations == FIRST
                assert store.undo(at=AT) == tag(2)
                assert store.redo(at=AT) == tag(2)
                assert len(store.steps()) == 4


def test_a_history_that_lost_its_end_does_nothing_again(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1))
        store.apply(delete(annotation(1)))
        store.undo(at=AT)
        store.apply(tag(2))
    path = tmp_path / "ann.history.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:2]) + lines[2][:50])
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert set(store.annotations) == {"a1", "a2"}


@pytest.mark.parametrize("cut", range(0, 400, 37))
def test_a_tear_among_the_sources_is_mended(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "ann.json"
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(*range(200)), [source(0)])
        before = path.read_bytes()
        store.apply(tag(900), [source(7)])
        after = path.read_bytes()
        at = next(
            at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new
        )
        torn = after[: at + cut] + before[at + cut :]
    path.write_bytes(torn)
    with AnnotationStore.open(tmp_path, "ann", write=False) as store:
        assert dict(store.sources) == {each.id: each for each in (source(0), source(7))}
        assert len(store.annotations) == 201
    assert len(plain(tmp_path)) == 201


INTO_TABLES = {
    "two verdicts": judge(None, verdict(1), Change(None, verdict(2))),
    "changed and taken back": judge(verdict(8), verdict(8, note="n"), Change(verdict(9), None)),
    "two tables": judge(None, verdict(1), Change(None, verdict(2)), Change(None, review())),
}


def tears_within(before: bytes, after: bytes) -> Iterator[bytes]:
    """Yield what a disk may hold that has not written all of ``after`` over ``before``.

    It has what comes before a byte, or, where a row begins, what comes behind.
    """
    differing = [at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
    rows = [at for at in differing if after.startswith((b'\n"', b'\n,"'), at)]
    for cut in {*differing[::29], *rows, *(at + 1 for at in rows)}:
        yield after[:cut] + before[cut:]
    for cut in rows:
        yield before[:cut] + after[cut:]


@pytest.mark.parametrize("kind", INTO_TABLES)
def test_a_write_into_tables_that_was_cut_anywhere_is_completed(tmp_path: Path, kind: str) -> None:
    """Also between two rows, where all can be read."""
    path, history = tmp_path / "ann.json", tmp_path / "ann.history.jsonl"
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(judge(None, verdict(8), Change(None, verdict(9))))
        large = annotation(1, note="n" * SMALL)
        store.apply(Step("tag", "tag", AT, (Change(None, large),)), [source(1)])
        before = path.read_bytes()
        store.apply(INTO_TABLES[kind])
        after, lines = path.read_bytes(), history.read_bytes()
        expected = standing(store)
    for torn in tears_within(before, after):
        path.write_bytes(torn)
        history.write_bytes(lines)
        with AnnotationStore.open(tmp_path, "ann", write=False) as store:
            assert standing(store) == expected
            assert not any("another program" in each for each in store.notices)
            assert len(store.steps()) == 3
        assert [each.what for each in check(path) if each.severity is Severity.FAULT] == []


@pytest.mark.parametrize("step", [tag(5, 6), INTO_TABLES["two verdicts"]], ids=["tags", "verdicts"])
def test_what_another_program_has_taken_of_a_step_stays_taken(tmp_path: Path, step: Step) -> None:
    path = tmp_path / "ann.json"
    with AnnotationStore.open(tmp_path, "ann") as store:
        large = annotation(1, note="n" * SMALL)
        store.apply(Step("tag", "tag", AT, (Change(None, large),)), [source(1)])
        store.apply(step)
        expected = standing(store)
    *_, taken = (slot_of(each.after) for each in step.changes if each.after)
    with TinyDB(path, encoding="utf-8") as database:
        rows = database.table(taken.table)
        rows.remove(doc_ids=[rows.all()[-1].doc_id])
    del expected[taken.identity]
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert standing(store) == expected
        assert "another program" in store.notices[0]


def test_a_row_of_which_only_the_break_before_it_was_written_is_followed_by_others(
    tmp_path: Path,
) -> None:
    path = tmp_path / "ann.json"
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(judge(None, verdict(8)))
        large = annotation(1, note="n" * SMALL)
        store.apply(Step("tag", "tag", AT, (Change(None, large),)), [source(1)])
    before = path.read_bytes()
    path.write_bytes(before.replace(b'"reviews":{ ', b'"reviews":{\n', 1))
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(judge(verdict(8), verdict(8, note="n"), Change(None, review())))
        assert path.stat().st_size == len(before)  # it was written in place
        assert plain(tmp_path) == records(standing(store))


@pytest.mark.parametrize(
    "step", [tag(7), delete(annotation(1)), relabel(annotation(2)), tag(*range(10, 60))]
)
def test_a_step_that_only_the_history_has_is_made(tmp_path: Path, step: Step) -> None:
    before, _ = written(tmp_path, step)
    with AnnotationStore.open(tmp_path, "ann") as store:
        after = dict(store.annotations)
    (tmp_path / "ann.json").write_bytes(before)
    with AnnotationStore.open(tmp_path, "ann", write=False) as store:
        assert store.annotations == after
        assert store.notices
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.notices == ()
        assert store.undo(at=AT) == step
        assert store.annotations == FIRST


def test_an_undo_that_only_the_history_has_stays_undone(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1))
        store.apply(tag(2))
    before = (tmp_path / "ann.json").read_bytes()
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.undo(at=AT)
    (tmp_path / "ann.json").write_bytes(before)
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert dict(store.annotations) == {"a1": annotation(1)}
        assert store.redo(at=AT) == tag(2)


@pytest.mark.parametrize("step", [tag(7), tag(*range(10, 60))], ids=["one", "many"])
@pytest.mark.parametrize("ends", ["killed", "killed killed", "made killed", "killed made"])
def test_an_undo_that_is_like_an_earlier_one_is_no_less_made(
    tmp_path: Path, step: Step, ends: str
) -> None:
    path = tmp_path / "ann.json"
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(*range(100, 130)), [source(number) for number in range(3)])
        store.apply(step)

    def move(kind: str, end: str) -> None:
        """Undo or redo, at the same moment as ever, and be killed behind the history's line."""
        before = path.read_bytes()
        with AnnotationStore.open(tmp_path, "ann") as store:
            store.undo(at=AT) if kind == "undo" else store.redo(at=AT)
        if end == "killed":
            path.write_bytes(before)
        with AnnotationStore.open(tmp_path, "ann", write=False) as store:
            assert len(store.annotations) == 30 + len(step.changes) * (kind == "redo")
        assert [each.what for each in check(path) if each.severity is Severity.FAULT] == []

    for _ in range(3):
        for kind, end in zip(("undo", "redo"), (ends.split() * 2)[:2], strict=True):
            move(kind, end)


def test_what_was_changed_elsewhere_since_is_not_changed_back(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1))
        store.apply(relabel(annotation(1)))
        relabelled = store.annotations["a1"]
    path = tmp_path / "ann.json"
    path.write_bytes(path.read_bytes().replace(b'"note": null', b'"note": "by hand"'))
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.annotations["a1"].note == "by hand"
        assert "another program" in store.notices[0]
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.notices == ()
        assert [entry.operation for entry in store.steps()] == ["tag", "relabel", "external"]
        store.undo(at=AT)
        assert store.annotations["a1"] == relabelled
        store.undo(at=AT)
        assert store.annotations["a1"] == annotation(1)


@pytest.mark.parametrize("back", range(1, 9))
def test_an_older_copy_put_in_its_place_stands_and_is_no_crash(tmp_path: Path, back: int) -> None:
    """Only the last change can be lost in a crash: one alone is put in, of more none is."""
    path = tmp_path / "ann.json"
    edited = replace(annotation(3), note="n")
    steps = [
        tag(1), tag(2), tag(3), relabel(annotation(1)), tag(*range(10, 50)),
        Step("edit", "edit", AT, (Change(annotation(3), edited),)),
        delete(annotation(2)), tag(4), tag(5),
    ]  # fmt: skip
    copies: list[bytes] = []
    states: list[dict[str, Annotation]] = []
    for step in steps:
        with AnnotationStore.open(tmp_path, "ann") as store:
            store.apply(step, [source(0), source(1), source(2)])
            states.append(dict(store.annotations))
        copies.append(path.read_bytes())
    path.write_bytes(copies[-1 - back])
    with AnnotationStore.open(tmp_path, "ann", write=back % 2 == 0) as store:
        assert store.annotations == states[-1 if back == 1 else -1 - back]
        assert len(store.notices) == 1
        log = [entry.operation for entry in store.steps()]
        assert log[len(steps) :] == ([] if back == 1 else ["external"])
    if back > 1:
        with AnnotationStore.open(tmp_path, "ann") as store:
            assert store.notices == ()
            store.undo(at=AT)
            assert store.annotations == states[-1]
            assert store.redo(at=AT)
            assert store.annotations == states[-1 - back]
            assert plain(tmp_path) == records(dict(store.annotations))


@pytest.mark.parametrize("content", [None, b""], ids=["gone", "empty"])
def test_a_database_that_is_gone_is_made_again_from_its_history(
    tmp_path: Path, content: bytes | None
) -> None:
    written(tmp_path, delete(annotation(1)))
    (tmp_path / "ann.json").unlink()
    if content is not None:
        (tmp_path / "ann.json").write_bytes(content)
    with AnnotationStore.open(tmp_path, "ann", write=False) as store:
        assert dict(store.annotations) == {"a2": annotation(2)}
        assert set(store.sources) == {source(1).id, source(2).id}
        assert store.notices
    assert set(plain(tmp_path)) == {"a2"}


def test_a_damaged_line_of_the_history_ends_what_can_be_undone(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        for number in range(1, 5):
            store.apply(tag(number))
    path = tmp_path / "ann.history.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    damaged = b"".join([lines[0], lines[1].replace(b"Kim", b"Kin"), *lines[2:]])
    path.write_bytes(damaged)
    with AnnotationStore.open(tmp_path, "ann", write=False) as reader:
        assert [entry.ids for entry in reader.steps()] == [("a1",), ("a3",), ("a4",)]
        assert "damaged at line 2" in reader.notices[0]
        assert path.read_bytes() == damaged
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert not store.notices
        assert store.undo(at=AT) == tag(4)
        assert "damaged at line 2" in store.notices[0]
        assert (tmp_path / "ann.history.jsonl.damaged-1").read_bytes() == damaged
        assert path.read_bytes().startswith(lines[2] + lines[3])
        assert store.undo(at=AT) == tag(3)
        assert store.undo(at=AT) is None
        assert set(store.annotations) == {"a1", "a2"}
        store.apply(tag(9))
        assert store.undo(at=AT) == tag(9)
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.notices == ()
        assert set(store.annotations) == {"a1", "a2"}
        assert store.redo(at=AT) == tag(9)


def test_a_last_line_that_is_damaged_is_kept_aside(tmp_path: Path) -> None:
    written(tmp_path, tag(7))
    path = tmp_path / "ann.history.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    damaged = lines[-1].replace(b"Kim", b"Kin")
    path.write_bytes(b"".join([*lines[:-1], damaged]))
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert set(store.annotations) == {"a1", "a2", "a7"}
        assert store.undo(at=AT) == tag(2)
    assert (tmp_path / "ann.history.jsonl.torn-1").read_bytes() == damaged


def test_a_deletion_does_not_come_back_when_its_line_is_damaged(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1))
        store.apply(tag(2))
        store.apply(delete(annotation(2)))
    path = tmp_path / "ann.history.jsonl"
    path.write_bytes(path.read_bytes()[:-30] + b"?" * 29 + b"\n")
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert set(store.annotations) == {"a1"}
        assert len(store.notices) == 2
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert not store.notices
        assert set(store.annotations) == {"a1"}


def test_what_a_killed_replacement_left_is_removed(tmp_path: Path) -> None:
    written(tmp_path, tag(7))
    whole = {"ann.json", "ann.history.jsonl", "ann.json.backup-1"}
    for name in whole:
        (tmp_path / f"{name}.tmp").write_bytes(b"half")
        (tmp_path / f"{name}.previous").write_bytes(b"half")
    AnnotationStore.open(tmp_path, "ann").close()
    assert whole <= {path.name for path in tmp_path.iterdir()} <= whole | {"ann.json.backup-2"}


def test_a_record_that_is_malformed_is_left_out_and_left_in_the_file(tmp_path: Path) -> None:
    written(tmp_path, tag(*range(3, 9)))
    path = tmp_path / "ann.json"
    tables = json.loads(path.read_text(encoding="utf-8"))
    rows = tables["annotations"]
    keys = {row["id"]: key for key, row in rows.items()}
    rows[keys["a3"]]["start"] = True
    rows[keys["a4"]] = ["not", "a", "record"]
    rows["not a number"] = rows.pop(keys["a5"])
    rows["77"] = dict(rows[keys["a6"]])
    rows[keys["a7"]]["colour"] = "red"
    wrong = {key: rows[key] for key in (keys["a3"], keys["a4"], "not a number", "77")}
    path.write_text(json.dumps(tables), encoding="utf-8")
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert set(store.annotations) == {"a1", "a2", "a6", "a7", "a8"}
        assert len(store.notices) == 5
        assert any("'start'" in notice for notice in store.notices)
        changed = Change(store.annotations["a7"], annotation(7, note="x"))
        store.apply(Step("s", "edit", AT, (changed,)))
        store.apply(tag(*range(20, 60)))
    found = json.loads(path.read_text(encoding="utf-8"))["annotations"]
    assert {key: found[key] for key in wrong} == wrong
    assert found[keys["a7"]]["colour"] == "red"
    assert found[keys["a7"]]["note"] == "x"


def test_a_long_past_does_not_hold_up_what_is_undone(tmp_path: Path) -> None:
    many = tuple(Change(None, annotation(number, note="n" * 900)) for number in range(300))
    step = Step("import", "import", AT, many)
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(step)
        store.apply(tag(900))
        assert store.undo(at=AT) == tag(900)
        assert store.undo(at=AT) == step
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.notices == ()
        assert store.redo(at=AT) == step
        annotations: list[Annotation] = list(store.annotations.values())
        assert annotations == [change.after for change in many]


@pytest.mark.parametrize("how", ["torn", "flipped"])
def test_where_the_history_was_damaged_no_other_program_is_blamed(tmp_path: Path, how: str) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1))
        store.apply(relabel(annotation(1)))
        edited = replace(annotation(1), label=Label.DENIAL)
        store.apply(relabel(edited, Label.EVIDENCE))
    history = tmp_path / "ann.history.jsonl"
    raw = bytearray(history.read_bytes())
    if how == "torn":
        del raw[-20:]
    else:
        raw[-40] ^= 1
    history.write_bytes(raw)
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert store.annotations["a1"].label is Label.EVIDENCE
        told = " ".join(store.notices)
        assert "another program" not in told
        assert "ann.json stands as it is: its history was damaged" in told


def test_one_change_is_told_as_one(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(tag(1))
    (tmp_path / "ann.json").unlink()
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert "1 change that ann.json did not have was put in" in store.notices[0]


def test_a_long_line_of_the_history_that_the_database_names_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tag(*range(300))
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.apply(long, [source(0)])
    with monkeypatch.context() as patch:
        patch.setattr(history, "tail", lambda _: pytest.fail("the line was read"))
        with AnnotationStore.open(tmp_path, "ann", write=False) as store:
            assert store.notices == ()
        with AnnotationStore.open(tmp_path, "ann") as store:
            store.apply(tag(301))  # nor for the first change of a sitting
            assert store.undo(at=AT) == tag(301)
            assert store.undo(at=AT) == long
            assert store.redo(at=AT) == long
    path = tmp_path / "ann.history.jsonl"
    path.write_bytes(path.read_bytes()[:-1])
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert any("history" in each for each in store.notices)
        assert len(store.annotations) == 300
