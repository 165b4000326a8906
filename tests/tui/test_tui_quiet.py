"""What is done behind the text waits while keys are pressed, and takes no more than it needs."""

import asyncio
from pathlib import Path

import pytest

from harness.reader import Open
from nkreader.model.annotation import Label
from nkreader.model.source import Source
from nkreader.reading.layout import Layout
from nkreader.session.annotating.annotate import annotate
from nkreader.store.annotations import AnnotationStore
from nkreader.tui.actions import listing
from nkreader.tui.quiet import Quiet

LINE = "The ministry said on day {} that the trains to Rajin were empty. Nobody saw them.\n"


@pytest.fixture
def restless(monkeypatch: pytest.MonkeyPatch) -> asyncio.Event:
    """An event without which there is never quiet."""
    quiet = asyncio.Event()

    async def come(_: Quiet) -> None:
        await quiet.wait()

    monkeypatch.setattr(Quiet, "come", come)
    return quiet


async def test_quiet_comes_after_a_key() -> None:
    quiet = Quiet()
    await quiet.come()
    quiet.disturb()
    waiting = asyncio.create_task(quiet.come())
    await asyncio.sleep(0)
    assert not waiting.done()
    await waiting


async def test_the_rest_is_wrapped_when_no_key_is_pressed(
    workspace: Path, open_reader: Open, restless: asyncio.Event
) -> None:
    path = workspace / "large.txt"
    path.write_text("".join(map(LINE.format, range(8_000))), encoding="utf-8")
    async with open_reader(path) as reader:
        page = reader.desk.text.page
        assert page is not None
        left = len(page.layout.pending)
        assert left > 2
        await reader.press("j", "j", "j")
        assert left - len(page.layout.pending) <= 1
        shown = reader.shown()
        restless.set()
        await reader.until(lambda: not page.layout.pending)
        assert reader.shown() == shown


async def test_what_is_tagged_far_away_is_not_wrapped_to_be_shown(
    workspace: Path, open_reader: Open, restless: asyncio.Event
) -> None:
    path = workspace / "large.txt"
    path.write_text("".join(map(LINE.format, range(8_000))), encoding="utf-8")
    async with open_reader(path) as reader:
        desk = reader.desk
        opened, page = desk.opened, desk.text.page
        assert opened is not None
        assert page is not None
        left = page.layout.pending
        for span in opened.sentences[:: len(opened.sentences) // 20]:
            annotate(desk.session, opened, span, Label.CLAIM)
        reader.parts.showing.show_annotations()
        assert page.layout.pending == left
        assert len(page.placed) >= 20
        assert page.over(opened.sentences[0])


async def test_what_is_near_is_wrapped_first(
    workspace: Path, open_reader: Open, restless: asyncio.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workspace / "large.txt"
    path.write_text("".join(map(LINE.format, range(8_000))), encoding="utf-8")
    async with open_reader(path) as reader:
        await reader.press("G")
        page = reader.desk.text.page
        assert page is not None
        last = page.layout.pending[-1]
        wrapped: list[int] = []
        monkeypatch.setattr(Layout, "wrap", lambda _, block: wrapped.append(block))
        restless.set()
        await reader.until(lambda: bool(wrapped))
        assert wrapped[0] == last


async def test_a_large_neighbour_is_not_read_whole_for_the_list(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> Source:
        raise AssertionError(f"{path.name} was read whole")

    monkeypatch.setattr(listing, "LARGE", 10)
    monkeypatch.setattr(listing, "load", refuse)
    async with open_reader() as reader:
        await reader.until(lambda: len(reader.parts.listing.summaries) == 2)
        titles = [reader.parts.listing.summaries[index].title for index in (0, 1)]
        assert titles == ["Ministry denies shipments", "Evening Talk"]


async def test_the_first_change_is_made_ready_for_when_no_key_is_pressed(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(Quiet, "wait", lambda _: done.append("waited"))
    monkeypatch.setattr(AnnotationStore, "make_ready", lambda _: done.append("ready"))
    async with open_reader() as reader:
        await reader.until(lambda: "ready" in done)
        assert "waited" in done[: done.index("ready")]
