import json
import os
import stat
from pathlib import Path

import pytest

from nkreader.model.span import Span
from nkreader.store.beside import places as places_file
from nkreader.store.beside.places import Place, Places


def visited(file: Path, *sources: str, at: int = 0) -> Places:
    """Return places of which each was kept in its turn."""
    places = Places(file)
    for source in sources:
        places.put(source, Place(f"/{source}", Span(at, at + 1), at + 1))
        places.save()
    return places


def test_two_readers_keep_each_others_places(tmp_path: Path) -> None:
    file = tmp_path / "state" / "places.json"
    one, two = Places(file), Places(file)
    one.put("a", Place("/a", Span(1, 2), 2))
    two.put("b", Place("/b", Span(3, 4), 4))
    one.save()
    two.save()
    again = Places(file)
    assert again.get("a") == Place("/a", Span(1, 2), 2)
    assert again.get("b") == Place("/b", Span(3, 4), 4)
    assert again.last(["/a", "/b", "/c"]) == "/b"
    assert file.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in file.parent.iterdir()] == ["places.json"]


def test_the_same_place_is_no_news(tmp_path: Path) -> None:
    places = Places(tmp_path / "places.json")
    assert places.put("a", Place("/a", Span(1, 2), 2))
    assert not places.put("a", Place("/a", Span(1, 2), 2))
    assert places.put("a", Place("/a", Span(5, 6), 6))


def test_a_file_that_is_none_is_as_good_as_none(tmp_path: Path) -> None:
    file = tmp_path / "places.json"
    for text in (
        "",
        "[]",
        "{",
        '{"a": 3}',
        '{"a": {"path": 1, "span": [1], "read": 2}}',
        "[" * 9000,
    ):
        file.write_text(text, encoding="utf-8")
        assert Places(file).get("a") is None


def test_a_pipe_in_its_place_holds_nothing_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "places.json")
    assert Places(tmp_path / "places.json").last(["/a"]) is None


def test_folders_that_are_made_for_it_are_for_the_user_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        places = Places(tmp_path / "a" / "b" / "places.json")
        places.put("source", Place("/a", Span(0, 1), 1))
        places.save()
    finally:
        os.umask(before)
    for made in tmp_path.rglob("*"):
        assert stat.S_IMODE(made.stat().st_mode) == (0o700 if made.is_dir() else 0o600)


def test_only_news_are_written(tmp_path: Path) -> None:
    file = tmp_path / "places.json"
    places = Places(file)
    places.save()
    assert not file.exists()
    places.put("a", Place("/a", Span(1, 2), 2))
    places.save()
    file.unlink()
    places.put("a", Place("/a", Span(1, 2), 2))
    places.save()
    assert not file.exists()


def test_keeping_a_place_costs_the_same_however_many_there_are(tmp_path: Path) -> None:
    file = tmp_path / "places.json"
    visited(file, *(f"{number:03}" for number in range(500))).put_in_order()
    before = file.read_bytes()
    visited(file, "007", at=3)
    after = file.read_bytes()
    assert after.startswith(before)
    assert len(after) - len(before) < 100
    again = Places(file)
    assert again.get("007") == Place("/007", Span(3, 4), 4)
    assert again.last(["/499", "/007"]) == "/007"


def test_in_order_it_is_one_object_in_which_a_source_stands_once(tmp_path: Path) -> None:
    file = tmp_path / "places.json"
    places, theirs = visited(file, "a", "b"), visited(file, "c")
    visited(file, "a", at=7)
    places.put("a", Place("/a", Span(8, 9), 9))
    places.put_in_order()
    data = json.loads(file.read_bytes())
    assert [*data] == ["c", "b", "a"]
    assert data["a"] == {"path": "/a", "span": [8, 9], "read": 9}
    assert [each.name for each in tmp_path.iterdir()] == ["places.json"]
    theirs.put_in_order()
    assert Places(file).get("a") == Place("/a", Span(8, 9), 9)


def test_a_line_that_was_cut_short_spoils_no_other(tmp_path: Path) -> None:
    file = tmp_path / "places.json"
    visited(file, "a", "b")
    whole = file.read_bytes()
    for end in range(len(whole)):
        file.write_bytes(whole[:end])
        visited(file, "c")
        again = Places(file)
        assert again.get("c")
        if end > whole.rindex(b"\n"):
            assert again.get("a")


def test_a_long_file_is_put_in_order_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places_file, "_LONG", 1_000)
    file = tmp_path / "places.json"
    for at in range(100):
        visited(file, "a", at=at)
        assert file.stat().st_size <= 1_000
    assert Places(file).get("a") == Place("/a", Span(99, 100), 100)


def test_a_link_in_its_place_is_not_written_through(tmp_path: Path) -> None:
    source, file = tmp_path / "source.txt", tmp_path / "places.json"
    source.write_text("a story", encoding="utf-8")
    file.symlink_to(source)
    with pytest.raises(OSError, match="symbolic links"):
        visited(file, "a")
    assert source.read_text(encoding="utf-8") == "a story"
