"""What annotations may be tied to: found out behind, before somebody waits for it."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from nkreader.tui.actions.awaited import Awaited
from nkreader.tui.actions.desk import Desk
from nkreader.tui.key_order import quiet_of

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
        self._awaited: Awaited[[]] = Awaited(desk)

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
        self._desk.say("looking through what is tagged, for the first time · Esc gives up")
        self._awaited.begin(then)
        self._begin()

    def _begin(self) -> None:
        self._desk.behind("candidates", self._prepare)

    def _prepare(self) -> None:
        worker = get_current_worker()
        quiet = quiet_of(self._desk.app)

        def is_unwanted() -> bool:
            if not self._awaited:
                quiet.wait()
            return worker.is_cancelled

        self.candidates.prepare(is_unwanted)
        if self._awaited and not worker.is_cancelled:
            self._desk.app.call_from_thread(self._awaited.end)
