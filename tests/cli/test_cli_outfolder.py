from collections.abc import Iterator
from pathlib import Path

import pytest

from nkreader.cli.outfolder import write_folder
from nkreader.exporters.output import Beginning, File
from nkreader.model.errors import NkreaderError


def made(name: str, beginning: Beginning) -> bool:
    return beginning(name).startswith(name.encode())


def files(*names: str) -> Iterator[File]:
    for name in names:
        yield File(name, iter((name, "é")))


def failing() -> Iterator[File]:
    yield from files("1.txt")
    raise OSError(28, "No space left on device")


def write(path: Path, *names: str, force: bool = False) -> None:
    write_folder(path, files(*names), replaces=made if force else None)


def test_a_folder_holds_the_files_and_nothing_lies_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "out", "1.txt", "1.ann")
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
    assert {each.name: each.read_text("utf-8") for each in (tmp_path / "out").iterdir()} == {
        "1.txt": "1.txté",
        "1.ann": "1.anné",
    }


def test_what_is_there_is_replaced_with_force_only_and_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write(out, "1.txt", "2.txt")
    with pytest.raises(NkreaderError, match="--force"):
        write(out, "3.txt")
    assert (out / "1.txt").exists()
    write(out, "3.txt", force=True)
    assert [each.name for each in out.iterdir()] == ["3.txt"]
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("kind", ["notes", "named alike", "inner", "link", "file"])
def test_nothing_of_anybody_else_is_replaced(tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    write(out if kind != "link" else tmp_path / "other", "1.txt")
    if kind == "notes":
        (out / "thesis.doc").write_text("mine")
    elif kind == "named alike":
        (out / "3.txt").write_text("mine")
    elif kind == "inner":
        (out / "kept.txt").mkdir()
    elif kind == "link":
        out.symlink_to(tmp_path / "other")
    else:
        out = out / "1.txt"
    with pytest.raises(NkreaderError, match="name another"):
        write(out, "2.txt", force=True)
    assert not list(tmp_path.rglob("2.txt"))
    assert list(tmp_path.rglob("1.txt"))


def test_what_breaks_off_leaves_nothing_and_what_was_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for force in (False, True):
        with pytest.raises(NkreaderError, match="no space left"):
            write_folder(out, failing(), replaces=made if force else None)
        assert [each.name for each in tmp_path.iterdir()] == (["out"] if force else [])
        if not force:
            write(out, "kept.txt")
    assert (out / "kept.txt").exists()
