"""Going from source to source; what is typed meanwhile is for the one that is wanted."""

import gc
from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events, work
from textual.binding import Binding, BindingType
from textual.worker import get_current_worker

from nkreader.model.errors import NkreaderError
from nkreader.reading import motions
from nkreader.reading.selection import Selection
from nkreader.session.anchoring import NOTHING_PLACED, is_long_to_compare, placed
from nkreader.session.memory import facts_of
from nkreader.session.on_disk import Disk
from nkreader.session.opened import Opened
from nkreader.session.versions import same_offset
from nkreader.store.disk.loading import without_collection
from nkreader.tui.actions.listing import is_large, reason_of
from nkreader.tui.actions.reading import Reading
from nkreader.tui.curtain import Curtain
from nkreader.tui.key_order import KeyOrder, hold_keys, let_keys_go
from nkreader.tui.later import import_the_rest
from nkreader.tui.panes.sources import Summary, source_key
from nkreader.tui.panes.text import TextPane

# The bar that shows it: how many parts, and how often it moves, in seconds. What is there
# sooner than it is seen is not told of.
_BAR = 8
_TICK = 0.3
_SOON = 0.15

_MERE_BEGINNING = "only its beginning is here: open it again in Sources"
_SAMPLES = "these are samples: nkreader FOLDER opens your own"
_AS_IT_IS = "this is the file as it is now"

# Finds the place in a source that is wanted, if any is, once the source is there.
Find = Callable[[Opened], Selection | None]


