"""Going from source to source; what is typed meanwhile is for the one that is wanted."""

from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from nkreader.model.errors import NkreaderError
from nkreader.reading import motions
from nkreader.reading.selection import Selection
from nkreader.session.anchoring import is_long_to_compare
from nkreader.session.on_disk import Disk
from nkreader.session.opened import Opened
from nkreader.session.versions import same_offset
from nkreader.tui.actions.arriving import Arriving, Find
from nkreader.tui.actions.listing import is_large
from nkreader.tui.key_order import hold_keys, quiet_of
from nkreader.tui.later import import_the_rest
from nkreader.tui.panes.text import TextPane

_SAMPLES = "these are samples: nkreader FOLDER opens your own"


class Opening(Arriving):
    """Opens sources, each at the place that one was at or wants."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right_square_bracket", "source(1)", "Next source", id="source.next"),
        Binding("left_square_bracket", "source(-1)", "Previous source", id="source.previous"),
        Binding("backspace", "way_back", "Back to where the last jump began", id="jump.back"),
    ]

    def start_reading(self) -> None:
        """Open the source that was read last, else the first."""
        self.begin_list()
        entries = self.session.library.entries
        if not entries:
            self.say("no sources here: start nkreader with a folder or a file", wrong=True)
            return
        paths = [str(entry.path) for entry in entries]
        last = self.places.last(paths)
        if not (last and self.open_source(paths.index(last))):
            self.open_beyond(-1, 1)
        if self.session.library.unasked:
            self.say(_SAMPLES)

    def go_on(self) -> None:
        """Begin what could wait until there is something to read."""
        self.shown = True
        self.prompt.make_ready()
        if self.wanted is not None and self.has_beginning:
            self._read_in_background(self.wanted, self._find)
        if self.owes_ties:
            self._look_for_ties()
        self._make_the_rest_ready()
        self.gather_summaries()
        if self.opened is not None:
            self._look_for_mentions(self.opened)

    def action_source(self, step: int) -> None:
        """Go to the next or previous source that can be read."""
        count = self.text.take_count()
        if not self.open_beyond(self.index + step * (count - 1), step):
            self.say("no further source" if step > 0 else "this is the first source")

    def open_beyond(self, index: int, step: int) -> bool:
        """Open the nearest source after (-1: before) ``index`` that can be read."""
        wanted = index + step
        while 0 <= wanted < len(self.session.library.entries):
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
        self.keep_place()
        self._stop_waiting()
        entry = self.session.library.entries[index]
        at_hand = self.session.library.has(entry) or not is_large(entry.path)
        if entry.reason is None and (not at_hand or is_long_to_compare(self.session, entry)):
            self.wanted = index
            if not (at_hand or find) and self._show_beginning(index, selection):
                selection = None  # it is there: one goes on from it
            else:
                self._awaits_source = True
                hold_keys(self.app)
            self._find = find or (lambda _: selection)
            # It takes time from what is drawn: the first page is drawn before.
            if self.shown or self._awaits_source:
                self._read_in_background(index, self._find)
            return True
        try:
            opened = self.session.open(entry)
        except NkreaderError as error:
            self._cannot_open(index, error)
            return False
        self._put_on_desk(index, opened, find(opened) if find else selection)
        return True

    def choose_source(self, key: str) -> None:
        """Open the source, or go to the section, of a row of the list."""
        source, _, section = key.partition("/")
        if int(source) == self.index and self.opened is not None:
            self._choose_in(self.opened, int(section) if section else None)
        elif not self.open_source(int(source)):
            return
        self.set_focus(self.text)

    def _choose_in(self, opened: Opened, section: int | None) -> None:
        """Go to a section of the open source, which is read anew where that is something else."""
        if self.wanted != self.index:
            self._stop_waiting()
        place = self.text.selection
        if section is not None:
            start = opened.source.sections[section].body.start
            place = motions.select_at(opened.ground, Selection(place.span), start)
        if self.on_disk() is Disk.CHANGED:
            self._open_again(opened, place)
        elif self.has_beginning and self.wanted is None:
            self.open_source(self.index, place)
        elif section is not None:
            self.text.select(place, jump=True)

    def _open_again(self, before: Opened, place: Selection) -> None:
        """Read the open source as its file is now, and go to where a place was ``before``."""

        def find(now: Opened) -> Selection:
            offset = same_offset(before.source, now.source, place.span.start)
            return motions.select_at(now.ground, place, offset)

        self.open_source(self.index, find=find)

    def show_place(self, index: int, selection: Selection, *, jump: bool = False) -> None:
        """Select a passage of a source, which is opened where it is not all here up to there."""
        opened, span = self.opened, selection.span
        if opened is None or index != self.index:
            self.open_source(index, selection)
        elif 0 <= span.start < span.end <= opened.source.length:
            self.text.select(selection, jump=jump)
        elif self.has_beginning:
            self.open_source(index, selection)

    def action_way_back(self) -> None:
        """Go back to where the last jump began."""
        if not self.ways_back:
            self.say("no jump to go back from")
            return
        self.show_place(*self.ways_back.pop())

    def on_text_pane_ended(self, event: TextPane.Ended) -> None:
        """Go on from the end of a beginning once the rest is there."""
        self.awaits_whole(event.again)

    def on_text_pane_jumped(self, event: TextPane.Jumped) -> None:
        """Note where a jump began."""
        self.remember_way_back(event.origin)

    @work(thread=True, group="ties")
    def _look_for_ties(self) -> None:
        """Let the list show also what the first page has not waited for."""
        quiet_of(self.app).wait()
        self.session.everybody.leading_to("")
        self.app.call_from_thread(self.show_list)

    @work(thread=True, group="imports")
    def _make_the_rest_ready(self) -> None:
        import_the_rest()
        quiet_of(self.app).wait()
        self.session.store.make_ready()
