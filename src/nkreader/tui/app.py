"""The application around the reader's screen: themes, keys, faults."""

import asyncio
import gc
import os
import sys
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from threading import get_ident
from typing import Any, ClassVar, TypeVar

from rich.console import RenderableType
from textual import events
from textual._callback import invoke
from textual.app import SystemCommand
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import Screen

from nkreader.firstpage.standing import Standing
from nkreader.session.memory import NOTHING, Memory
from nkreader.session.session import Session
from nkreader.text.display import inert_line, one_line
from nkreader.tui.collecting import collect_in_quiet
from nkreader.tui.colours import colours_of
from nkreader.tui.crash import report_crash
from nkreader.tui.curtain import Curtain
from nkreader.tui.driver import pieces
from nkreader.tui.driver.choice import sends_differences
from nkreader.tui.driver.driver import DifferenceDriver
from nkreader.tui.driver.hardy import HardyDriver
from nkreader.tui.key_names import key_name
from nkreader.tui.screen import ReaderScreen
from nkreader.tui.themes import THEMES, choose
from nkreader.tui.unwaited import Unwaited, ask

T = TypeVar("T")

# Of a longer paste the rest is left out, and that is said; in code points.
LONGEST_PASTE = pieces.LONGEST_PASTE - 1
# How long the keys that were typed before have the time to themselves, in seconds.
_FIRST_KEYS = 0.05
_OURS = frozenset(theme.name for theme in THEMES.values())


