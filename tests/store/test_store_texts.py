"""The texts that were tagged: kept once, read only if they are what they should be."""

import gzip
import hashlib
import io
import os
import stat
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nkreader.model.source import SourceRef
from nkreader.store.annotations import AnnotationStore
from nkreader.store.beside.texts import Texts
from nkreader.store.disk import durable

TEXT = "Die Fähre 🚢 lief aus.\r\n\ud800 \x00 Niemand sah es.\n" * 20


def _ref(text: str = TEXT, *, sha256: str | None = None, length: int | None = None) -> SourceRef:
    digest = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    size = len(text) if length is None else length
    return SourceRef(digest[:12], "seeds/story.txt", digest, size, "plain")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "annotations"
    made.mkdir()
    return made


def _texts(folder: Path, annotator: str = "ann") -> Texts:
    return Texts(folder, folder / f"{annotator}.json")


def _file(folder: Path, ref: SourceRef, annotator: str = "ann") -> Path:
    return folder / f"{annotator}.texts" / f"{ref.sha256}.txt.gz"


def test_a_text_comes_back_as_it_was_and_is_plain_gzip(folder: Path) -> None:
    ref = _ref()
    _texts(folder).keep(ref, TEXT)
    file = _file(folder, ref)
    assert _texts(folder).find(ref) == TEXT
    assert gzip.decompress(file.read_bytes()).decode("utf-8", "surrogatepass") == TEXT
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_to_keep_a_large_text_takes_no_copy_of_it(folder: Path) -> None:
    text = "Nobody saw the trains at the border. " * 100_000
    ref, texts = _ref(text), _texts(folder)
    tracemalloc.start()
    try:
        texts.prepare(ref, text)
        texts.keep(ref, text)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < len(text) / 2
    assert _texts(folder).find(ref) == text


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_every_text_comes_back(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    _texts(folder).keep(_ref(text), text)
    assert _texts(folder).find(_ref(text)) == text


def test_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        _texts(tmp_path / name).keep(_ref(), TEXT)
    one, two = (_file(tmp_path / name, _ref()).read_bytes() for name in ("one", "two"))
    assert one == two


def test_a_text_is_written_once(folder: Path) -> None:
    ref = _ref()
    _texts(folder).keep(ref, TEXT)
    before = _file(folder, ref).stat()
    texts = _texts(folder)
    for _ in range(3):
        texts.keep(ref, TEXT)
    assert durable.Signature.of(_file(folder, ref).stat()) == durable.Signature.of(before)


def test_a_text_that_was_prepared_has_only_to_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref, prepared = _ref(), _texts(folder)
    prepared.prepare(ref, TEXT)
    assert not _file(folder, ref).exists()
    with monkeypatch.context() as patch:
        patch.delattr("nkreader.store.beside.texts._packed")
        prepared.keep(ref, TEXT)
        kept = _texts(folder)
        kept.prepare(ref, TEXT)
        patch.delattr("nkreader.store.beside.texts._read")
        kept.keep(ref, TEXT)
    assert _texts(folder).find(ref) == TEXT
    other = _ref("other")
    prepared.prepare(ref, TEXT)
    prepared.keep(other, "other")
    assert _texts(folder).find(other) == "other"


@pytest.mark.parametrize("was_kept", [True, False])
def test_what_came_after_a_text_was_prepared_is_looked_at(folder: Path, was_kept: bool) -> None:
    ref, texts = _ref(), _texts(folder)
    if was_kept:
        _texts(folder).keep(ref, TEXT)
    texts.prepare(ref, TEXT)
    if was_kept:
        _file(folder, ref).write_bytes(b"damaged")
    else:
        _texts(folder).keep(ref, TEXT)
    before = _file(folder, ref).read_bytes()
    texts.keep(ref, TEXT)
    assert _texts(folder).find(ref) == TEXT
    assert (_file(folder, ref).read_bytes() == before) is not was_kept


def test_what_is_damaged_is_as_good_as_none_and_written_anew(folder: Path) -> None:
    ref = _ref()
    _texts(folder).keep(ref, TEXT)
    file = _file(folder, ref)
    whole = file.read_bytes()
    flipped = bytearray(whole)
    flipped[len(flipped) // 2] ^= 0xFF
    for bad in (b"", whole[:-1], whole[: len(whole) // 2], bytes(flipped), b"no gzip", whole[8:]):
        file.write_bytes(bad)
        assert _texts(folder).find(ref) is None
        _texts(folder).keep(ref, TEXT)
        assert file.read_bytes() == whole


def test_a_bomb_is_not_unpacked(folder: Path) -> None:
    ref = _ref()
    file = _file(folder, ref)
    file.parent.mkdir()
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb") as packing:
        for _ in range(64):
            packing.write(bytes(1 << 20))
    file.write_bytes(out.getvalue())
    assert _texts(folder).find(ref) is None
    assert _texts(folder).find(_ref(length=10**15)) is None
    assert _texts(folder).find(_ref(length=len(TEXT) - 1)) is None


def test_no_path_is_made_of_a_hash_that_is_none(folder: Path) -> None:
    outside = folder.parent / "secret.txt.gz"
    outside.write_bytes(gzip.compress(TEXT.encode("utf-8", "surrogatepass")))
    (folder / "ann.texts").mkdir()
    for name in ("../../secret", str(folder.parent / "secret"), "", "A" * 64, "\0" * 64):
        assert _texts(folder).find(_ref(sha256=name or "-")) is None


def test_links_and_pipes_are_not_followed(folder: Path) -> None:
    ref = _ref()
    outside = folder.parent / "elsewhere"
    outside.mkdir()
    kept = outside / f"{ref.sha256}.txt.gz"
    kept.write_bytes(gzip.compress(TEXT.encode("utf-8", "surrogatepass")))
    (folder / "ann.texts").symlink_to(outside)
    texts = _texts(folder)
    assert texts.find(ref) is None
    texts.keep(_ref("other"), "other")
    assert [each.name for each in outside.iterdir()] == [kept.name]
    assert "it is a link" in texts.notices[0]
    (folder / "bob.texts").mkdir()
    os.mkfifo(_file(folder, ref, "bob"))
    (folder / "eve.texts").mkdir()
    _file(folder, ref, "eve").symlink_to(kept)
    assert _texts(folder).find(ref) is None


def test_what_others_have_kept_is_found(folder: Path) -> None:
    _texts(folder, "bob").keep(_ref(), TEXT)
    assert _texts(folder).find(_ref()) == TEXT
    assert not (folder / "ann.texts").exists()


def test_a_folder_that_cannot_be_written_is_a_notice(folder: Path) -> None:
    (folder / "ann.texts").write_text("in the way")
    texts = _texts(folder)
    for _ in range(2):
        texts.keep(_ref(), TEXT)
    (notice,) = texts.notices
    assert notice.startswith("the text of seeds/story.txt could not be kept")


def test_whoever_may_only_read_keeps_nothing(folder: Path) -> None:
    with AnnotationStore.open(folder, "ann", write=False) as store:
        store.prepare_text(_ref(), TEXT)
        store.keep_text(_ref(), TEXT)
        assert store.text_of(_ref()) is None
    assert list(folder.iterdir()) == []
