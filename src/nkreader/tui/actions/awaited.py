"""What is done once something was gathered behind; keys wait for it, and Esc gives it up."""

from collections.abc import Callable
from typing import Generic, ParamSpec

from nkreader.tui.actions.desk import Desk
from nkreader.tui.key_order import hold_keys, let_keys_go

Given = ParamSpec("Given")


class Awaited(Generic[Given]):
    """Knows what is awaited, if anything is: one thing at a time."""

    def __init__(self, desk: Desk) -> None:
        """Await nothing."""
        self._desk = desk
        self._then: Callable[Given, None] | None = None
        desk.given_up.append(self._give_up)

    def __bool__(self) -> bool:
        return self._then is not None

    def is_(self, then: Callable[Given, None]) -> bool:
        """Tell whether this is what is awaited."""
        return self._then is then

    def begin(self, then: Callable[Given, None]) -> None:
        """Let keys wait until ``then`` is done with what is gathered for it."""
        self._then = then
        hold_keys(self._desk.app)

    def end(self, *args: Given.args, **kwargs: Given.kwargs) -> None:
        """Do what is awaited, unless Esc gave it up."""
        then, self._then = self._then, None
        if then is None:
            return
        # Whoever has gone on to something else meanwhile is not to be taken away from it.
        if self._desk.is_on_top:
            self._desk.say("")
            then(*args, **kwargs)
        if self._then is None:  # else more is gathered before there is anything to see
            let_keys_go(self._desk.app, drop=self._desk.is_on_top)

    def _give_up(self) -> None:
        if self._then is not None:
            self._then = None
            self._desk.say("given up")
