"""What comes on the desk: a source, or the beginning of one that is read meanwhile."""

from collections.abc import Callable
from functools import partial

from nkreader.model.errors import NkreaderError
from nkreader.reading.selection import Selection
from nkreader.session.memory import facts_of
from nkreader.session.opened import Opened
from nkreader.session.placed import NOTHING_PLACED
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.listing import Listing, reason_of
from nkreader.tui.actions.locating import Locating
from nkreader.tui.actions.proposing import Proposing
from nkreader.tui.actions.reading import Reading
from nkreader.tui.actions.showing import Showing
from nkreader.tui.panes.sources import Summary, source_key

_AS_IT_IS = "this is the file as it is now"

# Makes of a place that is wanted in a source the one that is selected, once the source is there.
Aim = Callable[[int, Opened, Selection | None], Selection | None]


class Arriving:
    """Puts sources on the desk, and tells who is to know."""

    def __init__(
        self,
        desk: Desk,
        listing: Listing,
        reading: Reading,
        proposing: Proposing,
        showing: Showing,
        locating: Locating,
    ) -> None:
        """Hold what shows a source."""
        self._desk = desk
        self._listing = listing
        self._reading = reading
        self._proposing = proposing
        self._showing = showing
        self._locating = locating
        self.aim: Aim = _as_wanted

    def put(self, index: int, opened: Opened, wanted: Selection | None) -> None:
        """Put a source on the desk, at a place in it that is ``wanted``, else where one was."""
        desk = self._desk
        selection = self.aim(index, opened, wanted)
        goes_on = desk.has_beginning and index == desk.index
        is_other = desk.opened is None or index != desk.index or goes_on
        self._proposing.forget()
        self._lay(index, opened)
        desk.placed = NOTHING_PLACED
        self._listing.note_facts(index, facts_of(opened.source))
        opened.remember(desk.memory.drawn_in(opened.source.id))
        place = self._listing.places.get(opened.source.id)
        self._reading.read_to = place.read if place else 0
        span = selection.span if selection else (place.span if place else None)
        if span and not 0 <= span.start < span.end <= opened.source.length:
            span = None
        if goes_on:
            desk.text.go_on_with(opened)
            self._locating.show_facts()
            if selection and span:
                desk.text.select(selection, jump=True)
        else:
            desk.text.show_source(opened, span)
        self._show_lists(opened, None if goes_on else source_key(index))
        if desk.shown:
            self.look_for_mentions(opened)
        notices = opened.source.notices
        desk.say(notices[0] if notices else "" if is_other else _AS_IT_IS, wrong=bool(notices))
        for tell in desk.when_put:
            tell(opened)

    def show_beginning(self, index: int, selection: Selection | None) -> bool:
        """Show the beginning of a large source, if what is wanted is there; tell whether it is."""
        entry = self._desk.session.library.entries[index]
        place = self._listing.places.at(str(entry.path))
        span = selection.span if selection else (place.span if place else None)
        try:
            opened = self._desk.session.open_beginning(entry)
        except NkreaderError:  # told when all of it is read
            return False
        if opened is None or (span and span.end >= opened.source.length):
            return False
        self._lay(index, opened)
        self._desk.text.show_source(opened, span)
        self._show_lists(opened, source_key(index))
        return True

    def cannot_open(self, index: int, error: NkreaderError) -> None:
        """Tell why a source cannot be read."""
        self._listing.summaries[index] = Summary(problem=reason_of(error))
        self._desk.say(str(error), wrong=True)
        self._listing.show_sources()

    def look_for_mentions(self, opened: Opened) -> None:
        """See to it that mentions are drawn, also where a key has asked for them since."""
        if opened.matcher.ready:
            self._desk.text.mentions_found(opened)
        else:
            self._desk.behind("mentions", partial(self._read_gazetteer, opened), exclusive=True)

    def _lay(self, index: int, opened: Opened) -> None:
        desk = self._desk
        desk.index, desk.opened, desk.current = index, opened, None

    def _show_lists(self, opened: Opened, key: str | None) -> None:
        """Show what goes with a source that is on the desk, the list's cursor on ``key``."""
        self._showing.show_annotations()
        self._listing.show_sources(key)
        self._desk.titles[self._desk.text].say(opened.source.title or opened.path)

    def _read_gazetteer(self, opened: Opened) -> None:
        """Read it while the text stands already, and look around the place."""
        opened.mentions(self._desk.text.selection.span)
        self._desk.app.call_from_thread(self._desk.text.mentions_found, opened)


def _as_wanted(index: int, opened: Opened, wanted: Selection | None) -> Selection | None:
    return wanted
