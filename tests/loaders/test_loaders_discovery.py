import errno
import os
import socket
from pathlib import Path

import pytest

from nkreader.loaders.discovery import Found, discover
from nkreader.model.errors import NkreaderError


def _files(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")


def _names(found: tuple[Found, ...], root: Path) -> list[str]:
    return [each.path.relative_to(root).as_posix() for each in found]


def test_a_folder_is_walked_in_the_order_of_its_names(tmp_path: Path) -> None:
    _files(tmp_path, "b/z.txt", "b.txt", "a/2.srt", "a/10.md", "b/c/x.json", "Ä.txt")
    found = discover([tmp_path], leave_out=None)
    assert _names(found, tmp_path) == [
        "a/10.md", "a/2.srt", "b/c/x.json", "b/z.txt", "b.txt", "Ä.txt",
    ]  # fmt: skip
    assert all(each.reason is None for each in found)


def test_hidden_files_settings_and_annotations_are_left_out(tmp_path: Path) -> None:
    _files(tmp_path, ".git/x", ".hidden", "nkreader.toml", "annotations/me.json", "a.txt",
           "README.md", "deep/annotations/not-ours.txt")  # fmt: skip
    assert discover([tmp_path], leave_out=None) == discover([tmp_path], leave_out=tmp_path / "x")
    found = discover([tmp_path], leave_out=tmp_path / "annotations")
    assert _names(found, tmp_path) == ["a.txt", "deep/annotations/not-ours.txt"]
    assert discover([tmp_path / "annotations"], leave_out=tmp_path / "annotations") == ()


def test_what_is_about_a_folder_is_no_source_but_may_be_named(tmp_path: Path) -> None:
    _files(tmp_path, "README.md", "a/readme", "a/x.txt", "readmes.txt")
    found = discover([tmp_path], leave_out=None)
    assert _names(found, tmp_path) == ["a/x.txt", "readmes.txt"]
    assert discover([tmp_path / "README.md"], leave_out=None) == (Found(tmp_path / "README.md"),)


def test_annotations_are_left_out_where_the_folder_is_reached_by_a_link(tmp_path: Path) -> None:
    _files(tmp_path, "work/annotations/me.json", "work/a.txt")
    (tmp_path / "alias").symlink_to("work")
    found = discover([tmp_path / "alias"], leave_out=tmp_path / "work" / "annotations")
    assert _names(found, tmp_path) == ["alias/a.txt"]


def test_an_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert discover([tmp_path], leave_out=None) == ()


@pytest.mark.parametrize("name", ["gone", "gone/further", "a.txt/further", "nul\0"])
def test_a_path_that_is_not_there_is_named(name: str, tmp_path: Path) -> None:
    _files(tmp_path, "a.txt")
    with pytest.raises(NkreaderError) as caught:
        discover([tmp_path / name], leave_out=None)
    assert name.partition("\0")[0] in str(caught.value)
    assert "\n" not in str(caught.value)


def test_no_file_is_listed_twice(tmp_path: Path) -> None:
    _files(tmp_path, "b/x.txt", "a.txt")
    found = discover([tmp_path / "b" / "x.txt", tmp_path, tmp_path / "b"], leave_out=None)
    assert _names(found, tmp_path) == ["b/x.txt", "a.txt"]


def test_a_link_that_is_named_is_followed(tmp_path: Path) -> None:
    _files(tmp_path, "real/x.txt")
    (tmp_path / "folder").symlink_to("real")
    (tmp_path / "file").symlink_to("real/x.txt")
    assert _names(discover([tmp_path / "folder"], leave_out=None), tmp_path) == ["folder/x.txt"]
    assert discover([tmp_path / "file"], leave_out=None) == (Found(tmp_path / "file"),)


def test_links_in_a_folder_never_lead_out_of_it(tmp_path: Path) -> None:
    _files(tmp_path, "secret.txt", "root/in.txt", "root/.data/x.txt")
    root = tmp_path / "root"
    (root / "a-file").symlink_to("../secret.txt")
    (root / "b-folder").symlink_to("..")
    (root / "c-loop").symlink_to(".")
    (root / "d-self").symlink_to("d-self")
    (root / "e-gone").symlink_to("nowhere")
    (root / "f-hidden-target").symlink_to(".data/x.txt")
    (root / "g-listed-target").symlink_to("in.txt")
    found = {each.path.name: each.reason for each in discover([root], leave_out=None)}
    assert found.pop("in.txt") is None
    assert found.pop("f-hidden-target") is None
    assert "g-listed-target" not in found
    assert sorted(found) == ["a-file", "b-folder", "c-loop", "d-self", "e-gone"]
    assert all(reason and "link" in reason for reason in found.values())


def test_what_is_no_file_is_listed_with_its_reason(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as opened:
        here = Path.cwd()
        os.chdir(tmp_path)
        try:
            opened.bind("socket.txt")
        finally:
            os.chdir(here)
    found = {each.path.name: each.reason for each in discover([tmp_path], leave_out=None)}
    assert found == {
        "pipe.txt": "it is a pipe, not a file",
        "socket.txt": "it is a socket, not a file",
    }
    assert discover([Path("/dev/null")], leave_out=None)[0].reason == "it is a device, not a file"


def test_a_folder_that_may_not_be_read_is_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _files(tmp_path, "closed/x.txt", "open.txt")
    scandir = os.scandir

    def refuse(folder: str) -> object:
        if folder.endswith("closed"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    found = discover([tmp_path], leave_out=None)
    assert [(each.path.name, each.reason) for each in found] == [
        ("closed", "you may not read it"),
        ("open.txt", None),
    ]


def test_names_of_any_bytes_are_found(tmp_path: Path) -> None:
    odd = [b"\xff\xfe.txt", b"new\nline.txt", b"esc\x1b[31m.txt", b"x" * 250 + b".txt"]
    try:
        for name in odd:
            Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_bytes(b"x")
    except OSError:
        pytest.skip("this file system takes only text for names")
    found = discover([tmp_path], leave_out=None)
    assert sorted(os.fsencode(each.path.name) for each in found) == sorted(odd)
    assert all(each.path.read_bytes() == b"x" for each in found)


def test_ten_thousand_files_are_listed(tmp_path: Path) -> None:
    for folder in range(20):
        (tmp_path / str(folder)).mkdir()
        for file in range(500):
            (tmp_path / str(folder) / f"{file}.txt").touch()
    assert len(discover([tmp_path], leave_out=tmp_path / "annotations")) == 10_000
