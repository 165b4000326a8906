"""A matcher that is made when a text is first looked through: many runs never do."""

from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING

from nkreader.model.entity import Mention

if TYPE_CHECKING:
    from nkreader.text.mentions import Matcher


class LateMatcher:
    """Finds mentions; whoever asks first waits for the gazetteer, in whatever thread."""

    def __init__(self, make: "Callable[[], Matcher]") -> None:
        """Take what makes the matcher."""
        self._make = make
        self._lock = Lock()
        self._matcher: Matcher | None = None
        self.ready = False
        """Whether nobody has to wait any more."""

    def find(self, prose: str, start: int = 0, end: int | None = None) -> tuple[Mention, ...]:
        """Return the mentions in a stretch of prose."""
        with self._lock:
            if self._matcher is None:
                self._matcher = self._make()
            found = self._matcher.find(prose, start, end)
            self.ready = True
        return found
