"""What lies in the folder of a file that is gone."""

import os
from pathlib import Path

import pytest

from nkreader.session.gone import files_beside, lies_under


def test_only_files_that_may_hold_as_much_are_named_and_none_is_followed(tmp_path: Path) -> None:
    for name, size in (("b", 10), ("a", 40), ("small", 9), ("large", 45), (".hidden", 10)):
        (tmp_path / name).write_bytes(b"x" * size)
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "b")
    os.mkfifo(tmp_path / "pipe")
    found = files_beside(tmp_path / "gone", 10)
    assert [path.name for path in found] == ["a", "b"]
    assert list(files_beside(tmp_path / "no" / "folder" / "gone", 10)) == []


@pytest.mark.parametrize(
    ("named", "lies"), [("a", True), ("a/b", True), ("a/b/", True), ("a/bc", False), ("/", True)]
)
def test_a_path_lies_under_what_it_begins_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, lies: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    assert lies_under(tmp_path / "a" / "b", [Path("other"), Path(named)]) is lies