class Opening(Reading):
    """Opens sources, each at the place that one was at or wants."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right_square_bracket", "source(1)", "Next source", id="source.next"),
        Binding("left_square_bracket", "source(-1)", "Previous source", id="source.previous"),
        Binding("backspace", "way_back", "Back to where the last jump began", id="jump.back"),
    ]

    shown = False
    """Whether the screen is there, and what is done behind it may take time from it."""
    _find: Find = staticmethod(lambda _: None)
    """Where in what is wanted."""
    _awaits_source = False
    """Whether what is wanted is not on the screen: keys wait for it."""
    _told_of_reading = ""

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

    def _stop_waiting(self) -> None:
        """Want no source any more, nor what was typed for one."""
        self.wanted = None
        if self._awaits_source:
            self._awaits_source = False
            let_keys_go(self.app, drop=True)

    def _cannot_open(self, index: int, error: NkreaderError) -> None:
        self.summaries[index] = Summary(problem=reason_of(error))
        self.say(str(error), wrong=True)
        self.show_sources()

    def _show_beginning(self, index: int, selection: Selection | None) -> bool:
        """Show the beginning of a large source, if what is wanted is there; tell whether it is."""
        entry = self.session.library.entries[index]
        place = self.places.at(str(entry.path))
        span = selection.span if selection else (place.span if place else None)
        try:
            opened = self.session.open_beginning(entry)
        except NkreaderError:  # told when all of it is read
            return False
        if opened is None or (span and span.end >= opened.source.length):
            return False
        self.index, self.opened, self.current = index, opened, None
        self.text.show_source(opened, span)
        self.show_annotations()
        self.show_sources(source_key(index))
        self.titles[self.text].say(opened.source.title or opened.path)
        return True

    def _put_on_desk(self, index: int, opened: Opened, selection: Selection | None) -> None:
        goes_on = self.has_beginning and index == self.index
        is_other = self.opened is None or index != self.index or goes_on
        self.index, self.opened, self.current = index, opened, None
        self.placed = NOTHING_PLACED
        self.facts[index] = facts_of(opened.source)
        self.summaries[index] = self.summary_of(index)
        opened.remember(self.memory.drawn_in(opened.source.id))
        place = self.places.get(opened.source.id)
        self.read_to = place.read if place else 0
        span = selection.span if selection else (place.span if place else None)
        if span and not 0 <= span.start < span.end <= opened.source.length:
            span = None
        if goes_on:
            self.text.go_on_with(opened)
            if selection and span:
                self.text.select(selection, jump=True)
        else:
            self.text.show_source(opened, span)
        self.show_annotations()
        self.show_sources(None if goes_on else source_key(index))
        self.titles[self.text].say(opened.source.title or opened.path)
        if self.shown:
            self._look_for_mentions(opened)
        notices = opened.source.notices
        self.say(notices[0] if notices else "" if is_other else _AS_IT_IS, wrong=bool(notices))

    @work(thread=True, group="reading", exclusive=True)
    def _read_in_background(self, index: int, find: Find) -> None:
        """Read a large source while the screen goes on."""
        entry = self.session.library.entries[index]
        call = self.app.call_from_thread
        call(self._tell_of_reading, index)
        try:
            with without_collection():
                opened = self.session.open(entry)
                placed(self.session, opened)  # what compares versions of a text takes a while too
                opened.make_ready()
                place = find(opened)
                # No key is to wait until all that was made has been looked through for garbage.
                gc.freeze()
        except NkreaderError as error:
            call(self._not_come, index, error)
        else:
            call(self._come, index, opened, find, place)
            if self.opened is opened:
                self._prepare_to_keep(opened)

    def _come(self, index: int, opened: Opened, find: Find, place: Selection | None) -> None:
        """Put a source that was read on the desk, unless it is not wanted any more."""
        if self.wanted != index:
            return
        if find is not self._find:  # meanwhile another place in it is wanted
            place = self._find(opened)
        self.wanted, self._awaits_source = None, False
        self._put_on_desk(index, opened, place)
        let_keys_go(self.app)

    def _not_come(self, index: int, error: NkreaderError) -> None:
        """Stay where one is: what was wanted cannot be read."""
        if self.wanted == index:
            self._stop_waiting()
            self._cannot_open(index, error)

    def _prepare_to_keep(self, opened: Opened) -> None:
        """Let the first tag in a large source not wait until all of its text is packed."""
        worker = get_current_worker()
        if isinstance(self.app, KeyOrder):
            self.app.quiet.wait()
        if not worker.is_cancelled:
            self.session.store.prepare_text(opened.ref, opened.source.text)

    def _tell_of_reading(self, index: int) -> None:
        self.set_timer(_SOON, partial(self._show_reading, index, 0))

    def _show_reading(self, index: int, step: int) -> None:
        """Show that a large source is being read, as long as it is."""
        if self.wanted != index:
            return
        name = self.session.library.entries[index].path.name
        bar = "".join("▰" if k == step % _BAR else "▱" for k in range(_BAR))
        if self._awaits_source or self.status.message in ("", self._told_of_reading):
            self._told_of_reading = f"{bar} reading {name} · Esc gives up"
            self.status.say(self._told_of_reading)
        if isinstance(self.app, Curtain) and self.app.patience_is_over:
            self.app.show_row(self.status.region.y)
        self.set_timer(_TICK, partial(self._show_reading, index, step + 1))

    def on_key(self, event: events.Key) -> None:
        """Give up a source that is being read."""
        if event.key == "escape" and self.wanted is not None:
            here = "not opened" if self._awaits_source else _MERE_BEGINNING
            self._stop_waiting()
            self.show_sources(source_key(self.index))
            self.say(here)

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

    def on_text_pane_jumped(self, event: TextPane.Jumped) -> None:
        """Note where a jump began."""
        self.remember_way_back(event.origin)

    @work(thread=True, group="imports")
    def _make_the_rest_ready(self) -> None:
        import_the_rest()
        if isinstance(self.app, KeyOrder):
            self.app.quiet.wait()
        self.session.store.make_ready()

    def _look_for_mentions(self, opened: Opened) -> None:
        """See to it that mentions are drawn, also where a key has asked for them since."""
        if opened.matcher.ready:
            self.text.mentions_found(opened)
        else:
            self._read_gazetteer(opened)

    @work(thread=True, group="mentions", exclusive=True)
    def _read_gazetteer(self, opened: Opened) -> None:
        """Read it while the text stands already, and look around the place."""
        opened.mentions(self.text.selection.span)
        self.app.call_from_thread(self.text.mentions_found, opened)
