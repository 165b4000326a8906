"""A large source is read behind; what needs all of it, and the keys after, wait for it."""

import gc
from collections.abc import Callable
from functools import partial

from textual.worker import get_current_worker

from nkreader.model.errors import NkreaderError
from nkreader.reading.selection import Selection
from nkreader.session.anchoring import placed
from nkreader.session.opened import Opened
from nkreader.store.disk.loading import without_collection
from nkreader.tui.actions.arriving import Arriving
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.listing import Listing
from nkreader.tui.curtain import Curtain
from nkreader.tui.key_order import hold_keys, let_keys_go, quiet_of
from nkreader.tui.panes.sources import source_key

# The bar that shows it: how many parts, and how often it moves, in seconds. What is there
# sooner than it is seen is not told of.
_BAR = 8
_TICK = 0.3
_SOON = 0.15
# For so many moves of the bar the answer to another key stands in its place.
_STANDS = 7

_MERE_BEGINNING = "only its beginning is here: open it again in Sources"

# Finds the place in a source that is wanted, if any is, once the source is there.
Find = Callable[[Opened], Selection | None]


class Awaiting:
    """Wants one source at a time."""

    def __init__(self, desk: Desk, listing: Listing, arriving: Arriving) -> None:
        """Want none."""
        self._desk = desk
        self._listing = listing
        self._arriving = arriving
        self._find: Find = lambda _: None
        # Whether what is wanted is not on the screen: keys wait for it.
        self._holds = False
        self._told = ""
        # What another key has said meanwhile, and how often it was seen there.
        self._answer, self._seen = "", 0
        # What was asked of the whole of a source when only its beginning was there.
        self._once_whole: Callable[[], None] | None = None

    def whole(self, act: Callable[[], None]) -> bool:
        """Do something once all of the open source is there; the answer is no where it is.

        What is typed meanwhile waits. Where nobody reads the rest any more, that is said.
        """
        if not self._desk.has_beginning:
            return False
        if self._desk.wanted != self._desk.index:
            self._desk.say(_MERE_BEGINNING)
            return True
        self._once_whole = act
        self._hold()
        return True

    def want(self, index: int, find: Find, *, is_begun: bool) -> None:
        """Read a source behind, and put it on the desk where ``find`` says.

        Unless it ``is_begun`` on the screen, keys wait for it.
        """
        self._desk.wanted, self._find = index, find
        if not is_begun:
            self._hold()
        # It takes time from what is drawn: the first page is drawn before.
        if self._desk.shown or not is_begun:
            self._read_behind(index)

    def go_on(self) -> None:
        """Begin to read what had to wait for the first page."""
        if self._desk.wanted is not None and self._desk.has_beginning:
            self._read_behind(self._desk.wanted)

    def stop(self) -> None:
        """Want no source any more, nor what was typed for one."""
        self._desk.wanted = self._once_whole = None
        if self._holds:
            self._holds = False
            let_keys_go(self._desk.app, drop=True)

    def give_up(self) -> None:
        """Stop, and say so, if a source is being read."""
        if self._desk.wanted is not None:
            is_begun = self._desk.has_beginning and self._desk.wanted == self._desk.index
            self.stop()
            self._listing.show_sources(source_key(self._desk.index))
            self._desk.say(_MERE_BEGINNING if is_begun else "not opened")

    def _hold(self) -> None:
        self._holds = True
        hold_keys(self._desk.app)

    def _read_behind(self, index: int) -> None:
        self._desk.behind("reading", partial(self._read, index, self._find), exclusive=True)

    def _read(self, index: int, find: Find) -> None:
        """Read a large source while the screen goes on."""
        desk, session = self._desk, self._desk.session
        call = desk.app.call_from_thread
        call(self._tell_of_reading, index)
        try:
            with without_collection():
                opened = session.open(session.library.entries[index])
                placed(session, opened)  # what compares versions of a text takes a while too
                opened.make_ready()
                place = find(opened)
                # The first move is not to wait until the sentences around are found,
                opened.ground.sentence_at((place or desk.text.selection).span.start)
                # nor any key until all that was made has been looked through for garbage.
                gc.freeze()
        except NkreaderError as error:
            call(self._not_come, index, error)
        else:
            call(self._come, index, opened, find, place)
            if desk.opened is opened:
                self._prepare_to_keep(opened)

    def _come(self, index: int, opened: Opened, find: Find, place: Selection | None) -> None:
        """Put a source that was read on the desk, unless it is not wanted any more."""
        if self._desk.wanted != index:
            return
        if find is not self._find:  # meanwhile another place in it is wanted
            place = self._find(opened)
        act, self._once_whole = self._once_whole, None
        self._desk.wanted, self._holds = None, False
        self._arriving.put(index, opened, place)
        if act is not None:
            act()
        let_keys_go(self._desk.app)

    def _not_come(self, index: int, error: NkreaderError) -> None:
        """Stay where one is: what was wanted cannot be read."""
        if self._desk.wanted == index:
            self.stop()
            self._arriving.cannot_open(index, error)

    def _prepare_to_keep(self, opened: Opened) -> None:
        """Let the first tag in a large source not wait until all of its text is packed."""
        worker = get_current_worker()
        quiet_of(self._desk.app).wait()
        if not worker.is_cancelled:
            self._desk.session.store.prepare_text(opened.ref, opened.source.text)

    def _tell_of_reading(self, index: int) -> None:
        self._desk.screen.set_timer(_SOON, partial(self._show_reading, index, 0))

    def _show_reading(self, index: int, step: int) -> None:
        """Show that a large source is being read, as long as it is."""
        desk = self._desk
        if desk.wanted != index:
            return
        name = desk.session.library.entries[index].path.name
        bar = "".join("▰" if k == step % _BAR else "▱" for k in range(_BAR))
        if self._holds or self._has_room():
            self._answer, self._seen = "", 0
            self._told = f"{bar} reading {name} · Esc gives up"
            desk.status.say(self._told)
        if isinstance(desk.app, Curtain) and desk.app.patience_is_over:
            desk.app.show_row(desk.status.region.y)
        desk.screen.set_timer(_TICK, partial(self._show_reading, index, step + 1))

    def _has_room(self) -> bool:
        """Tell whether nothing else is said, or nothing wrong that could not be read by now."""
        status = self._desk.status
        if status.message in ("", self._told):
            return True
        if status.message != self._answer:
            self._answer, self._seen = status.message, 0
        self._seen += 1
        return self._seen > _STANDS and not status.is_wrong
