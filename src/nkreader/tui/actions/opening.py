"""Going from source to source; what is typed meanwhile is for the one that is wanted."""

from nkreader.model.errors import NkreaderError
from nkreader.reading import motions
from nkreader.reading.selection import Selection
from nkreader.session.anchoring import is_long_to_compare
from nkreader.session.on_disk import Disk
from nkreader.session.opened import Opened
from nkreader.session.versions import same_offset
from nkreader.tui.actions.arriving import Arriving
from nkreader.tui.actions.awaiting import Awaiting, Find
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.listing import Listing, is_large
from nkreader.tui.actions.reading import Reading

_SAMPLES = "these are samples: nkreader FOLDER opens your own"


class Opening:
    """Opens sources, each at the place that one was at or wants."""

    def __init__(
        self,
        desk: Desk,
        listing: Listing,
        reading: Reading,
        arriving: Arriving,
        awaiting: Awaiting,
    ) -> None:
        """Hold what reads a source and puts it on the desk."""
        self._desk = desk
        self._listing = listing
        self._reading = reading
        self._arriving = arriving
        self._awaiting = awaiting

    def open_first(self) -> None:
        """Open the source that was read last, else the first."""
        library = self._desk.session.library
        if not library.entries:
            self._desk.say("no sources here: start nkreader with a folder or a file", wrong=True)
            return
        paths = [str(entry.path) for entry in library.entries]
        last = self._listing.places.last(paths)
        if not (last and self.open_source(paths.index(last))):
            self._open_beyond(-1, 1)
        if library.unasked:
            self._desk.say(_SAMPLES)

    def next_source(self, step: int) -> None:
        """Go to the next or previous source that can be read."""
        count = self._desk.text.take_count()
        if not self._open_beyond(self._desk.index + step * (count - 1), step):
            self._desk.say("no further source" if step > 0 else "this is the first source")

    def _open_beyond(self, index: int, step: int) -> bool:
        """Open the nearest source after (-1: before) ``index`` that can be read."""
        wanted = index + step
        while 0 <= wanted < len(self._desk.session.library.entries):
            if self.open_source(wanted):
                return True
            wanted += step
        return False

    def open_source(
        self, index: int, selection: Selection | None = None, *, find: Find | None = None
    ) -> bool:
        """Open a source where one was in it, at ``selection``, or where ``find`` says.

        What is typed until it is on the screen is meant for it. One that cannot be read is said to
        be so; then the open one stays, and the answer is no.
        """
        self._reading.keep_place()
        self._awaiting.stop()
        session = self._desk.session
        entry = session.library.entries[index]
        at_hand = session.library.has(entry) or not is_large(entry.path)
        if entry.reason is None and (not at_hand or is_long_to_compare(session, entry)):
            is_begun = not (at_hand or find) and self._arriving.show_beginning(index, selection)
            place = None if is_begun else selection  # what is begun one goes on from
            self._awaiting.want(index, find or (lambda _: place), is_begun=is_begun)
            return True
        try:
            opened = session.open(entry)
        except NkreaderError as error:
            self._arriving.cannot_open(index, error)
            return False
        self._arriving.put(index, opened, find(opened) if find else selection)
        return True

    def choose_source(self, key: str) -> None:
        """Open the source, or go to the section, of a row of the list."""
        source, _, section = key.partition("/")
        if int(source) == self._desk.index and self._desk.opened is not None:
            self._choose_in(self._desk.opened, int(section) if section else None)
        elif not self.open_source(int(source)):
            return
        self._desk.screen.set_focus(self._desk.text)

    def _choose_in(self, opened: Opened, section: int | None) -> None:
        """Go to a section of the open source, which is read anew where that is something else."""
        desk = self._desk
        if desk.wanted != desk.index:
            self._awaiting.stop()
        place = desk.text.selection
        if section is not None:
            start = opened.source.sections[section].body.start
            place = motions.select_at(opened.ground, Selection(place.span), start)
        if desk.on_disk is Disk.CHANGED:
            self._open_again(opened, place)
        elif desk.has_beginning and desk.wanted is None:
            self.open_source(desk.index, place)
        elif section is not None:
            desk.text.select(place, jump=True)

    def _open_again(self, before: Opened, place: Selection) -> None:
        """Read the open source as its file is now, and go to where a place was ``before``."""

        def find(now: Opened) -> Selection:
            offset = same_offset(before.source, now.source, place.span.start)
            return motions.select_at(now.ground, place, offset)

        self.open_source(self._desk.index, find=find)

    def show_place(self, index: int, selection: Selection, *, jump: bool = False) -> None:
        """Select a passage of a source, which is opened where it is not all here up to there."""
        desk, span = self._desk, selection.span
        if desk.opened is None or index != desk.index:
            self.open_source(index, selection)
        elif 0 <= span.start < span.end <= desk.opened.source.length:
            desk.text.select(selection, jump=jump)
        elif desk.has_beginning:
            self.open_source(index, selection)

    def go_back(self) -> None:
        """Go back to where the last jump began."""
        if not self._desk.ways_back:
            self._desk.say("no jump to go back from")
            return
        self.show_place(*self._desk.ways_back.pop())
