"""A file that is not ours, or not whole, or too new: one clear line, and not one byte changed."""

import json
import os
from pathlib import Path

import pytest

from harness.store_samples import chance, source, tag
from nkreader.store.annotations import AnnotationStore
from nkreader.store.errors import StoreError

META = {"1": {"program": "nkreader", "schema": 1}}


def laid_out(tables: object) -> bytes:
    return json.dumps(tables).encode("utf-8")


MALFORMED: dict[str, bytes] = {
    "blank": b"\n",
    "null": b"null",
    "number": b"7",
    "text": b"hello",
    "list": b"[]",
    "nothing": b"{}",
    "opened": b'{"meta":',
    "nested": b"[" * 60_000,
    "nested tables": b'{"meta":' + b'{"a":' * 60_000,
    "long number": laid_out({"meta": META}).replace(b"1}", b"1" * 5000 + b"}"),
    "not a number": b'{"meta": {"1": {"program": "nkreader", "schema": NaN}}}',
    "byte-order mark": b"\xef\xbb\xbf" + laid_out({"meta": META}),
    "utf-16": laid_out({"meta": META}).decode().encode("utf-16"),
    "latin-1": '{"meta": {"1": {"program": "nkreader", "x": "ä"}}}'.encode("latin-1"),
    "zeros": b"\0" * 100,
    "trailing": laid_out({"meta": META, "annotations": {}}) + b"x",
    "twice": laid_out({"meta": META}) * 2,
    "binary": bytes(range(256)),
    "table a list": laid_out({"meta": META, "annotations": []}),
    "table null": laid_out({"meta": META, "annotations": None}),
    "meta a list": laid_out({"meta": []}),
    "meta a row": laid_out({"meta": {"1": 5}}),
    "no schema": laid_out({"meta": {"1": {"program": "nkreader"}}}),
    "schema true": laid_out({"meta": {"1": {"program": "nkreader", "schema": True}}}),
    "schema text": laid_out({"meta": {"1": {"program": "nkreader", "schema": "1"}}}),
    "schema 0": laid_out({"meta": {"1": {"program": "nkreader", "schema": 0}}}),
    "newer": laid_out({"meta": {"1": {"program": "nkreader", "schema": 3}}, "new": {}}),
    "another program": laid_out({"meta": {"1": {"program": "other", "schema": 1}}}),
    "another database": laid_out({"_default": {"1": {"name": "x"}}}),
    "conflict": b"<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> other\n",
}


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("kind", MALFORMED)
def test_a_file_that_cannot_be_read_is_left_as_it_is(
    tmp_path: Path, kind: str, write: bool
) -> None:
    path = tmp_path / "ann.json"
    path.write_bytes(MALFORMED[kind])
    with pytest.raises(StoreError) as error:
        AnnotationStore.open(tmp_path, "ann", write=write)
    assert "ann.json" in str(error.value)
    assert str(error.value).isprintable()
    assert path.read_bytes() == MALFORMED[kind]
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("annotator", ["ann", "nobody", "../ann"])
def test_the_work_of_others_opens_without_ones_own(tmp_path: Path, annotator: str) -> None:
    for name in ("bea", "nobody"):
        with AnnotationStore.open(tmp_path, name) as store:
            store.apply(tag(1 if name == "bea" else 2))
    (tmp_path / "ann.json").write_bytes(b"something else")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with AnnotationStore.open_others_only(tmp_path, annotator, "it is broken") as store:
        assert store.annotator == annotator
        assert (dict(store.annotations), store.read_only) == ({}, True)
        own = {"nobody": "a2"}.get(annotator)
        assert {*store.others()} == {"a1", "a2"} - {own}
        assert not store.take_over()
        assert not store.refresh()
        with pytest.raises(StoreError, match=r"^it is broken$"):
            store.apply(tag(3))
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_newer_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "ann.json").write_bytes(MALFORMED["newer"])
    with pytest.raises(StoreError, match="newer nkreader"):
        AnnotationStore.open(tmp_path, "ann")


@pytest.mark.parametrize("kind", ["pipe", "folder"])
@pytest.mark.parametrize("name", ["ann.json", "ann.history.jsonl"])
def test_what_is_no_file_is_refused_and_does_not_hang(tmp_path: Path, name: str, kind: str) -> None:
    if kind == "pipe":
        os.mkfifo(tmp_path / name)
    else:
        (tmp_path / name).mkdir()
    with pytest.raises(StoreError):
        AnnotationStore.open(tmp_path, "ann")


def test_a_place_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError):
        AnnotationStore.open(tmp_path / "file", "ann")


def test_an_empty_file_is_an_empty_database(tmp_path: Path) -> None:
    (tmp_path / "ann.json").touch()
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert dict(store.annotations) == {}
        store.apply(tag(1))
    with AnnotationStore.open(tmp_path, "ann") as store:
        assert set(store.annotations) == {"a1"}


@pytest.mark.parametrize("name", ["ann.json", "ann.history.jsonl"])
def test_whatever_befalls_a_file_nothing_that_can_be_read_is_thrown_away(
    tmp_path: Path, name: str
) -> None:
    random = chance(3)
    with AnnotationStore.open(tmp_path / "made", "ann") as store:
        store.apply(tag(*range(20)), [source(1), source(2)])
        for number in range(20, 24):
            store.apply(tag(number))
    files = {path.name: path.read_bytes() for path in (tmp_path / "made").iterdir()}
    for trial in range(120):
        folder = tmp_path / str(trial)
        folder.mkdir()
        struck = bytearray(files[name])
        if trial % 2:
            del struck[random.randrange(len(struck)) :]
        else:
            struck[random.randrange(len(struck))] ^= 1 << random.randrange(8)
        for each, content in (files | {name: bytes(struck)}).items():
            (folder / each).write_bytes(content)
        try:
            with AnnotationStore.open(folder, "ann") as store:
                assert len(store.annotations) == 24 or store.notices
                assert not store.read_only or store.notices
        except StoreError:
            assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
                **files,
                name: bytes(struck),
            }
            continue
        kept = b"".join(path.read_bytes() for path in folder.iterdir())
        assert all(line.lstrip(b",") in kept for line in bytes(struck).split(b"\n"))
