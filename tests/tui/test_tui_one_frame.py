"""A key is drawn once, when all that it changes is there, and nothing is drawn beside it."""

import asyncio
from pathlib import Path
from typing import ClassVar

import pytest
from rich.color import ColorSystem
from textual._compositor import Compositor, CompositorUpdate, LayoutUpdate
from textual.binding import BindingType
from textual.geometry import Region, Spacing
from textual.pilot import Pilot
from textual.strip import Strip
from textual.widget import Widget

from harness.drawn import ALL, DrawnApp, drawing
from harness.reader import Open
from nkreader.session.session import Session
from nkreader.tui import one_frame
from nkreader.tui.driver.picture import Picture
from nkreader.tui.key_order import KeyOrder
from nkreader.tui.panes.annotations import AnnotationsPane
from nkreader.tui.panes.drawn import Drawn
from nkreader.tui.panes.row_list import RowList

SAMPLES = Path(__file__).parents[2] / "seeds"
# Keys that move, select, tag, undo, scroll.
KEYS = (
    *("j", "j", "v", "l", "L", "escape", "J", "c", "j", "d", "a", "A", "u", "U", "r", "x", "u"),
    *("space", "b", "ctrl+e", "ctrl+y", "G", "g", "i", "i", "o", "o"),
)
# Keys after which others have the keys, or less room.
ARRANGE = (
    *("tab", "j", "k", "shift+tab", "t", "j", "t", "t", "slash", "escape"),
    *("question_mark", "escape", "a", "enter", "escape", "j", "A", "enter", "escape"),
)
LEAST = 20


class CountingApp(DrawnApp):
    """Counts frames, and keeps the picture that they make."""

    frames_drawn = 0

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.picture = Picture(ALL)

    def draw(self, update: CompositorUpdate) -> None:
        super().draw(update)
        self.frames_drawn += 1
        self.picture.paint(update, ColorSystem.TRUECOLOR)


async def press(app: CountingApp, pilot: Pilot[int], key: str) -> int:
    """Return how many frames a key brings."""
    await pilot.pause()
    before = app.frames_drawn
    app.simulate_key(key)
    await pilot.pause()
    await pilot.pause(0.05)
    return app.frames_drawn - before


async def drawn(app: CountingApp, pilot: Pilot[int], key: str) -> None:
    """Press a key, and wait until what it changes is drawn."""
    app.simulate_key(key)
    await pilot.pause()
    while app._under_way or app.owes_a_frame:
        await pilot.pause()


async def test_a_key_is_drawn_once(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_frame, "_LONGEST", 60)
    async with drawing(CountingApp, workspace, SAMPLES / "captions-talk.txt") as (app, pilot):
        while app.reader.desk.opened is None or not app.reader.desk.opened.matcher.ready:
            await pilot.pause(0.02)
        frames = [(key, await press(app, pilot, key)) for key in KEYS]
    assert not [each for each in frames if each[1] > 1], frames
    assert sum(count for _, count in frames) > LEAST


async def test_what_has_changed_is_all_that_has(workspace: Path) -> None:
    async with drawing(CountingApp, workspace, SAMPLES / "captions-talk.txt") as (app, pilot):
        for key in KEYS + ARRANGE + KEYS:
            await drawn(app, pilot, key)
            region = app.size.region
            compositor = app.screen._compositor
            for rendering in (Compositor, type(compositor)):
                lines = rendering._render_chops(compositor, region, lambda y: True)
                anew = Picture(ALL)
                whole = LayoutUpdate([[*line.values()] for line in lines], region)
                anew.paint(whole, ColorSystem.TRUECOLOR)
                assert anew._wanted == app.picture._wanted, (key, rendering)
        assert app.frames_drawn > 2 * LEAST


async def test_of_what_has_not_changed_nothing_is_asked(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str | None, int]] = []

    def watch(kind: type[Widget]) -> None:
        plain = kind.render_lines

        def watched(self: Widget, crop: Region) -> list[Strip]:
            asked.append((self.id, crop.height))
            return plain(self, crop)

        monkeypatch.setattr(kind, "render_lines", watched)

    watch(Widget)
    watch(Drawn)
    async with drawing(CountingApp, workspace, SAMPLES / "captions-talk.txt") as (app, pilot):
        await press(app, pilot, "g")
        asked.clear()
        assert await press(app, pilot, "j") == 1
        assert {name for name, _ in asked} == {"text", "status"}
        assert sum(height for _, height in asked) < app.size.height // 2


async def test_a_tag_draws_no_more_rows_than_it_changes(
    open_reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[int] = []
    plain = AnnotationsPane.render_line

    def watched(self: AnnotationsPane, y: int) -> Strip:
        drawn.append(y)
        return plain(self, y)

    monkeypatch.setattr(AnnotationsPane, "render_line", watched)
    lines = AnnotationsPane.LINES
    async with open_reader() as reader:
        drawn.clear()
        await reader.press("c", "u", "c")
        assert set(drawn) == set(range(lines))
        await reader.press("j", "c", "j")
        # What is proposed of them changes their rows too, when the gazetteer is there.
        await reader.until(lambda: not reader.parts.proposing._looking)
        drawn.clear()
        await reader.press("c")
        assert len(reader.tagged) == 3
    assert set(drawn) <= set(range(lines, 3 * lines))  # the cursor was on the second


@pytest.mark.parametrize("theme", ["nkreader-dark", "nkreader-light", "nkreader-16"])
async def test_widgets_draw_what_textual_would(open_reader: Open, theme: str) -> None:
    async with open_reader() as reader:
        reader.app.theme = theme
        await reader.press("c", "j", "d", "tab", "ctrl+c")
        widgets = [each for each in reader.screen.walk_children() if isinstance(each, Drawn)]
        assert len(widgets) == 8
        for widget in widgets:
            whole = Region(0, 0, *widget.outer_size)
            for part in (whole, whole.shrink(Spacing(0, 1, 0, 1))):
                widget._styles_cache.clear()
                assert widget.render_lines(part) == Widget.render_lines(widget, part), widget


async def test_what_takes_a_key_long_is_drawn_meanwhile(open_reader: Open) -> None:
    async with open_reader() as reader:
        reader.app.begin_frame()
        reader.desk.say("going on")
        assert reader.app.owes_a_frame
        assert reader.screen._dirty_widgets
        await reader.until(lambda: not reader.app.owes_a_frame)
        assert not reader.screen._dirty_widgets


class Slow(KeyOrder):
    """Takes its time over one key, within what the key does."""

    BINDINGS: ClassVar[list[BindingType]] = [("a", "wait"), ("b", "note")]

    def __init__(self) -> None:
        super().__init__()
        self.gate = asyncio.Event()
        self.done: list[str] = []

    async def action_wait(self) -> None:
        await self.gate.wait()
        self.done.append("a")

    def action_note(self) -> None:
        self.done.append("b")


async def test_a_key_waits_for_one_that_is_not_done() -> None:
    app = Slow()
    async with app.run_test() as pilot:
        app.simulate_key("a")
        app.simulate_key("b")
        await asyncio.sleep(0.1)
        assert app.done == []
        app.gate.set()
        await asyncio.sleep(0.1)
        await pilot.pause()
        assert app.done == ["a", "b"]


async def test_a_list_that_is_on_no_screen_any_more_tells_nobody(open_reader: Open) -> None:
    async with open_reader() as reader:
        await reader.press("j", "c", "C")
        left = reader.app.screen.query(RowList).first()
        assert left.key is not None
        await reader.press("escape")
        await reader.until(lambda: not left.is_attached)
        left.action_choose()
        await reader.press("j")
        assert reader.app.is_running
