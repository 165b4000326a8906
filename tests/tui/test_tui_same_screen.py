"""What a terminal shows is the same whether it is sent whole frames or differences."""

import random
from pathlib import Path

import pytest
from rich.color import ColorSystem
from textual._compositor import CompositorUpdate, LayoutUpdate
from textual.pilot import Pilot

from harness.drawn import ALL, DrawnApp, drawing
from harness.emulator import Emulator
from nkreader.tui.driver.abilities import Abilities
from nkreader.tui.driver.frames import Frames

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


class BothApp(DrawnApp):
    """Draws each frame on two terminals, as Textual does and by differences."""

    abilities = ALL
    size_drawn = (0, 0)
    frames_drawn = 0

    def draw(self, update: CompositorUpdate) -> None:
        if isinstance(update, LayoutUpdate) and update.region.size != self.size_drawn:
            self._begin(*update.region.size)
        if self.size_drawn != (0, 0):
            self._draw_both(update)

    def _begin(self, columns: int, rows: int) -> None:
        """Begin with terminals of another size, of which one shows something else."""
        self.size_drawn = (columns, rows)
        self.whole = Emulator(columns, rows)
        self.differing = Emulator(columns, rows)
        self.differing.feed("\x1b[7mrubbish" * (columns * rows // 7))
        self.own = Frames(self.differing.feed, self.abilities)

    def _draw_both(self, update: CompositorUpdate) -> None:
        self.whole.feed(update.render_segments(self.console))
        self.own.show(update, self.console._color_system or ColorSystem.TRUECOLOR)
        self.frames_drawn += 1
        for y, rows in enumerate(zip(self.whole.cells, self.differing.cells, strict=True)):
            for x, (wanted, got) in enumerate(zip(*rows, strict=True)):
                assert got == wanted, f"frame {self.frames_drawn}, column {x}, row {y}"


class PoorApp(BothApp):
    """Draws for a terminal that understands nothing special."""

    abilities = Abilities()


class UncolouredApp(BothApp):
    """Draws for a terminal that erases without colour, as screen does."""

    abilities = Abilities(erases_cells=True, scrolls=True)


async def go_about(app: BothApp, pilot: Pilot[int], seed: int, keys: int) -> None:
    """Press keys at random, now and then resize or take another theme."""
    chance = random.Random(seed)
    for _ in range(keys):
        app.simulate_key(chance.choice(KEYS))
        await pilot.pause()
        if chance.random() < 0.04:
            await pilot.resize_terminal(chance.randint(20, 140), chance.randint(8, 50))
        if chance.random() < 0.02:
            app.theme = chance.choice(("nkreader-dark", "nkreader-light", "nkreader-16"))


@pytest.mark.parametrize("seed", range(2))
async def test_differences_show_what_whole_frames_show(workspace: Path, seed: int) -> None:
    (workspace / "seeds" / "wide.txt").write_text(WIDE * 5, encoding="utf-8")
    seeds = Path(__file__).parents[2] / "seeds"
    paths = (workspace / "seeds", *sorted(seeds.glob("*.txt")))
    async with drawing(BothApp, workspace, *paths) as (app, pilot):
        await go_about(app, pilot, seed, 40)
        assert app.frames_drawn > 25


@pytest.mark.parametrize("kind", [PoorApp, UncolouredApp])
async def test_poor_terminals_show_it_too(workspace: Path, kind: type[BothApp]) -> None:
    async with drawing(kind, workspace) as (app, pilot):
        await go_about(app, pilot, 7, 20)
        assert app.frames_drawn > 12
