"""Screens that answer only when they are on top: in a burst, an answer may come late.

Textual would take the screen above away in place of the one that answers.
"""

from typing import TYPE_CHECKING, Any

from textual.await_complete import AwaitComplete

if TYPE_CHECKING:
    from textual.app import App


class AnswersOnTop:
    """What makes a screen, of which this is the first base, answer only where it is on top."""

    if TYPE_CHECKING:
        app: App[Any]

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Answer, and go; where the screen is gone or covered by another, do nothing."""
        on_top: object = self.app.screen
        if on_top is not self:
            nothing: AwaitComplete = AwaitComplete.nothing()  # type: ignore[no-untyped-call]
            return nothing
        answered: AwaitComplete = super().dismiss(result)  # type: ignore[misc]
        return answered
