"""Sources that change, go or turn into something else while they are read."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.reader import STORY, Open, Reader
from nkreader.loaders import load
from nkreader.tui.actions import listing


def _story(workspace: Path) -> Path:
    return workspace / "seeds" / "story.txt"


def _talk(workspace: Path) -> Path:
    return workspace / "seeds" / "talk.txt"


async def _cannot_go_on(reader: Reader, reason: str) -> None:
    """Assert that the next source is refused, and that one can still tag in this one."""
    await reader.press("]")
    await reader.until(lambda: reason in (reader.parts.listing.summaries[1].problem or ""))
    assert reader.desk.index == 0
    await reader.press("j", "d")
    assert "denial tagged, saved" in reader.said


async def test_a_source_that_has_gone_is_said_to_be_gone(
    open_reader: Open, workspace: Path
) -> None:
    async with open_reader() as reader:
        _talk(workspace).unlink()
        await _cannot_go_on(reader, "no such file")


async def test_a_large_source_that_goes_while_it_is_read(
    open_reader: Open, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "LARGE", 1)
    monkeypatch.setattr(
        "nkreader.session.library.load", lambda path, *_: path.unlink() or load(path)
    )
    async with open_reader() as reader:
        await reader.until(lambda: 0 in reader.parts.listing.summaries)
        await reader.until(
            lambda: "no such file" in (reader.parts.listing.summaries[0].problem or "")
        )
        assert reader.desk.has_beginning
        await reader.press("j", "d", "enter", "x", "u", "y", "question_mark", "escape")
        assert reader.app.is_running


@pytest.mark.parametrize("turn", [os.mkfifo, os.mkdir])
async def test_a_source_that_has_turned_into_something_else_holds_nothing_up(
    open_reader: Open, workspace: Path, turn: object
) -> None:
    async with open_reader() as reader:
        _talk(workspace).unlink()
        assert callable(turn)
        turn(_talk(workspace))
        await _cannot_go_on(reader, "it is a ")


@pytest.mark.parametrize("now", [b"", b"\xff" * 9, STORY.encode()[:30], None])
async def test_what_is_tagged_is_of_the_text_that_was_seen(
    open_reader: Open, workspace: Path, now: bytes | None
) -> None:
    seen = hashlib.sha256(STORY.encode()).hexdigest()
    async with open_reader() as reader:
        await reader.press("j")
        if now is None:
            _story(workspace).unlink()
        else:
            _story(workspace).write_bytes(now)
        await reader.press("d", "pagedown", "G")
        assert reader.tagged == [("denial", "The ministry denied it.")]
        (ref,) = reader.app.session.store.sources.values()
        assert (ref.sha256, ref.length) == (seen, len(STORY))
    assert now is None or _story(workspace).read_bytes() == now


@pytest.mark.parametrize(
    ("spoil", "mark"),
    [
        (lambda path: path.write_text("A correction.\n" + STORY), "changed on disk"),
        (Path.unlink, "gone from disk"),
        (lambda path: (path.unlink(), path.mkdir()), "cannot be read any more"),
    ],
)
async def test_what_has_become_of_the_file_is_seen_until_it_is_read_again(
    open_reader: Open, workspace: Path, spoil: Callable[[Path], object], mark: str
) -> None:
    story = _story(workspace)
    async with open_reader() as reader:
        title = reader.desk.titles[reader.desk.text]
        spoil(story)
        reader.parts.following.follow()
        assert reader.said.startswith("this file ")
        await reader.press("j", "d", "k")
        reader.parts.following.follow()
        assert reader.said == ""
        assert reader.tagged == [("denial", "The ministry denied it.")]
        assert title.render_line(0).text.strip() == f"Ministry denies shipments · {mark}"
        title.say("a longer title " * 20, mark)
        assert title.render_line(0).text.endswith(f"… · {mark} ")
        if story.is_file():
            await reader.press("shift+tab", "enter")
        else:
            if story.is_dir():
                story.rmdir()
            story.write_text(STORY, encoding="utf-8")
            reader.parts.following.follow()
        assert mark not in title.render_line(0).text
