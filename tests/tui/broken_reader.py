"""The reader with a fault in it: python broken_reader.py WHERE, on a terminal.

The fault's message and the locals around it are what nobody may read elsewhere.
"""

import sys
from collections.abc import Callable

from textual.widget import Widget
from textual.widgets import Static

from nkreader.cli import main
from nkreader.tui.driver.keyboard import Keyboard
from nkreader.tui.panes.text import TextPane
from nkreader.tui.screen import ReaderScreen

PRIVATE = "whatnobodymayread"


def fail(*_: object, **__: object) -> None:
    """Fail, with what is private in the message and in a local."""
    note = PRIVATE
    raise ValueError(f"could not keep {note}")


def _fail_later(self: ReaderScreen) -> None:
    self.set_timer(0.01, fail)


def _fail_in_the_loop(self: ReaderScreen) -> None:
    self.app._loop.call_soon(fail)  # type: ignore[union-attr]


def _fail_in_a_thread(self: ReaderScreen) -> None:
    self.run_worker(fail, thread=True)


def _fail_in_rows(self: ReaderScreen) -> None:
    TextPane.render_line = fail  # type: ignore[assignment, method-assign]
    self.refresh(layout=True)
    self.desk.text.refresh()


def _fail_in_markup(self: ReaderScreen) -> None:
    self.mount(Static(f"[/{PRIVATE}]"))


# Faults that come when "?" is pressed.
ON_A_KEY: dict[str, Callable[[ReaderScreen], None]] = {
    "handler": fail,
    "timer": _fail_later,
    "loop": _fail_in_the_loop,
    "thread": _fail_in_a_thread,
    "rows": _fail_in_rows,
    "markup": _fail_in_markup,
}
# Faults that come by themselves: what fails, and whose it is.
AT_START: dict[str, tuple[type, str]] = {
    "compose": (ReaderScreen, "compose"),
    "dispatch": (Widget, "on_event"),
}
# A fault that comes with the first key.
ON_INPUT: dict[str, tuple[type, str]] = {"keyboard": (Keyboard, "feed")}


def break_it(where: str) -> None:
    """Put the fault in."""
    if where in ON_A_KEY:
        setattr(ReaderScreen, "action_help", ON_A_KEY[where])  # noqa: B010 - it is replaced
    else:
        owner, name = (AT_START | ON_INPUT)[where]
        setattr(owner, name, fail)


if __name__ == "__main__":
    break_it(sys.argv[1])
    sys.exit(main(sys.argv[2:]))
