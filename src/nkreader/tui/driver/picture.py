"""What the terminal shows, and what it should show."""

from collections.abc import Set

from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

from nkreader.tui.driver.abilities import Abilities
from nkreader.tui.driver.difference import difference
from nkreader.tui.driver.grid import Grid, blank_row, cells_of, paint, unknown_row
from nkreader.tui.driver.pen import NOTHING_KNOWN


class Picture:
    """Two grids of cells: ``shown`` is on the terminal, ``wanted`` is the newest picture."""

    def __init__(self, abilities: Abilities) -> None:
        """Know nothing of what the terminal shows."""
        self._abilities = abilities
        self._size = (0, 0)
        self._shown: Grid = []
        self._wanted: Grid = []
        self._painted: set[int] = set()
        self._held = NOTHING_KNOWN

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows of the picture."""
        return self._size

    def paint(self, update: CompositorUpdate, system: ColorSystem) -> None:
        """Paint a frame, or a part of one, as Textual's compositor gives it."""
        if isinstance(update, LayoutUpdate):
            self._paint_all(update, system)
        elif isinstance(update, ChopsUpdate):
            self._paint_spans(update, system)
        else:
            raise TypeError(f"no picture can be made of {type(update).__name__}")

    def forget(self) -> None:
        """Take nothing for shown: all will be sent again."""
        width, height = self._size
        self._shown = [unknown_row(width) for _ in range(height)]
        self._painted = set(range(height))
        self._held = NOTHING_KNOWN

    def displace(self) -> None:
        """Take nothing for known of the terminal's cursor and colours."""
        self._held = NOTHING_KNOWN

    def take_for_shown_but(self, missing: Set[int]) -> None:
        """Take for shown what is painted, but for the ``missing`` rows."""
        for y in self._painted - missing:
            self._shown[y] = self._wanted[y].copy()
        self._painted &= missing

    def send(self) -> str:
        """Return what has to be sent, which is then taken for shown."""
        strokes = difference(self._shown, self._wanted, self._painted, self._abilities, self._held)
        for y in self._painted:
            self._shown[y] = self._wanted[y].copy()
        self._painted.clear()
        self._held = strokes.held
        return strokes.text

    def _paint_all(self, update: LayoutUpdate, system: ColorSystem) -> None:
        region = update.region
        if (region.right, region.bottom) != self._size:
            self._size = width, height = region.right, region.bottom
            self._wanted = [blank_row(width) for _ in range(height)]
            self.forget()
        for y, strips in enumerate(update.strips, region.y):
            x = region.x
            for strip in strips:
                x = self._paint_strip(x, y, strip, system)

    def _paint_spans(self, update: ChopsUpdate, system: ColorSystem) -> None:
        for y, left, right in update.spans:
            if y >= len(self._wanted):
                continue
            for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is not None and x < right and end > left:
                    if end > right:
                        strip = strip.crop(0, right - x)
                    self._paint_strip(x, y, strip, system)

    def _paint_strip(self, x: int, y: int, strip: Strip, system: ColorSystem) -> int:
        cells = cells_of(strip, system)
        if y < len(self._wanted):
            paint(self._wanted[y], x, cells)
            self._painted.add(y)
        return x + len(cells.text)
