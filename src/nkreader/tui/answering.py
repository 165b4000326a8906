"""Screens over the reader's: how they look, and that they answer only when they are on top.

In a burst, an answer may come late; Textual would take the screen above away in place of the
one that answers.
"""

from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from textual.await_complete import AwaitComplete

if TYPE_CHECKING:
    from textual.app import App

SCREEN_STYLES = Path(__file__).with_name("screens.tcss")


class AnswersOnTop:
    """What makes a screen, of which this is the first base, answer only where it is on top."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = SCREEN_STYLES

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
