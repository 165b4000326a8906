"""What was typed and is not saved: kept in files, read back, and dropped for good."""

import errno
import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from nkreader.model.annotation import Annotation, Label
from nkreader.model.draft import draft
from nkreader.store.annotations import AnnotationStore
from nkreader.store.beside.drafts import Drafts
from nkreader.store.errors import StoreError
from nkreader.store.folder import other_databases

AT = "2026-01-01T14:02:00.000Z"
BEFORE = Annotation(
    "a1", "0" * 12, 0, 9, "It is so.", Label.CLAIM, "ann", AT, AT, text="It is so.", note="old"
)


def _kept(folder: Path, **typed: object) -> Drafts:
    drafts = Drafts(folder)
    drafts.keep(draft(AT, BEFORE, replace(BEFORE, **typed)))
    drafts.write()
    return drafts


def _found(folder: Path) -> Drafts:
    drafts = Drafts(folder)
    drafts.read()
    return drafts


def test_what_was_kept_is_found_again(tmp_path: Path) -> None:
    kept = _kept(tmp_path / "ann.drafts", note="new\n“\ud800”", tags=("a", "b"))
    found = _found(tmp_path / "ann.drafts")
    assert found.all == kept.all
    assert found.all[0].after.note == "new\n“\ud800”"
    assert found.notices == ()


@given(note=st.text(), speaker=st.text() | st.none())
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, note: str, speaker: str | None
) -> None:
    folder = tmp_path_factory.mktemp("kept") / "ann.drafts"
    kept = _kept(folder, note=note, speaker=speaker)
    assert _found(folder).all == kept.all


