"""What a terminal shows is the same whether it is sent whole frames or differences."""

import inspect
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.color import ColorSystem
from rich.console import RenderableType
from textual._compositor import CompositorUpdate, LayoutUpdate
from textual.pilot import Pilot
from textual.screen import Screen

from harness.emulator import Emulator
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.tui.app import ReaderApp
from nkreader.tui.driver.abilities import Abilities
from nkreader.tui.driver.frames import Frames

ALL = Abilities(erases_coloured=True, erases_cells=True, moves_to_column=True, scrolls=True)
KEYS = (
    *"jjjjkJKlhLHv{}()gG",
    *"cdesxuUaAo+",
    *("space", "b", "ctrl+e", "ctrl+e", "ctrl+y", "tab", "t", "enter", "escape", "escape"),
    *("question_mark", "right_square_bracket", "left_square_bracket", "slash", "n", "ctrl+p"),
)
WIDE = """政府は発表した。ﾃｽﾄ 全角ＡＢＣ と half 한국어도 있다. Und e\u0301 combining n\u0303o.

“Quotes” — dashes – and … dots · bullets, ± § ° × ÷. Ωμέγα и кириллица.

第二段落。これは長い文章であり、行の終わりで折り返される必要がある。だから何度も何度も繰り返す。
"""


class BothApp(ReaderApp):
    """Draws each frame on two terminals, as Textual does and by differences."""

    CSS_PATH = str(Path(inspect.getfile(ReaderApp)).with_name("reader.tcss"))
    size_drawn = (0, 0)
    frames_drawn = 0
    abilities = ALL

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate) and not self._batch_count:
            if isinstance(renderable, LayoutUpdate) and renderable.region.size != self.size_drawn:
                self._begin(*renderable.region.size)
            if self.size_drawn != (0, 0):
                self._draw(renderable)
        super()._display(screen, renderable)

    def _begin(self, columns: int, rows: int) -> None:
        """Begin with terminals of another size, of which one shows something else."""
        self.size_drawn = (columns, rows)
        self.whole = Emulator(columns, rows)
        self.differing = Emulator(columns, rows)
        self.differing.feed("\x1b[7mrubbish" * (columns * rows // 7))
        self.own = Frames(self.differing.feed, self.abilities)

    def _draw(self, update: CompositorUpdate) -> None:
        self.whole.feed(update.render_segments(self.console))
        self.own.show(update, self.console._color_system or ColorSystem.TRUECOLOR)
        self.frames_drawn += 1
        for y, rows in enumerate(zip(self.whole.cells, self.differing.cells, strict=True)):
            for x, (wanted, got) in enumerate(zip(*rows, strict=True)):
                assert got == wanted, f"frame {self.frames_drawn}, column {x}, row {y}"


@asynccontextmanager
async def drawing(
    workspace: Path, *paths: Path, abilities: Abilities = ALL
) -> AsyncIterator[tuple[BothApp, Pilot[int]]]:
    session = open_session(locate(cwd=workspace, annotator="ann"), paths, write=True)
    app = BothApp(session)
    app.abilities = abilities
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            yield app, pilot
    finally:
        session.store.close()


async def go_about(app: BothApp, pilot: Pilot[int], seed: int, keys: int) -> None:
    """Press keys at random, now and then resize or take another theme."""
    chance = random.Random(seed)  # noqa: S311
    for _ in range(keys):
        app.simulate_key(chance.choice(KEYS))
        await pilot.pause()
        if chance.random() < 0.04:
            await pilot.resize_terminal(chance.randint(20, 140), chance.randint(8, 50))
        if chance.random() < 0.02:
            app.theme = chance.choice(("nkreader-dark", "nkreader-light", "nkreader-16"))


@pytest.mark.parametrize("seed", range(3))
async def test_differences_show_what_whole_frames_show(workspace: Path, seed: int) -> None:
    (workspace / "seeds" / "wide.txt").write_text(WIDE * 5, encoding="utf-8")
    seeds = Path(__file__).parents[2] / "seeds"
    paths = (workspace / "seeds", *sorted(seeds.glob("*.txt")))
    async with drawing(workspace, *paths) as (app, pilot):
        await go_about(app, pilot, seed, 60)
        assert app.frames_drawn > 40


@pytest.mark.parametrize(
    "abilities", [Abilities(), Abilities(erases_cells=True, scrolls=True)], ids=("poor", "no-bce")
)
async def test_poor_terminals_show_it_too(workspace: Path, abilities: Abilities) -> None:
    async with drawing(workspace, abilities=abilities) as (app, pilot):
        await go_about(app, pilot, 7, 40)
        assert app.frames_drawn > 20