class ReaderApp(Curtain, inherit_css=False):
    """nkreader in a terminal.

    Of the styles that Textual has for an application it needs two lines, and reads no others.
    """

    TITLE = "nkreader"
    CSS_PATH = "reader.tcss"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "Put aside (fg comes back)", id="reader.suspend"),
        Binding("ctrl+l", "repaint", "Draw the screen again", id="reader.repaint"),
    ]

    def __init__(
        self,
        session: Session,
        trouble: str | None = None,
        *,
        standing: Standing | None = None,
        memory: Memory = NOTHING,
    ) -> None:
        """Take a session that is open; ``trouble`` is why nothing can be tagged in it.

        ``standing`` is the page that is on the terminal already, if one is, and ``memory``
        what the sitting before has left.
        """
        # Told so from the start, Textual leaves colours out; else it makes greys of them.
        no_color = True if os.environ.get("NO_COLOR") else None
        super().__init__(standing=standing, ansi_color=no_color)
        differs = sends_differences(session.settings.driver, os.environ)
        self.driver_class = DifferenceDriver if differs else HardyDriver
        self.animation_level = "none"
        # Nobody is told anything by them: no screen has to hold widgets for them.
        self._disable_notifications = self._disable_tooltips = True
        self.session = session
        self.crashed: str | None = None
        """The line for the user on where the report of a crash is, once there was one."""
        self.left_with: int | None = None
        """The exit code with which a signal made the reader leave, once one did."""
        self.reader = ReaderScreen(session, trouble, memory)
        for theme in THEMES.values():
            self.register_theme(theme)
        colours = colours_of(os.environ)
        # Textual would go by endings of names, and ask no terminfo.
        self.console._color_system = colours
        self.theme = choose(session.settings.theme, os.environ, colours).name
        # Textual made them for its own theme, and would find that out after it has read them.
        self.stylesheet.set_variables(self.get_css_variables())
        self._read_for = self.theme

    def get_default_screen(self) -> ReaderScreen:
        """Return the reader's screen: there is none under it that would have to be laid out."""
        return self.reader

    def get_css_variables(self) -> dict[str, str]:
        """Return what colours are named; of Textual's own theme, which nobody sees, nothing."""
        return super().get_css_variables() if self.theme in _OURS else {}

    def refresh_css(self, animate: bool = True) -> None:
        """Make the styles anew; what is just being read for this theme is not read again."""
        if self.curtain_is_down and self.theme == self._read_for and not self.screen_stack:
            self.stylesheet.update(self, animate=animate)
        else:
            super().refresh_css(animate=animate)

    def call_from_thread(
        self, callback: Callable[..., T | Awaitable[T]], *args: Any, **kwargs: Any
    ) -> T:
        """Call something in the thread of the screen, from another that may outlive it.

        Raises RuntimeError where there is no screen any more, or one is in its thread.
        """
        loop = self._loop
        if loop is None or self._thread_id == get_ident():
            return super().call_from_thread(callback, *args, **kwargs)

        async def call() -> T:
            with self._context():
                found: T = await invoke(partial(callback, *args, **kwargs))
                return found

        return ask(loop, call)

    def on_load(self) -> None:
        """Take the user's keys, before any is shown."""
        if wanted := self.session.settings.keys:
            from nkreader.tui.remappable import own_keymap

            keymap, self.reader.parts.notices.of_keys = own_keymap(wanted)
            self.set_keymap(keymap)

    def on_mount(self) -> None:
        """Let threads die with the program, and faults outside of messages be faults."""
        loop = asyncio.get_running_loop()
        loop.set_default_executor(Unwaited())
        loop.set_exception_handler(self._loop_failed)

    def raise_curtain(self) -> None:
        """Show the reader's screen; what could wait for that begins."""
        super().raise_curtain()
        if not gc.isenabled():
            collect_in_quiet()
        self.set_timer(_FIRST_KEYS, self._begin_the_rest)

    def _begin_the_rest(self) -> None:
        """Begin what could wait; a screen that is shown first reads its styles itself."""
        if not self.reader.is_attached:  # who is leaving waits for nothing
            return
        from nkreader.tui.answering import SCREEN_STYLES

        self.stylesheet.read(SCREEN_STYLES)
        self.stylesheet.parse()
        self.reader.go_on()

    def on_details_form_typed(self) -> None:
        """Let the reader keep what is typed in the form over it."""
        self.reader.parts.drafting.keep_draft_meanwhile()

    async def hand_on(self, event: events.Key | events.Paste) -> None:
        """Hand an event on; a paste is made harmless before any field can have it."""
        if not isinstance(event, events.Paste):
            await super().hand_on(event)
            return
        from nkreader.tui.line import Line

        # What is not one of our lines draws its value as it is.
        harmless = inert_line if isinstance(self.focused, Line) else one_line
        pasted = event.text
        event.text = harmless(pasted[:LONGEST_PASTE])
        await super().hand_on(event)
        if len(pasted) > LONGEST_PASTE:
            self._say_cut()

    def _say_cut(self) -> None:
        """Say where one types that not all of a paste was taken."""
        from nkreader.tui.dialogs.details import DetailsForm

        where = self.screen if isinstance(self.screen, DetailsForm) else self.reader.desk
        where.say(f"only the first {LONGEST_PASTE:,} characters of what you pasted were taken")

    def action_command_palette(self) -> None:
        """Offer all commands by name."""
        from nkreader.tui.dialogs.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer in the palette whatever has a key here, the themes, and what a shell is for."""
        from nkreader.tui.fullscreen import FullScreen
        from nkreader.tui.in_a_shell import IN_A_SHELL, told

        if isinstance(screen, ReaderScreen | FullScreen):
            keys = screen.keys_here()
            first: dict[str, ActiveBinding] = {}
            for active in keys:
                first.setdefault(active.binding.action, active)
            for active in first.values():
                binding = active.binding
                run = partial(self.run_action, binding.action, active.node)
                key = "key " + key_name(binding.key).replace("[", "left bracket")
                yield SystemCommand(binding.description, key, run)  # own words
        for name, theme in THEMES.items():
            take = partial(self._take_theme, theme.name)
            yield SystemCommand(f"Theme: {name}", "colours", take)  # own words
        if isinstance(screen, ReaderScreen):
            for what, command in IN_A_SHELL:
                tell = partial(screen.desk.say, told(command))
                yield SystemCommand(what, command, tell)  # own words

    def _take_theme(self, name: str) -> None:
        self.theme = name

    def leave(self, code: int) -> None:
        """Leave because a signal said so; what fails from here on is no fault any more.

        Widgets that are just being put together are taken apart again. Who has left by a key
        already has no other exit code for being in a hurry.
        """
        if not self._exit:
            self.left_with = code
            self.exit(return_code=code)

    def panic(self, *renderables: RenderableType) -> None:
        """End after a fault with one line; Textual would print what it knows of it."""
        self._fatal_error()

    def _fatal_error(self) -> None:
        """End after a fault with one line; Textual would print all local values."""
        if self.crashed is None and self.left_with is None:
            error = sys.exception() or self._exception
            self.crashed = report_crash(error, self.session.workspace.state)
        self._close_messages_no_wait()

    def _loop_failed(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        """Treat what failed outside of any message like a fault in one; asyncio would print it."""
        error = context.get("exception")
        if isinstance(error, Exception) and self.is_running:
            self._handle_exception(error)
