"""What comes on the desk: a source that was read, or is waited for while it is read."""

import gc
from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual import events, work
from textual.worker import get_current_worker

from nkreader.model.errors import NkreaderError
from nkreader.model.source import Source
from nkreader.reading.selection import Selection
from nkreader.session.anchoring import NOTHING_PLACED, placed
from nkreader.session.memory import facts_of
from nkreader.session.opened import Opened
from nkreader.store.disk.loading import without_collection
from nkreader.tui.actions.listing import reason_of
from nkreader.tui.actions.reading import Reading
from nkreader.tui.curtain import Curtain
from nkreader.tui.key_order import hold_keys, let_keys_go, quiet_of
from nkreader.tui.panes.sources import Summary, source_key

# The bar that shows it: how many parts, and how often it moves, in seconds. What is there
# sooner than it is seen is not told of.
_BAR = 8
_TICK = 0.3
_SOON = 0.15

_MERE_BEGINNING = "only its beginning is here: open it again in Sources"
_AS_IT_IS = "this is the file as it is now"

# Finds the place in a source that is wanted, if any is, once the source is there.
Find = Callable[[Opened], Selection | None]


class Arriving(Reading):
    """Puts sources on the desk; of a large one its beginning first, or keys wait for it."""

    _find: Find = staticmethod(lambda _: None)
    """Where in what is wanted."""
    _awaits_source = False
    """Whether what is wanted is not on the screen: keys wait for it."""
    _told_of_reading = ""
    _once_whole: Callable[[], None] | None = None
    """What was asked of the whole of a source when only its beginning was there."""
    whole_length = 0
    """How long the open source is, in code points; of a beginning, how long the whole may be."""

    def awaits_whole(self, act: Callable[[], None]) -> bool:
        """Do something once all of the open source is there; the answer is no where it is.

        What is typed meanwhile waits. Where nobody reads the rest any more, that is said.
        """
        if not self.has_beginning:
            return False
        if self.wanted != self.index:
            self.say(_MERE_BEGINNING)
            return True
        self._once_whole, self._awaits_source = act, True
        hold_keys(self.app)
        return True

    def _put_on_desk(self, index: int, opened: Opened, selection: Selection | None) -> None:
        goes_on = self.has_beginning and index == self.index
        is_other = self.opened is None or index != self.index or goes_on
        self.index, self.opened, self.current = index, opened, None
        self.whole_length = opened.source.length
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
            self.show_facts()
            if selection and span:
                self.text.select(selection, jump=True)
        else:
            self.text.show_source(opened, span)
        self._show_lists(opened, None if goes_on else source_key(index))
        if self.shown:
            self._look_for_mentions(opened)
        notices = opened.source.notices
        self.say(notices[0] if notices else "" if is_other else _AS_IT_IS, wrong=bool(notices))

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
        self.whole_length = _length_by_size(entry.path, opened.source)
        self.text.show_source(opened, span)
        self._show_lists(opened, source_key(index))
        return True

    def _show_lists(self, opened: Opened, key: str | None) -> None:
        """Show what goes with a source that is on the desk, the list's cursor on ``key``."""
        self.show_annotations()
        self.show_sources(key)
        self.titles[self.text].say(opened.source.title or opened.path)

    def _cannot_open(self, index: int, error: NkreaderError) -> None:
        self.summaries[index] = Summary(problem=reason_of(error))
        self.say(str(error), wrong=True)
        self.show_sources()

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
        act, self._once_whole = self._once_whole, None
        self.wanted, self._awaits_source = None, False
        self._put_on_desk(index, opened, place)
        if act is not None:
            act()
        let_keys_go(self.app)

    def _not_come(self, index: int, error: NkreaderError) -> None:
        """Stay where one is: what was wanted cannot be read."""
        if self.wanted == index:
            self._stop_waiting()
            self._cannot_open(index, error)

    def _stop_waiting(self) -> None:
        """Want no source any more, nor what was typed for one."""
        self.wanted = self._once_whole = None
        if self._awaits_source:
            self._awaits_source = False
            let_keys_go(self.app, drop=True)

    def _prepare_to_keep(self, opened: Opened) -> None:
        """Let the first tag in a large source not wait until all of its text is packed."""
        worker = get_current_worker()
        quiet_of(self.app).wait()
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
            is_begun = self.has_beginning and self.wanted == self.index
            here = _MERE_BEGINNING if is_begun else "not opened"
            self._stop_waiting()
            self.show_sources(source_key(self.index))
            self.say(here)

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


def _length_by_size(path: Path, beginning: Source) -> int:
    """Return how long a source may be, in code points, by the size of its file."""
    size = len(beginning.text.encode("utf-8", "surrogatepass"))
    try:
        return max(path.stat().st_size * beginning.length // max(size, 1), beginning.length)
    except OSError:
        return beginning.length
