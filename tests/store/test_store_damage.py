"""Damage in the middle of a file: shown is what can be read, written is nothing."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from harness.store_samples import AT, annotation, delete, plain, relabel, source, tag
from nkreader.model.annotation import Annotation
from nkreader.store.annotations import AnnotationStore
from nkreader.store.errors import StoreError
from nkreader.store.repair import salvage
from nkreader.store.rows import layout
from nkreader.store.rows.sealed_rows import body_of

ALL = {f"a{number}": annotation(number) for number in range(30)}


def written(folder: Path) -> Path:
    """Write 30 annotations and return the file."""
    with AnnotationStore.open(folder, "ann") as store:
        store.apply(tag(*range(30)), [source(number) for number in range(3)])
    return folder / "ann.json"


def struck(raw: bytes, line: int) -> bytes:
    lines = raw.split(b"\n")
    lines[line] = lines[line][:10] + b"\x01" + lines[line][11:]
    return b"\n".join(lines)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def ours(found: Any) -> dict[str, Annotation]:
    return dict(found)


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("line", range(2, 40, 3))
def test_what_is_whole_is_shown_and_nothing_is_written(
    tmp_path: Path, line: int, write: bool
) -> None:
    path = written(tmp_path)
    path.write_bytes(struck(path.read_bytes(), line))
    before = contents(tmp_path)
    with AnnotationStore.open(tmp_path, "ann", write=write) as store:
        assert ours(store.annotations) == ALL
        assert len(store.sources) == 3
        assert f"is damaged at line {line + 1}" in store.notices[0]
        assert "check --repair" in store.notices[0]
        assert store.read_only
        assert store.holder is None
        assert not store.take_over()
        with pytest.raises(StoreError, match="check --repair"):
            store.apply(tag(99))
        with pytest.raises(StoreError, match="check --repair"):
            store.undo(at=AT)
        assert len(store.steps()) == 1
        assert not store.refresh()
    assert contents(tmp_path) == before


@pytest.mark.parametrize("line", range(3, 40, 4))
def test_without_a_history_no_more_than_the_damaged_row_is_missing(
    tmp_path: Path, line: int
) -> None:
    path = written(tmp_path)
    (tmp_path / "ann.history.jsonl").unlink()
    path.write_bytes(struck(path.read_bytes(), line))
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert len(store.annotations) >= 29
        assert store.annotations.items() <= ALL.items()
        assert store.read_only or "cut short" in store.notices[0]


@pytest.mark.parametrize("name", [b"sources", b"entities", b"annotations"])
def test_a_table_whose_name_is_damaged_is_no_empty_one(tmp_path: Path, name: bytes) -> None:
    path = written(tmp_path)
    (tmp_path / "ann.history.jsonl").unlink()
    path.write_bytes(path.read_bytes().replace(name + b'":{', b"x" + name[1:] + b'":{'))
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert ours(store.annotations) == ALL
        assert len(store.sources) == 3
        assert "is damaged" in store.notices[0]


def test_an_older_state_that_damage_uncovers_is_not_shown(tmp_path: Path) -> None:
    path = tmp_path / "ann.json"
    store = AnnotationStore.open(tmp_path, "ann")
    store.apply(tag(*range(200)))
    store.apply(relabel(annotation(3)))
    store.apply(delete(annotation(4)))
    store.apply(tag(500))
    expected = ours(store.annotations)
    store._files._access.release()  # as the kernel does when a process is killed
    lines = path.read_bytes().split(b"\n")
    for number, line in enumerate(lines):
        if b'"denial"' in line or b'"deleted"' in line:
            lines[number] = line.replace(b":", b"\xff", 1)
    path.write_bytes(b"\n".join(lines))
    with AnnotationStore.open(tmp_path, "ann") as damaged:
        assert ours(damaged.annotations) == expected
        assert damaged.read_only


def test_a_file_that_is_mended_elsewhere_is_followed_and_taken_over(tmp_path: Path) -> None:
    path = written(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(struck(whole, 12))
    store = AnnotationStore.open(tmp_path, "ann")
    assert store.read_only
    path.write_bytes(whole)
    assert store.take_over()
    store.apply(tag(99))
    store.close()
    assert len(plain(tmp_path)) == 31


def test_a_file_that_is_damaged_underneath_is_not_written_to(tmp_path: Path) -> None:
    path = written(tmp_path)
    whole = path.read_bytes()
    with AnnotationStore.open(tmp_path, "ann") as store:
        path.write_bytes(struck(whole, 12))
        with pytest.raises(StoreError, match="damaged now"):
            store.apply(tag(99))
        assert path.read_bytes() == struck(whole, 12)
        assert ours(store.annotations) == ALL
        path.write_bytes(whole)
        store.apply(tag(99))


def test_a_damaged_file_of_another_annotator_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = written(tmp_path)
    path.write_bytes(struck(path.read_bytes(), 20))
    with AnnotationStore.open(tmp_path, "bea") as store:
        assert len(store.others()) == 29
        assert "ann.json is damaged at line 21" in store.notices[0]


def conflict(folder: Path) -> bytes:
    """Return what git makes of two copies to which different things were done."""
    path = written(folder)
    base = path.read_bytes()
    sides = []
    for number, note in ((40, "ours"), (41, "theirs")):
        path.write_bytes(base)
        (folder / "ann.history.jsonl").unlink(missing_ok=True)
        with AnnotationStore.open(folder, "ann") as store:
            store.apply(tag(number))
            edited = replace(annotation(7), note=note)
            store.apply(replace(relabel(annotation(7)), changes=(changed(annotation(7), edited),)))
        sides.append(path.read_bytes().split(b"\n"))
    (folder / "ann.history.jsonl").unlink()
    kept = [line for line in sides[0] if line in sides[1]]
    at = kept.index(b"}}")
    parts = [[line for line in side if line not in kept] for side in sides]
    marked = [b"<<<<<<< HEAD", *parts[0], b"=======", *parts[1], b">>>>>>> other"]
    return b"\n".join([*kept[:at], *marked, *kept[at:]])


def changed(before: Annotation, after: Annotation) -> Any:
    from nkreader.model.change import Change

    return Change(before, after)


@pytest.mark.parametrize("history", [True, False])
def test_both_sides_of_a_conflict_of_git_are_there(tmp_path: Path, history: bool) -> None:
    path = tmp_path / "ann.json"
    raw = conflict(tmp_path / "made")
    if history:
        written(tmp_path)
    path.write_bytes(raw)
    with AnnotationStore.open(tmp_path, "ann") as store:
        found = ours(store.annotations)
        notes = sorted(each.note for each in found.values() if each.note)
        assert notes == ["ours", "theirs"]
        assert found.keys() >= ALL.keys() | {"a40", "a41"}
        assert len(found) == 33
        assert found["a7"].note == "ours"
        assert "two versions that git could not merge" in store.notices[0]
        assert store.read_only
    assert path.read_bytes() == raw


def test_what_was_no_side_of_a_conflict_is_none(tmp_path: Path) -> None:
    raw = b"a\n<<<<<<< ours\nb\n||||||| base\nc\n=======\nd\n>>>>>>> theirs\ne"
    assert salvage.sides(raw) == (b"a\n\nb\n\n\n\n\n\ne", b"a\n\n\n\n\n\nd\n\ne")
    assert salvage.sides(b"a\nb") is None


ROWS = st.dictionaries(
    st.integers(1, 30).map(str),
    st.fixed_dictionaries(
        {"quote": st.text(max_size=30), "label": st.just("claim"), "id": st.text(max_size=5)}
    ),
    min_size=1,
    max_size=6,
)


@given(ROWS, st.data())
def test_every_row_that_damage_did_not_reach_is_salvaged(
    rows: dict[str, Any], data: st.DataObject
) -> None:
    tables = layout.ordered({"annotations": rows})
    one_a_line, _ = layout.rendered({name: body_of(each) for name, each in tables.items()})
    raw = data.draw(
        st.sampled_from([b"".join(one_a_line), json.dumps({"annotations": rows}).encode()])
    )
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 40)))
    with_what = data.draw(st.binary(max_size=20))
    found = salvage.salvage(raw[:start] + with_what + raw[end:])
    salvaged = found.tables.get("annotations", {}) if found else {}
    for key, row in rows.items():
        written = json.dumps(row).encode(), layout.encoded(layout.Row("", "1", row))[4:]
        at = max(raw.find(each) for each in written)
        if at + len(written[0]) < start - 1 or at - len(key) - 5 > end:
            apart = not any(char in with_what for char in b'"\\0123456789')
            assert salvaged.get(key) == row or not apart or end > start
