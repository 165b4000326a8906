"""Changes: attempted, and shown as done once they are on disk."""

from collections.abc import Callable
from datetime import datetime

from nkreader.model.errors import NkreaderError
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.locating import Locating
from nkreader.tui.actions.notices import Notices
from nkreader.tui.actions.reading import Reading
from nkreader.tui.actions.showing import Showing

UNDOES = "u undoes"


class Saving:
    """Tells what came of a change."""

    def __init__(
        self,
        desk: Desk,
        notices: Notices,
        showing: Showing,
        reading: Reading,
        locating: Locating,
    ) -> None:
        """Hold what shows a change."""
        self._desk = desk
        self._notices = notices
        self._showing = showing
        self._reading = reading
        self._locating = locating

    def attempt(self, work: Callable[[], None]) -> None:
        """Do something that may be refused; a refusal is said, and nothing has changed."""
        try:
            work()
        except NkreaderError as error:
            # What stood in the way may have come from elsewhere: show what there is now.
            self._showing.show_annotations()
            self._desk.say(" · ".join([str(error), *self._notices.news()]), wrong=True)

    def saved(self, what: str, then: str = UNDOES) -> None:
        """Say that a change is on disk, and show it; what is to be known of the files goes first.

        Of that and ``then`` there is room for one.
        """
        self._reading.note_place()
        self._showing.show_changed()
        at = self._desk.saved_at = datetime.now().astimezone().strftime("%H:%M:%S")
        self._desk.say(" · ".join([f"{what}, saved {at}", *(self._notices.news() or [then])]))
        self._locating.show_facts()
