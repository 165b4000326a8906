"""The application around the reader's screen: themes, keys, signals."""

import asyncio
import os
import signal
from collections.abc import Iterable
from functools import partial
from typing import ClassVar

from rich.text import Text
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from nkreader.session.session import Session
from nkreader.tui.crash import report_crash
from nkreader.tui.driver.choice import sends_differences
from nkreader.tui.driver.driver import DifferenceDriver, Drawing
from nkreader.tui.key_names import key_name
from nkreader.tui.key_order import KeyOrder
from nkreader.tui.keymap import checked_keymap
from nkreader.tui.panes.annotations import AnnotationsPane
from nkreader.tui.panes.sources import SourcesPane
from nkreader.tui.panes.text import TextPane
from nkreader.tui.screen import ReaderScreen
from nkreader.tui.themes import THEMES, choose

_SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)


class ReaderApp(KeyOrder, Drawing):
    """nkreader in a terminal."""

    TITLE = "nkreader"
    CSS_PATH = "reader.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "Put aside (fg comes back)", id="reader.suspend"),
        Binding("ctrl+l", "repaint", "Draw the screen again", id="reader.repaint"),
    ]

    def __init__(self, session: Session, trouble: str | None = None) -> None:
        """Take a session that is open; ``trouble`` is why nothing can be tagged in it."""
        # Told so from the start, Textual leaves colours out; else it makes greys of them.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        if sends_differences(session.settings.driver, os.environ):
            self.driver_class = DifferenceDriver
        self.animation_level = "none"
        self.session = session
        self.reader = ReaderScreen(session, trouble)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = choose(session.settings.theme, os.environ).name

    def on_mount(self) -> None:
        """Take the user's keys, and begin."""
        self._heed_signals()
        keymap, notices = checked_keymap(self.session.settings.keys, remappable())
        self.reader.key_notices = notices
        self.set_keymap(keymap)
        self.push_screen(self.reader)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer in the palette whatever has a key here, and the themes."""
        if isinstance(screen, ReaderScreen):
            keys = screen.keys_here()
            for active in {active.binding.action: active for active in keys}.values():
                binding = active.binding
                run = partial(self.run_action, binding.action, active.node)
                named = key_name(binding.key).replace("[", "left bracket")
                yield SystemCommand(binding.description, f"key {named}", run)
        for name, theme in THEMES.items():
            yield SystemCommand(f"Theme: {name}", "colours", partial(self._take_theme, theme.name))

    def _take_theme(self, name: str) -> None:
        self.theme = name

    def _fatal_error(self) -> None:
        """End after a fault with one line; Textual would print all local values."""
        self._exit_renderables.append(Text(report_crash(self.session.workspace.state)))
        self._close_messages_no_wait()

    def _heed_signals(self) -> None:
        """Leave in order when told to: Textual itself would die where it stands."""
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            loop.add_signal_handler(number, self._told_to_leave, number)

    def _told_to_leave(self, number: int) -> None:
        self.exit(return_code=128 + number)


def remappable() -> list[tuple[str, Binding]]:
    """Return all bindings that a user may remap, each with its place."""
    places: list[tuple[str, type]] = [
        ("Text", TextPane),
        ("Sources", SourcesPane),
        ("Annotations", AnnotationsPane),
        ("Everywhere", ReaderScreen),
    ]
    return [
        (place, binding)
        for place, owner in places
        for ancestor in owner.__mro__
        if ancestor.__module__.startswith("nkreader.")
        for binding in vars(ancestor).get("BINDINGS", ())
        if isinstance(binding, Binding) and binding.id
    ]
