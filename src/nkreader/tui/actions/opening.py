"""Going from source to source, and finding again where one was."""

import gc
from functools import partial
from typing import ClassVar

from msgspec.structs import replace
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
from nkreader.store.beside.places import Place
from nkreader.store.disk.loading import without_collection
from nkreader.tui.actions.listing import Listing, is_large, reason_of
from nkreader.tui.curtain import Curtain
from nkreader.tui.key_order import KeyOrder, hold_keys, let_keys_go
from nkreader.tui.later import import_the_rest
from nkreader.tui.panes.sources import Summary
from nkreader.tui.panes.text import TextPane

# The bar that shows it: how many parts, and how often it moves, in seconds.
_BAR = 8
_TICK = 0.3


class Opening(Listing):
    """Opens sources; keeps one's place in each."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right_square_bracket", "source(1)", "Next source", id="source.next"),
        Binding("left_square_bracket", "source(-1)", "Previous source", id="source.previous"),
        Binding("backspace", "way_back", "Back to where the last jump began", id="jump.back"),
    ]

    shown = False
    """Whether the screen is there, and what is done behind it may take time from it."""
    _told_of_reading = ""
    read_to = 0
    """How far the open source was read, in code points: what was jumped to is not."""

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

    def go_on(self) -> None:
        """Begin what could wait until there is something to read."""
        self.shown = True
        self.prompt.make_ready()
        if self.wanted is not None and self.has_beginning:
            self._read_in_background(self.wanted, None)
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

    def open_source(self, index: int, selection: Selection | None = None) -> bool:
        """Open a source where one was in it, or at ``selection``.

        One that cannot be read is said to be so; then the open one stays, and the answer is no.
        """
        self.keep_place()
        entry = self.session.library.entries[index]
        self.wanted = None
        at_hand = self.session.library.has(entry) or not is_large(entry.path)
        if entry.reason is None and (not at_hand or is_long_to_compare(self.session, entry)):
            self.wanted = index
            if not at_hand:
                self._show_beginning(index, selection)
            if self.opened is None:  # what is typed is meant for this one
                hold_keys(self.app)
            # It takes time from what is drawn: the first page is drawn before.
            if self.shown or not self.has_beginning:
                self._read_in_background(index, selection)
            return True
        try:
            opened = self.session.open(entry)
        except NkreaderError as error:
            self._cannot_open(index, error)
            return False
        self._put_on_desk(index, opened, selection)
        return True

    def _cannot_open(self, index: int, error: NkreaderError) -> None:
        self.summaries[index] = Summary(problem=reason_of(error))
        self.say(str(error), wrong=True)
        self.show_sources()

    def _show_beginning(self, index: int, selection: Selection | None) -> None:
        """Show the beginning of a large source, if one was there when one left it."""
        entry = self.session.library.entries[index]
        place = self.places.at(str(entry.path))
        span = selection.span if selection else (place.span if place else None)
        try:
            opened = self.session.open_beginning(entry)
        except NkreaderError:  # told when all of it is read
            return
        if opened is None or (span and span.end >= opened.source.length):
            return
        self.index, self.opened, self.current = index, opened, None
        self.text.show_source(opened, span)
        self.show_annotations()
        self.show_sources()
        self.titles[self.text].say(opened.source.title or opened.path)

    def _put_on_desk(self, index: int, opened: Opened, selection: Selection | None) -> None:
        goes_on = self.has_beginning and index == self.index
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
        else:
            self.text.show_source(opened, span)
        self.show_annotations()
        self.show_sources()
        self.titles[self.text].say(opened.source.title or opened.path)
        if self.shown:
            self._look_for_mentions(opened)
        notices = opened.source.notices
        self.say(notices[0] if notices else "", wrong=bool(notices))

    @work(thread=True, group="reading", exclusive=True)
    def _read_in_background(self, index: int, selection: Selection | None) -> None:
        """Read a large source while the screen goes on; what is no longer wanted is dropped."""
        entry = self.session.library.entries[index]
        call = self.app.call_from_thread
        call(self._show_reading, index, 0)
        try:
            with without_collection():
                opened = self.session.open(entry)
                placed(self.session, opened)  # what compares versions of a text takes a while too
                opened.make_ready()
                # No key is to wait until all that was made has been looked through for garbage.
                gc.freeze()
        except NkreaderError as error:
            if self.wanted == index:
                self.wanted = None
                call(self._cannot_open, index, error)
                call(let_keys_go, self.app, drop=True)
            return
        if self.wanted == index:
            self.wanted = None
            call(self._put_on_desk, index, opened, selection)
            call(let_keys_go, self.app)
            self._prepare_to_keep(opened)

    def _prepare_to_keep(self, opened: Opened) -> None:
        """Let the first tag in a large source not wait until all of its text is packed."""
        worker = get_current_worker()
        if isinstance(self.app, KeyOrder):
            self.app.quiet.wait()
        if not worker.is_cancelled:
            self.session.store.prepare_text(opened.ref, opened.source.text)

    def _show_reading(self, index: int, step: int) -> None:
        """Show that a large source is being read, as long as it is."""
        if self.wanted != index:
            return
        name = self.session.library.entries[index].path.name
        bar = "".join("▰" if k == step % _BAR else "▱" for k in range(_BAR))
        if not self.has_beginning or self.status.message in ("", self._told_of_reading):
            self._told_of_reading = f"{bar} reading {name} · Esc gives up"
            self.status.say(self._told_of_reading)
        if isinstance(self.app, Curtain) and self.app.patience_is_over:
            self.app.show_row(self.status.region.y)
        self.set_timer(_TICK, partial(self._show_reading, index, step + 1))

    def on_key(self, event: events.Key) -> None:
        """Give up a source that is being read."""
        if event.key == "escape" and self.wanted is not None:
            self.wanted = None
            here = "only its beginning is here: open it again in Sources"
            self.say(here if self.has_beginning else "not opened")

    def note_place(self) -> None:
        """Note where one is in the open source; soon it is also on disk."""
        if self.opened is None or not self.opened.source.length or self.has_beginning:
            return
        path = str(self.session.library.entries[self.index].path)
        place = Place(path, self.text.selection.span, self.read_to)
        if self.places.put(self.opened.source.id, place):
            known = self.summaries[self.index]
            self.summaries[self.index] = replace(known, read=self.share_read(self.index))

    def keep_place(self) -> None:
        """Note where one is in the open source, on disk too."""
        if self.opened is None:
            return
        self.note_place()
        try:
            self.places.save()
        except OSError as error:
            self.log.warning(f"places not saved: {error}")

    def note_read(self, *, jumped: bool) -> None:
        """Note that what is selected was read, unless it was jumped to."""
        if not jumped:
            self.read_to = max(self.read_to, self.text.selection.span.end)

    def choose_source(self, key: str) -> None:
        """Open the source, or go to the section, of a row of the list."""
        index, _, section = key.partition("/")
        elsewhere = int(index) != self.index or self.opened is None
        if elsewhere and not self.open_source(int(index)):
            return
        if not elsewhere and self.on_disk() is Disk.CHANGED:
            self._open_again()
        if section and self.opened is not None:
            start = self.opened.source.sections[int(section)].body.start
            sentence = self.opened.ground.sentence_after(start, ended=True)
            if sentence:
                self.text.select(Selection(sentence), jump=True)
        self.set_focus(self.text)

    def _open_again(self) -> None:
        """Read the open source as its file is now, and go to where one was in it."""
        before, span = self.opened, self.text.selection.span
        if not self.open_source(self.index) or self.opened is None or before is None:
            return
        if self.opened is before:  # a large one is still being read
            return
        offset = same_offset(before.source, self.opened.source, span.start)
        self.text.select(motions.select_at(self.opened.ground, self.text.selection, offset))
        self.say("this is the file as it is now")

    def action_way_back(self) -> None:
        """Go back to where the last jump began."""
        if not self.ways_back:
            self.say("no jump to go back from")
            return
        index, selection = self.ways_back.pop()
        if index == self.index:
            self.text.select(selection)
        else:
            self.open_source(index, selection)

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
        """See to it that mentions are drawn, should nobody have looked for any so far."""
        if not opened.matcher.ready:
            self._read_gazetteer(opened)

    @work(thread=True, group="mentions", exclusive=True)
    def _read_gazetteer(self, opened: Opened) -> None:
        """Read it while the text stands already, and look around the place."""
        opened.mentions(self.text.selection.span)
        self.app.call_from_thread(self.text.mentions_found, opened)
