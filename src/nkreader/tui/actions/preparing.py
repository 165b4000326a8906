"""What annotations may be tied to: found out behind, before somebody waits for it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from nkreader.tui.actions.desk import Desk
from nkreader.tui.key_order import hold_keys, let_keys_go, quiet_of

if TYPE_CHECKING:
    from nkreader.session.linking.candidates import Candidates

# What was just done is to be seen first, in seconds.
_SOON = 0.5


class Preparing:
    """Looks through what is tagged once there is an annotation in hand."""

    def __init__(self, desk: Desk) -> None:
        """Prepare nothing yet."""
        self._desk = desk
        self._is_begun = False
        self._then: Callable[[], None] | None = None
        desk.given_up.append(self._give_up)

    @cached_property
    def candidates(self) -> "Candidates":
        """What annotations may be tied to."""
        from nkreader.session.linking.candidates import Candidates

        return Candidates(self._desk.session)

    def begin(self) -> None:
        """Begin soon, unless that was done."""
        if not self._is_begun:
            self._is_begun = True
            self._desk.screen.set_timer(_SOON, self._begin)

    def wait(self, then: Callable[[], None]) -> None:
        """Let keys wait until all is looked through, and ``then`` do something."""
        self._then = then
        self._desk.say("looking through what is tagged, for the first time · Esc gives up")
        hold_keys(self._desk.app)
        self._begin()

    def _begin(self) -> None:
        self._desk.behind("candidates", self._prepare)

    def _prepare(self) -> None:
        worker = get_current_worker()
        quiet = quiet_of(self._desk.app)

        def is_unwanted() -> bool:
            if self._then is None:
                quiet.wait()
            return worker.is_cancelled

        self.candidates.prepare(is_unwanted)
        if self._then is not None and not worker.is_cancelled:
            self._desk.app.call_from_thread(self._go_on)

    def _go_on(self) -> None:
        """Do what was to be done, unless Esc gave it up or another place is on the screen."""
        then, self._then = self._then, None
        if then is None:
            return
        if self._desk.is_on_top:
            self._desk.say("")
            then()
        if self._then is None:
            let_keys_go(self._desk.app, drop=self._desk.is_on_top)

    def _give_up(self) -> None:
        if self._then is not None:
            self._then = None
            self._desk.say("given up")
