import os
import stat
from pathlib import Path

from nkreader.model.span import Span
from nkreader.store.beside.places import Place, Places


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
