"""How far one has read, and where one is, in each source: found again in the next sitting."""

import asyncio
from collections.abc import Callable

from msgspec.structs import replace

from nkreader.store.beside.places import Place
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.listing import Listing

# The place is kept when the selection has not moved for so long, in seconds.
_REST = 0.5


class Reading:
    """Keeps one's place in each source."""

    def __init__(self, desk: Desk, listing: Listing) -> None:
        """Have read nothing yet."""
        self._desk = desk
        self._listing = listing
        self.read_to = 0
        """How far the open source was read, in code points: what was jumped to is not."""
        self._jumped_to = 0
        """The end of what was jumped to last: who goes back from there has not read up to it."""
        self._awaits_rest: asyncio.TimerHandle | None = None

    def note_place(self) -> None:
        """Note where one is in the open source; soon it is also on disk."""
        desk, listing = self._desk, self._listing
        if desk.opened is None or not desk.opened.source.length or desk.has_beginning:
            return
        path = str(desk.session.library.entries[desk.index].path)
        place = Place(path, desk.text.selection.span, self.read_to)
        if listing.places.put(desk.opened.source.id, place):
            known = listing.summaries[desk.index]
            share = listing.share_read(desk.index)
            listing.summaries[desk.index] = replace(known, read=share)

    def keep_place(self) -> None:
        """Note where one is in the open source, on disk too."""
        self._keep(self._listing.places.save)

    def keep_place_in_rest(self) -> None:
        """Keep the place once the selection, which has just moved, stays."""
        self._wait_no_more()
        self._awaits_rest = asyncio.get_running_loop().call_later(_REST, self.keep_place)

    def leave(self) -> None:
        """Keep the place, and leave those of all sources in order."""
        self._wait_no_more()
        self._keep(self._listing.places.put_in_order)

    def show_share(self) -> None:
        """Let the list of sources say how far one is by now; while one reads it is not drawn."""
        self.note_place()
        self._listing.show_counts()

    def note_read(self, *, jumped: bool) -> None:
        """Note that what is selected was read, unless it was jumped to, or is before that."""
        end = self._desk.text.selection.span.end
        if jumped:
            self._jumped_to = end
        elif end > self._jumped_to:
            self.read_to = max(self.read_to, end)

    def _keep(self, write: Callable[[], None]) -> None:
        if self._desk.opened is None:
            return
        self.note_place()
        try:
            write()
        except OSError as error:
            self._desk.screen.log.warning(f"places not saved: {error}")

    def _wait_no_more(self) -> None:
        if self._awaits_rest is not None:
            self._awaits_rest.cancel()
            self._awaits_rest = None
