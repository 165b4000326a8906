"""The driver that sends of each frame only what is new."""

import os
from collections.abc import Collection, Sequence
from io import TextIOWrapper
from time import monotonic, sleep
from typing import Any, ClassVar, cast

from rich.color import ColorSystem
from rich.console import RenderableType
from textual import events
from textual._compositor import CompositorUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput
from textual.screen import Screen
from textual.strip import Strip

from nkreader.tui.driver.abilities import Abilities, abilities_of
from nkreader.tui.driver.frames import Frames
from nkreader.tui.driver.hardy import HardyDriver
from nkreader.tui.driver.meter import Meter
from nkreader.tui.driver.pace import ASK, Pace

# How long an answer may take, in seconds: on a line that is not broken, however poor.
_PATIENCE = 5.0
# How long it is waited for on leaving.
_LAST_PATIENCE = 0.5


class DifferenceDriver(HardyDriver):
    """Writes to the terminal what it does not show already."""

    ABILITIES: ClassVar[Abilities | None] = None
    """What the terminal understands; None asks terminfo."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Take over standard error, as Textual does."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._meter = Meter(cast(TextIOWrapper, self._file), self._drained)
        self._file = cast(TextIOWrapper, self._meter)
        abilities = self.ABILITIES or abilities_of(os.environ.get("TERM"))
        self._pace = Pace()
        self.frames = Frames(self._write_frame, abilities, self._is_free)

    def start_application_mode(self) -> None:
        """Begin, or go on after the shell had the terminal."""
        self._meter.begin_anew()
        self.frames.forget()
        super().start_application_mode()

    def write(self, data: str) -> None:
        """Write what is no frame: modes, questions to the terminal, the clipboard."""
        self.frames.displaced()
        self._write(data)

    def process_message(self, message: Message) -> None:
        """Pass on what comes from the terminal; called in the thread that reads."""
        answer = isinstance(message, TerminalSupportsSynchronizedOutput)
        if not (answer and self._pace.answered()):
            super().process_message(message)
        elif self.frames.waiting:
            self._loop.call_soon_threadsafe(self.frames.send)

    def disable_input(self) -> None:
        """Read no more, once what was asked is answered: the shell would take it for typing."""
        deadline = monotonic() + _LAST_PATIENCE
        while self._pace.waits and monotonic() < deadline:
            sleep(0.005)
        super().disable_input()

    def _is_free(self) -> bool:
        return self._meter.empty and not self._pace.full

    def _write_frame(self, text: str) -> None:
        if self._pace.sent(len(text.encode(errors="replace"))):
            text += ASK
            self._loop.call_later(_PATIENCE, self._give_up, self._pace.arrived)
        self._write(text)

    def _give_up(self, since: int) -> None:
        """Wait no longer for a terminal that does not answer any more."""
        if self._pace.give_up(since):
            self.frames.send()

    def _write(self, text: str) -> None:
        self._meter.give(text)
        super().write(text)

    def _drained(self) -> None:
        """Send what had to wait; called in the thread that writes."""
        if self.frames.waiting and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.frames.send)


class Drawing(App[int]):
    """An application whose frames go to a difference driver, if it has one."""

    @property
    def frames(self) -> Frames | None:
        """What takes frames, None where Textual's own driver writes them."""
        driver = self._driver
        return driver.frames if isinstance(driver, DifferenceDriver) else None

    def draw_rows(self, strips: Sequence[Strip], rows: Collection[int]) -> None:
        """Draw these rows of the screen, which is ``strips``; the terminal has the others."""
        if self.frames is None:
            width, height = self.size
            whole = [Region(0, 0, width, height)]
            parts = [Region(0, y, width, 1) for y in rows]
            for region in whole if len(parts) == height else parts:
                self.screen.refresh(region)
            return
        frame = LayoutUpdate([[strip] for strip in strips], self.size.region)
        self.frames.holds = self._sync_available
        self.frames.begin(frame, set(rows), self._colours)

    def on_resize(self, event: events.Resize) -> None:
        """Trust nothing that the terminal showed before its size changed, or it stopped."""
        if self.frames is not None:
            self.frames.repaint((event.size.width, event.size.height))

    def action_repaint(self) -> None:
        """Draw the whole screen again."""
        if self.frames is not None:
            self.frames.repaint()
        else:
            self.screen.refresh()

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Hand a frame over; all else is Textual's to write."""
        if self.frames is None or not isinstance(renderable, CompositorUpdate):
            super()._display(screen, renderable)
            return
        if self._running and not self._closed and not self._batch_count:
            self.frames.holds = self._sync_available
            self.frames.show(renderable, self._colours)
        self.post_display_hook()

    @property
    def _colours(self) -> ColorSystem:
        return self.console._color_system or ColorSystem.TRUECOLOR
