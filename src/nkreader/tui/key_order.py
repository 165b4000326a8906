"""Keys handled strictly one after the other.

Textual hands every key at once to the widget that has the focus, and looks for its
binding only when it has come back from there. Of a burst (fast typing over a slow link)
the later keys then reach a widget that the earlier ones were about to leave: the letters
of a quick "/putin" would act as commands, and Enter would save a form before what was pasted into
it. Here a key, or a paste, waits until the one before is done, and all have heard of it: nobody
has a message left. Where that one asked for what takes a moment to gather, the next waits until it
is there.
"""

import asyncio
from collections import deque
from itertools import takewhile
from time import monotonic
from typing import Any

from textual import events
from textual.app import App

from nkreader.text.display import inert_line
from nkreader.tui.one_frame import OneFrame
from nkreader.tui.quiet import Quiet

# The longest that a screen that is just opening, or what a key has begun, holds up the next one;
# in seconds.
_PATIENCE = 1.0
_POLL = 0.002
# More keys than this are not typed but pasted or leaned on: the rest is dropped.
_MOST_WAITING = 4096


class KeyOrder(OneFrame):
    """An application that takes keys in order."""

    def __init__(self, *, ansi_color: bool | None = None) -> None:
        """Begin with no key under way; ``ansi_color`` is Textual's."""
        super().__init__(ansi_color=ansi_color)
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._under_way = False
        self._acts = False
        self._holds = False
        self._opening_since: float | None = None
        self.keys_taken = 0
        self.quiet = Quiet()

    @property
    def untaken(self) -> str:
        """What was typed and waits, up to the first key that is no character."""
        return "".join(takewhile(bool, map(_typed, self._waiting)))

    @property
    def is_at_a_key(self) -> bool:
        """Tell whether a key, or what it has set going, is not done."""
        return self._under_way

    async def on_event(self, event: events.Event) -> None:
        """Handle an event; a key, or a paste, only when no other is under way."""
        if not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
        elif event.is_forwarded:
            self._acts = True
            try:
                await super().on_event(event)
            finally:
                self._acts = False
        elif len(self._waiting) < _MOST_WAITING:
            self.quiet.disturb()
            self._waiting.append(event)
            if not self._under_way:
                await self._next_key()

    def hold_keys(self) -> None:
        """Let keys wait for what was asked for, and is being gathered.

        Esc gives it up, and what was typed for it; Ctrl+C does not wait.
        """
        self._holds = True

    def let_keys_go(self, *, drop: bool = False) -> None:
        """Handle the keys that were held; ``drop`` those whose place has not come."""
        if not self._holds:
            return
        self._holds = False
        if drop:
            self._waiting.clear()
        if self._waiting and not self._under_way:
            self._under_way = True
            self.call_later(self._next_key)

    async def _next_key(self) -> None:
        """Handle the key that has waited longest, once there is a screen for it."""
        self._under_way = bool(self._waiting)
        if not self._waiting:
            return
        if not self._screen_is_open():
            self._wait_for_screen()
            return
        if self._holds and not self._brings_way_out():
            self._under_way = False
            self.end_frame()
            return
        self.keys_taken += 1
        self.begin_frame()
        await self.hand_on(self._waiting.popleft())
        self._go_on()

    def _wait_for_screen(self) -> None:
        """Look again soon for a screen that takes keys."""
        self.set_timer(_POLL, self._next_key)

    async def hand_on(self, event: events.Key | events.Paste) -> None:
        """Give a key or a paste, whose turn it is, to what has the focus."""
        await super().on_event(event)

    def _go_on(self, waited: float = 0.0) -> None:
        """Handle the next key, or draw, once all is done that the last one has set going.

        What hangs, and lets others go on meanwhile, is not waited for without end.
        """
        if self._exit:
            return
        if waited < _PATIENCE and self._is_busy():
            delay = 0.0 if self.owes_a_frame else _POLL
            asyncio.get_running_loop().call_later(delay, self._go_on, waited + delay)
        elif self._waiting:
            self.call_later(self._next_key)
        else:
            self._under_way = False
            self.end_frame()

    def _is_busy(self) -> bool:
        """Tell whether a key is under way still."""
        return self.somebody_has_messages or self._acts or not self._screen_is_open()

    @property
    def somebody_has_messages(self) -> bool:
        """Tell whether there is anybody who has not heard of all that was told."""
        return any(node.message_queue_size for node in (self, *self._registry))

    def _brings_way_out(self) -> bool:
        """Put a key that does not wait before all others; tell whether there is one."""
        keys = [event.key if isinstance(event, events.Key) else "" for event in self._waiting]
        if "escape" in keys:
            self._holds = False
            for _ in range(keys.index("escape")):
                self._waiting.popleft()
            return True
        if "ctrl+c" in keys:
            at = keys.index("ctrl+c")
            interrupt = self._waiting[at]
            del self._waiting[at]
            self._waiting.appendleft(interrupt)
            return True
        return False

    def _screen_is_open(self) -> bool:
        """Tell whether the screen on top takes keys already, or never will."""
        if self.screen.is_mounted:
            self._opening_since = None
            return True
        if self._opening_since is None:
            self._opening_since = monotonic()
        return monotonic() - self._opening_since > _PATIENCE


def _typed(event: events.Key | events.Paste) -> str:
    """Return the text that an event brings, nothing where it is another key."""
    if isinstance(event, events.Paste):
        return inert_line(event.text)
    return (event.character or "") if event.is_printable else ""


def quiet_of(app: App[Any]) -> Quiet:
    """Return what knows when the last key was pressed; where keys have no order, that is nobody."""
    return app.quiet if isinstance(app, KeyOrder) else Quiet()


def hold_keys(app: App[Any]) -> None:
    """Let keys wait for what is being gathered, where the application takes them in order."""
    if isinstance(app, KeyOrder):
        app.hold_keys()


def let_keys_go(app: App[Any], *, drop: bool = False) -> None:
    """Handle the keys that were held, or ``drop`` them."""
    if isinstance(app, KeyOrder):
        app.let_keys_go(drop=drop)
