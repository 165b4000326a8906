"""Screens that answer once: in a burst, keys may answer one that is answered and still there."""

from typing import Any

from textual.await_complete import AwaitComplete


class AnswersOnce:
    """What makes a screen, of which this is the first base, heed its first answer alone."""

    _is_answered = False

    def dismiss(self, result: Any = None) -> AwaitComplete:
        """Answer, and go; a further answer does nothing."""
        if self._is_answered:
            nothing: AwaitComplete = AwaitComplete.nothing()  # type: ignore[no-untyped-call]
            return nothing
        self._is_answered = True
        answered: AwaitComplete = super().dismiss(result)  # type: ignore[misc]
        return answered
