import errno
import os
import socket
from pathlib import Path

import pytest

from nkreader.loaders import opening
from nkreader.loaders.opening import read_bytes
from nkreader.model.errors import NkreaderError


def test_a_file_and_a_link_to_it_are_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"words\r\n" * 300_000)
    (tmp_path / "b.txt").symlink_to(file)
    assert read_bytes(file) == read_bytes(tmp_path / "b.txt") == b"words\r\n" * 300_000


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:
        opened.bind(str(path))


def _folder(path: Path) -> None:
    path.mkdir()


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _nothing(path: Path) -> None:
    path.symlink_to(path.parent / "gone")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (_pipe, "a pipe"),
        (_socket, "a socket"),
        (_folder, "a folder"),
        (_device, "a device"),
        (_loop, "link"),
        (_nothing, "no such file"),
    ],
)
def test_what_is_no_file_is_refused_at_once(
    make: object, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = Path("odd")
    assert callable(make)
    make(path)
    with pytest.raises(NkreaderError, match=reason):
        read_bytes(path)


def test_a_file_that_may_not_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.txt"
    file.touch()

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(NkreaderError, match="may not read"):
        read_bytes(file)


def test_a_disk_that_fails_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.touch()

    def fail(*_: object) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "read", fail)
    with pytest.raises(NkreaderError, match="input/output error"):
        read_bytes(file)


def test_a_name_with_nul_is_refused() -> None:
    with pytest.raises(NkreaderError, match="NUL"):
        read_bytes(Path("a\0b"))


def test_a_file_without_an_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "LARGEST", 1000)
    file = tmp_path / "a.txt"
    file.write_bytes(b"x" * 1001)
    with pytest.raises(NkreaderError, match="larger than"):
        read_bytes(file)
