"""A running reader, as tests see it."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from time import monotonic

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.widget import Widget

from harness.rules import rules_read_once
from harness.soon import quiet_comes_soon
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.parts import Parts
from nkreader.tui.app import ReaderApp
from nkreader.tui.screen import ReaderScreen

_PATIENCE = 60.0
_POLL = 0.01
STORY = """Ministry denies shipments

The ministry denied it. Moscow said the trains were empty. A satellite saw full trains.

Analysts think more will follow. Kim Jong Un may visit in May. "We know nothing," he said.

Pyongyang kept silent. The end came late.
"""
TALK = """tv Evening Talk KITTIWAKETV September 19, 2023 5:58pm-6:01pm CEST

5:58 pm
>> welcome to the show. anna: north korea
5:59 pm
has sent shells. that is what seoul says. >> nobody has seen them. not one.
6:00 pm
anna: thank you for coming. good night to you all.
"""


class Reader:
    """A running reader and what tests ask of it."""

    def __init__(self, pilot: Pilot[int], app: ReaderApp) -> None:
        """Hold both."""
        self.pilot = pilot
        self.app = app

    @property
    def screen(self) -> ReaderScreen:
        """The reader's screen, under any dialog."""
        return self.app.reader

    @property
    def desk(self) -> Desk:
        """What lies on the desk there."""
        return self.screen.desk

    @property
    def parts(self) -> Parts:
        """What acts on it."""
        return self.screen.parts

    async def press(self, *keys: str) -> None:
        """Press keys, each when the one before has brought what it asked for; let all settle."""
        for key in keys:
            self.app.post_message(_pressed(key))
            await self._settle(lambda: self.app._under_way or self.app._holds)
        await self._settle(self._is_busy)
        await self.pilot.pause()

    async def type_ahead(self, *keys: str) -> None:
        """Press keys without a look at what comes of them: some may be held."""
        for key in keys:
            self.app.post_message(_pressed(key))
            await self._settle(lambda: self.app._under_way)
        await self.pilot.pause()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Let the reader go on until something holds, and everything settle."""
        deadline = monotonic() + _PATIENCE
        while not condition():
            assert monotonic() < deadline, self.said
            await asyncio.sleep(_POLL)
        await self.pilot.pause()

    def _is_busy(self) -> bool:
        """Tell whether anything is still to come of the keys, however slow the machine is.

        The reader itself does not wait for that without end before it takes the next key.
        """
        app = self.app
        return app._under_way or app.somebody_has_messages or not app.screen.is_mounted

    async def _settle(self, is_busy: Callable[[], bool]) -> None:
        """Wait until the key has come, and while the reader is busy with keys.

        Nothing is asked of the widgets, as Textual's own pilot does, who guesses from a lull: they
        would be busy with that.
        """
        app, deadline, has_come = self.app, monotonic() + _PATIENCE, asyncio.Event()
        app.call_later(has_come.set)
        while not has_come.is_set() or is_busy():
            if not app.is_running or app._exit or app._exception:
                return
            assert monotonic() < deadline, self.said
            await asyncio.sleep(0.001)

    @property
    def selected(self) -> str:
        """The selected text."""
        opened = self.desk.opened
        return self.desk.text.selection.span.of(opened.source.text) if opened else ""

    @property
    def tagged(self) -> list[tuple[str, str]]:
        """Label and quote of what is in the store, in text order."""
        mine = self.app.session.store.annotations.values()
        ordered = sorted(mine, key=lambda each: (each.source, each.start, each.end, each.created))
        return [(each.label.value, each.quote) for each in ordered]

    @property
    def focus(self) -> str | None:
        """The id of the widget that has the keys."""
        return self.app.focused.id if self.app.focused else None

    @property
    def said(self) -> str:
        """What the status line said last."""
        return self.desk.status.message

    def shown(self) -> list[str]:
        """The rows of text on screen."""
        return lines_of(self.desk.text)


def _pressed(name: str) -> events.Key:
    """Return a key as it comes in; it is given as a character or by Textual's name."""
    if len(name) == 1:
        return events.Key(_character_to_key(name), name)
    try:
        called = _get_unicode_name_from_key(REPLACED_KEYS.get(name, name))
        return events.Key(name, unicodedata.lookup(called))
    except KeyError:
        return events.Key(name, None)


def place(reader: Reader) -> type:
    """Return what kind of screen is on top."""
    return type(reader.app.screen)


def lines_of(widget: Widget) -> list[str]:
    """Return the lines that a widget shows, without the blanks at their ends."""
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


Open = Callable[..., AbstractAsyncContextManager[Reader]]


def opener(workspace: Path) -> Open:
    """Return a way to open the reader on a workspace, without a terminal."""

    @asynccontextmanager
    async def opened(
        *paths: Path, size: tuple[int, int] = (120, 40), annotator: str = "ann"
    ) -> AsyncIterator[Reader]:
        session = open_session(locate(cwd=workspace, annotator=annotator), paths, write=True)
        app = ReaderApp(session)
        try:
            with rules_read_once(), quiet_comes_soon():
                async with app.run_test(size=size) as pilot:
                    await pilot.pause()
                    yield Reader(pilot, app)
        finally:
            session.store.close()

    return opened