def test_of_the_passage_only_an_excerpt_is_kept(tmp_path: Path) -> None:
    long = replace(BEFORE, quote="word " * 100_000, text="word " * 100_000)
    drafts = Drafts(tmp_path / "ann.drafts")
    drafts.keep(draft(AT, long, replace(long, note="x")))
    drafts.write()
    assert drafts.file(long.id).stat().st_size < 4_000


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_drafts_are_for_their_writer_alone(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        drafts = _kept(tmp_path / "ann.drafts", note="new")
    finally:
        os.umask(before)
    assert stat.S_IMODE(drafts.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(drafts.file(BEFORE.id).stat().st_mode) == 0o600


def test_what_is_dropped_is_gone_with_its_folder(tmp_path: Path) -> None:
    drafts = _kept(tmp_path / "ann.drafts", note="new")
    drafts.drop(BEFORE.id)
    drafts.write()
    assert not drafts.folder.exists()
    assert drafts.all == ()


def test_nothing_is_written_before_it_is_asked_for(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "ann.drafts")
    drafts.drop("a1")
    drafts.write()
    drafts.keep(draft(AT, BEFORE, replace(BEFORE, note="new")))
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_is_said_and_nothing_held_is_lost(tmp_path: Path) -> None:
    (tmp_path / "ann.drafts").write_text("in the way", encoding="utf-8")
    with pytest.raises(StoreError, match=r"cannot write .*a1\.json") as caught:
        _kept(tmp_path / "ann.drafts", note="new")
    assert "\n" not in str(caught.value)
    drafts = Drafts(tmp_path / "ann.drafts")
    drafts.keep(draft(AT, BEFORE, replace(BEFORE, note="new")))
    with pytest.raises(StoreError):
        drafts.write()
    (tmp_path / "ann.drafts").unlink()
    drafts.write()
    assert _found(tmp_path / "ann.drafts").all == drafts.all


def test_a_folder_of_drafts_is_no_annotators_database(tmp_path: Path) -> None:
    with AnnotationStore.open(tmp_path, "ann") as store:
        store.drafts.keep(draft(AT, BEFORE, replace(BEFORE, note="new")))
        store.drafts.write()
        assert store.drafts.file("a1").is_file()
        assert other_databases(tmp_path, store.path) == ()


def test_what_a_killed_write_has_left_is_removed(tmp_path: Path) -> None:
    drafts = _kept(tmp_path / "ann.drafts", note="new")
    (drafts.folder / "a2.json.tmp").write_text("{", encoding="utf-8")
    (drafts.folder / "a1.json.previous").write_text("{", encoding="utf-8")
    drafts.tidy()
    assert [path.name for path in drafts.folder.iterdir()] == ["a1.json"]


_WHOLE = {
    "format": "nkreader draft",
    "version": 1,
    "at": AT,
    "annotation": {
        "id": "a1",
        "source": "0" * 12,
        "start": 1,
        "end": 2,
        "quote": "",
        "label": "claim",
        "annotator": "ann",
        "created": AT,
        "modified": AT,
    },
    "typed": {"note": "new"},
}


def _without(name: str) -> bytes:
    return json.dumps({key: value for key, value in _WHOLE.items() if key != name}).encode()


_HOSTILE = {
    "empty": b"",
    "cut short": json.dumps(_WHOLE).encode()[:-20],
    "no json": b"\x1b]52;c;aGk=\x07",
    "null": b"null",
    "a list": b"[]",
    "a number": b"1" * 5_000,
    "deep": b"[" * 60_000,
    "utf-16": json.dumps(_WHOLE).encode("utf-16"),
    "another version": json.dumps(_WHOLE | {"version": 2}).encode(),
    "no format": _without("format"),
    "no time": _without("at"),
    "no annotation": _without("annotation"),
    "nothing typed": _without("typed"),
    "a time that is none": json.dumps(_WHOLE | {"at": "soon\n\x1b[31m"}).encode(),
    "another's name": json.dumps(_WHOLE).replace('"a1"', '"a2\\u001b"').encode(),
    "another annotation": json.dumps(_WHOLE).replace('"a1"', '"a2"').encode(),
    "a note that is none": json.dumps(_WHOLE | {"typed": {"note": 7}}).encode(),
    "a label that is none": json.dumps(_WHOLE | {"typed": {"label": "\x1b[31m"}}).encode(),
    "tags that are none": json.dumps(_WHOLE | {"typed": {"tags": [{}]}}).encode(),
    "typed text": json.dumps(_WHOLE | {"typed": "note"}).encode(),
}


def test_the_hostile_ones_are_made_of_one_that_is_not(tmp_path: Path) -> None:
    (tmp_path / "a1.json").write_text(json.dumps(_WHOLE), encoding="utf-8")
    assert [each.after.note for each in _found(tmp_path).all] == ["new"]


@pytest.mark.parametrize("content", _HOSTILE.values(), ids=_HOSTILE)
def test_what_is_no_draft_is_named_in_a_line_and_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a1.json"
    file.write_bytes(content)
    drafts = _found(tmp_path)
    assert drafts.all == ()
    (notice,) = drafts.notices
    assert "a1.json" in notice
    assert notice.isprintable()
    drafts.keep(draft(AT, BEFORE, replace(BEFORE, note="new")))
    with pytest.raises(StoreError, match="something else is in its place"):
        drafts.write()
    drafts.drop("a1")
    assert file.read_bytes() == content


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    (tmp_path / "folder.json").mkdir()
    with (tmp_path / "huge.json").open("wb") as huge:
        huge.truncate(1 << 30)
    drafts = _found(tmp_path)
    assert drafts.all == ()
    assert len(drafts.notices) == 4


def test_a_folder_that_is_a_link_is_neither_read_nor_written(tmp_path: Path) -> None:
    _kept(tmp_path / "elsewhere", note="new")
    (tmp_path / "ann.drafts").symlink_to("elsewhere")
    assert _found(tmp_path / "ann.drafts").all == ()
    with pytest.raises(StoreError, match="something else"):
        _kept(tmp_path / "ann.drafts", note="other")
    assert [each.after.note for each in _found(tmp_path / "elsewhere").all] == ["new"]


def test_a_full_disk_leaves_what_was_kept_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts = _kept(tmp_path / "ann.drafts", note="old words")
    drafts.keep(draft(AT, BEFORE, replace(BEFORE, note="new words")))

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("nkreader.store.disk.durable.write_at", full)
        with pytest.raises(StoreError, match="no space left"):
            drafts.write()
    assert [each.after.note for each in _found(drafts.folder).all] == ["old words"]
    drafts.write()
    assert [each.after.note for each in _found(drafts.folder).all] == ["new words"]
    assert len(list(drafts.folder.iterdir())) == 1
