"""A driver that outlives what comes from a terminal, and not the terminal.

Textual's own dies of a byte that is no text, takes the terminal's answers for keys, runs on
for ever once the terminal is gone, and forgets how it found the terminal when it is stopped
and continued by somebody else.
"""

import os
import selectors
import signal
import sys
from collections import deque
from time import monotonic
from typing import Any, cast

from textual.app import App
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size
from textual.message import Message

from nkreader.tui.driver.keyboard import Keyboard
from nkreader.tui.driver.outlet import Outlet

# How often the thread that reads looks whether it is to end, in seconds.
_LOOK = 0.1
_AT_ONCE = 1 << 14
# More events than this that nobody has taken yet are not typed: the rest is dropped.
_MOST_WAITING = 1 << 13
# More columns or rows than this is no size of a terminal.
_LARGEST = 4096


class HardyDriver(LinuxDriver):
    """Reads keys, and keeps the terminal's state, through whatever happens."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Take over the terminal of stdin and stderr."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        # What stands in the stream already was written before.
        if sys.__stderr__ is not None:
            self._file = cast(Any, Outlet(sys.__stderr__))
        self._aside = True
        self._resizing = False
        self._arrived: deque[Message] = deque()

    # --- what is read

    def run_input_thread(self) -> None:
        """Read until told to end, or until the terminal is gone."""
        keyboard = Keyboard()
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                deadline = keyboard.deadline
                patience = _LOOK if deadline is None else deadline - monotonic()
                if selector.select(max(0.0, min(_LOOK, patience))):
                    data = self._read()
                    if data is None:
                        continue
                    if not data:
                        self.hang_up()
                        return
                    for event in keyboard.feed(data, monotonic()):
                        self.process_message(event)
                for event in keyboard.expire(monotonic()):
                    self.process_message(event)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except Exception as error:  # whatever it is, it is raised where faults are heeded
            self._app.call_later(_fail, error)

    def hang_up(self) -> None:
        """End as a program does whose terminal is gone; called from the thread that reads."""
        os.kill(os.getpid(), signal.SIGHUP)

    def send_message(self, message: Message) -> None:
        """Pass an event on to the application, in one go with others that are on the way."""
        if len(self._arrived) >= _MOST_WAITING:
            return
        self._arrived.append(message)
        if len(self._arrived) == 1:
            self._loop.call_soon_threadsafe(self._deliver)

    def _deliver(self) -> None:
        while self._arrived:
            self._app.post_message(self._arrived.popleft())

    def _read(self) -> bytes | None:
        """Return what has come; nothing once the terminal is gone, None if nothing has come."""
        try:
            return os.read(self.fileno, _AT_ONCE)
        except BlockingIOError:
            return None
        except OSError:
            return b""

    # --- the terminal's state

    def start_application_mode(self) -> None:
        """Take the terminal."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        signal.signal(signal.SIGWINCH, self._resized)
        self._aside = False

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was found."""
        self._aside = True
        super().stop_application_mode()

    @property
    def can_suspend(self) -> bool:
        """Tell whether there is a shell to go back to: who leads a session has none."""
        return os.getsid(0) != os.getpid()

    def _sigtstp_application(self, *_: object) -> None:
        # Textual's would take locks in the signal's handler that may be held already.
        self._loop.call_soon_threadsafe(self._put_aside)

    def _sigcont_application(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._come_back)

    def _put_aside(self) -> None:
        if not self.can_suspend:
            return
        if self._auto_restart and not self._aside:
            self.suspend_application_mode()
            self._must_signal_resume = True
        # The whole job, as the terminal itself does: a shell waits for all of it.
        os.killpg(os.getpgrp(), signal.SIGSTOP)

    def _come_back(self) -> None:
        if not self._auto_restart:
            return
        if self._in_background():
            os.kill(os.getpid(), signal.SIGSTOP)
            return
        if not self._aside:  # stopped unasked: others have had the terminal meanwhile
            self.suspend_application_mode()
        self.resume_application_mode()

    def _in_background(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) != os.getpgrp()
        except OSError:  # no terminal that has a foreground
            return False

    # --- its size

    def _resized(self, *_: object) -> None:
        """Tell the application of a new size, of many only the last."""
        if not self._in_band_window_resize and not self._resizing:
            self._resizing = True
            self._loop.call_soon_threadsafe(self._send_size)

    def _send_size(self) -> None:
        self._resizing = False
        size = Size(*self._get_terminal_size())
        self._app.post_message(Resize(size, size))

    def _get_terminal_size(self) -> tuple[int, int]:
        columns, rows = super()._get_terminal_size()
        return min(columns, _LARGEST), min(rows, _LARGEST)


def _fail(error: Exception) -> None:
    raise error
