"""What another program writes into one's own database while it is open is shown, and said."""

import json
from pathlib import Path

import pytest
from tinydb import TinyDB

from harness.reader import Open, Reader
from nkreader.store.disk import durable
from nkreader.tui.dialogs.help import HelpList

MERGED = "ann.json was changed by another program and merged: "


def _database(workspace: Path) -> Path:
    return workspace / "annotations" / "ann.json"


def _write(workspace: Path, name: str, value: str) -> None:
    """Let any other program say something of the only annotation."""
    with TinyDB(_database(workspace)) as database:
        database.table("annotations").update({name: value})


def _notes(reader: Reader) -> list[str | None]:
    return [each.note for each in reader.app.session.store.annotations.values()]


def _row_says(reader: Reader, what: str) -> bool:
    return what in reader.desk.annotations.rows[0].lines[2][0][0]


async def test_it_is_said_with_the_next_change(open_reader: Open, workspace: Path) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d")
        _write(workspace, "note", "from outside")
        await reader.press("j", "c")
        assert reader.said.startswith("claim tagged, saved ")
        assert reader.said.endswith(f" · {MERGED}1 taken in")
        await reader.press("j", "e")
        assert "merged" not in reader.said
        assert _notes(reader)[0] == "from outside"


async def test_it_is_shown_and_said_when_nothing_is_pressed(
    open_reader: Open, workspace: Path
) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d")
        for name in ("note", "about"):  # the same is said a second time
            _write(workspace, name, f"{name} from outside")
            reader.parts.following.follow()
            assert not _row_says(reader, f"{name} from outside"), "it may be half written"
            reader.parts.following.follow()
            assert _row_says(reader, f"{name} from outside")
            assert reader.said == f"{MERGED}1 taken in"
            await reader.press("k", "j")
            assert reader.said == ""
        await reader.press("u")
        assert "outside change undone, saved" in reader.said
        await reader.press("u")
        assert _notes(reader) == [None]


async def test_it_is_followed_by_itself(
    open_reader: Open, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("nkreader.tui.screen._FOLLOW", 0.02)
    async with open_reader() as reader:
        await reader.press("j", "d")
        _write(workspace, "note", "from outside")
        await reader.until(lambda: MERGED in reader.said)
        assert _notes(reader) == ["from outside"]


async def test_damage_is_said_once_and_nothing_is_written(
    open_reader: Open, workspace: Path
) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d")
        damage = b'{"annotations": nothing of this is JSON\n' * 3
        _database(workspace).write_bytes(damage)
        reader.parts.following.follow()
        reader.parts.following.follow()
        assert "was left as it is" in reader.said
        assert _database(workspace).read_bytes() == damage
        await reader.press("j", "k")
        reader.parts.following.follow()
        assert reader.said == ""
        assert len(reader.tagged) == 1


async def test_a_text_that_cannot_be_kept_is_said_at_once(
    open_reader: Open, workspace: Path
) -> None:
    (workspace / "annotations" / "ann.texts").write_text("no folder", encoding="utf-8")
    async with open_reader() as reader:
        await reader.press("j", "d")
        assert "denial tagged, saved " in reader.said
        assert "ann.texts" in reader.said
        stored = json.loads(_database(workspace).read_text("utf-8"))
        assert len(stored["annotations"]) == 1


async def test_a_file_that_is_gone_is_left_to_the_next_change(
    open_reader: Open, workspace: Path
) -> None:
    async with open_reader() as reader:
        await reader.press("j", "d")
        _database(workspace).unlink()
        for _ in range(3):
            reader.parts.following.follow()
        assert durable.signature(_database(workspace)) is None
        await reader.press("j", "c")
        assert "had been removed or emptied and was written again" in reader.said


@pytest.mark.parametrize("width", [40, 120])
async def test_a_long_notice_is_whole_in_the_help(
    open_reader: Open, workspace: Path, width: int
) -> None:
    async with open_reader(size=(width, 40)) as reader:
        await reader.press("j", "d")
        _write(workspace, "note", "from outside")
        await reader.press("j", "c", "question_mark")
        keys = reader.app.screen.query_one(HelpList)
        shown = " ".join(keys.render_line(y).text.strip() for y in range(5))
        assert f"{MERGED}1 taken in" in shown
