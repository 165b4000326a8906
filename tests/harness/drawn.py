"""A reader without a terminal whose frames are drawn all the same."""

import inspect
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from rich.color import ColorSystem
from rich.console import RenderableType
from textual._compositor import CompositorUpdate
from textual.pilot import Pilot
from textual.screen import Screen

from harness.rules import rules_read_once
from harness.soon import quiet_comes_soon
from nkreader.session.session import Session
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.tui.app import ReaderApp
from nkreader.tui.driver.abilities import Abilities
from nkreader.tui.driver.frames import Frames

ALL = Abilities(
    erases_coloured=True, erases_cells=True, moves_to_column=True, scrolls=True, saves=True
)


class DrawnApp(ReaderApp):
    """Keeps what would be sent to a terminal of 256 colours."""

    CSS_PATH = str(Path(inspect.getfile(ReaderApp)).with_name("reader.tcss"))

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.sent: list[str] = []
        self._own = Frames(self.sent.append, ALL)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if isinstance(renderable, CompositorUpdate) and not self._batch_count:
            self.draw(renderable)
        super()._display(screen, renderable)

    def draw(self, update: CompositorUpdate) -> None:
        self._own.show(update, ColorSystem.EIGHT_BIT)

    def take(self) -> int:
        """Return how many bytes were sent since the last time."""
        count = len("".join(self.sent).encode())
        self.sent.clear()
        return count


Drawn = TypeVar("Drawn", bound=DrawnApp)


@asynccontextmanager
async def drawing(
    kind: type[Drawn], workspace: Path, *paths: Path
) -> AsyncIterator[tuple[Drawn, Pilot[int]]]:
    """Run a reader of a kind in 120x40 cells."""
    session = open_session(locate(cwd=workspace, annotator="ann"), paths, write=True)
    app = kind(session)
    try:
        with rules_read_once(), quiet_comes_soon():
            async with app.run_test(size=(120, 40)) as pilot:
                await pilot.pause()
                yield app, pilot
    finally:
        session.store.close()
