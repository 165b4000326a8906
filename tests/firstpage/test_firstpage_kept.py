"""Pages in their files: found again only where they still hold."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nkreader.firstpage.circumstances import Circumstances
from nkreader.firstpage.kept import Page, forget, keep, read
from nkreader.session.workspace import locate

PAGE = Page(b"\x1b[m\x1b[1;1HThe ministry denied it.", b'{"facts": {}}')
SIZE = (120, 40)


@dataclass
class Desk:
    """A home, and files that a page depends on."""

    folder: Path

    def __post_init__(self) -> None:
        self.env = {"HOME": str(self.folder), "TERM": "xterm-256color"}
        self.watched = [self.folder / "story.txt", self.folder / "absent.toml"]
        self.watched[0].write_text("The ministry denied it.", encoding="utf-8")

    def at(self, *words: str, cwd: str = "/work", size: tuple[int, int] = SIZE) -> Circumstances:
        return Circumstances(words, self.env, cwd, size)

    def keep(self, *words: str, page: Page = PAGE) -> Path:
        keep(self.at(*words), page, map(str, self.watched))
        return Path(self.at(*words).file)

    def has(self, *words: str, cwd: str = "/work", size: tuple[int, int] = SIZE) -> bool:
        return read(self.at(*words, cwd=cwd, size=size)) is not None


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_what_was_kept_is_read(desk: Desk) -> None:
    file = desk.keep("seeds", "--no-mouse")
    found = read(desk.at("seeds", "--no-mouse"))
    assert found is not None
    assert (found.screen, found.memory) == (PAGE.screen, PAGE.memory)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_it_lies_where_the_state_is_kept(desk: Desk) -> None:
    for variable in ("", "relative", str(desk.folder / "state")):
        desk.env["XDG_STATE_HOME"] = variable
        state = locate(cwd=desk.folder, environ=desk.env).state
        assert Path(desk.at().file).parent.parent == state


def test_other_circumstances_have_none(desk: Desk) -> None:
    desk.keep("seeds")
    assert desk.has("seeds")
    assert not desk.has("seeds", "more")
    assert not desk.has("seeds more")
    assert not desk.has("seeds", cwd="/elsewhere")
    assert not desk.has("seeds", size=(119, 40))
    for variable in ("TERM", "COLORTERM", "NO_COLOR", "NKREADER_ANNOTATOR", "TEXTUAL_COLOR_SYSTEM"):
        before = dict(desk.env)
        desk.env[variable] = "other"
        assert not desk.has("seeds"), variable
        desk.env = before
    assert desk.has("seeds")


def test_a_file_that_changes_ends_it(desk: Desk) -> None:
    story, absent = desk.watched
    desk.keep()
    absent.touch()
    assert not desk.has()
    absent.unlink()
    assert desk.has()
    found = story.stat()
    story.write_text("The ministry denied IT.", encoding="utf-8")
    os.utime(story, ns=(found.st_atime_ns, found.st_mtime_ns + 1))
    assert not desk.has()
    desk.keep()
    story.unlink()
    assert not desk.has()


def test_a_damaged_file_is_as_good_as_none(desk: Desk) -> None:
    file = desk.keep()
    data = file.read_bytes()
    for length in range(len(data) - len(PAGE.memory)):
        file.write_bytes(data[:length])
        assert not desk.has(), length
    file.write_bytes(data.replace(b"\x1b[1;1H", b"\x1b]0;\x07H"))
    assert not desk.has()
    file.write_bytes(data + b" " * (1 << 20))
    assert not desk.has()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_whatever_is_in_it_reading_does_not_fail(desk: Desk, data: st.DataObject) -> None:
    file = desk.keep()
    kept = bytearray(file.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        kept[data.draw(st.integers(0, len(kept) - 1))] = data.draw(st.integers(0, 255))
    file.write_bytes(kept)
    found = read(desk.at())
    assert found is None or found.screen.count(b"\x1b") == PAGE.screen.count(b"\x1b")


def test_only_a_file_of_ones_own_is_read(desk: Desk) -> None:
    file = desk.keep()
    elsewhere = desk.folder / "elsewhere"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    assert not desk.has()
    file.unlink()
    os.mkfifo(file)
    assert not desk.has()


def test_what_would_not_be_painted_is_not_kept(desk: Desk) -> None:
    desk.keep(page=Page(b"\x1b]0;title\x07", b""))
    desk.keep(page=Page(b"x" * (1 << 20), b""))
    assert not desk.has()


def test_the_oldest_are_dropped(desk: Desk) -> None:
    for number in range(40):
        file = desk.keep(str(number))
        os.utime(file, (number, number))
    assert len(list(file.parent.iterdir())) == 32
    assert desk.has("39")
    assert not desk.has("7")


def test_pages_on_the_same_files_are_forgotten(desk: Desk) -> None:
    desk.keep("one")
    desk.watched = [desk.folder / "other.txt"]
    desk.keep("other")
    forget(desk.at("new"), [str(desk.folder / "story.txt")])
    assert not desk.has("one")
    assert desk.has("other")
