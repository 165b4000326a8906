"""Searching everything while one types: what is found comes in, and no key waits for it."""

from time import monotonic
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.timer import Timer
from textual.widgets import Input
from textual.worker import Worker, get_current_worker

from nkreader.analysis.query import mistaken_fields
from nkreader.model.errors import NkreaderError
from nkreader.session.search.everything import Everything, Looked
from nkreader.session.search.sought import seek
from nkreader.session.session import Session
from nkreader.tui.bar import bar
from nkreader.tui.fullscreen import FullScreen
from nkreader.tui.key_order import hold_keys, let_keys_go
from nkreader.tui.panes.hints import Hints
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.search.left import Left
from nkreader.tui.search.line import QueryLine, ResultList
from nkreader.tui.search.results import Results

_HINT = 'words, "a phrase", entity:putin speaker:kremlin label:denial said:2024-06'
# How long no key has come before a search begins, and how often what it finds is shown; seconds.
_PAUSE = 0.04
_SHOWN = 0.15
# How long nothing has happened before sources are read for the next search.
_IDLE = 0.4
# More hits than anyone goes through: of one source, and of all.
_MOST_IN_SOURCE = 500
_MOST = 5_000


class SearchScreen(FullScreen[Left]):
    """Answers with how the search was left, and whether the place of a hit is wanted."""

    BINDING_GROUP_TITLE = "Search"
    HINTS: ClassVar[Hints] = (
        (("query.search",), "to what was found"),
        (("row.next", "row.previous"), "hit"),
        (("row.open",), "go there"),
        (("everything.query",), "other words"),
        (("screen.back",), "back"),
        (("help.show",), "help"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("S,slash,tab", "query", "Search for something else", id="everything.query"),
        Binding("right_curly_bracket", "source(1)", "Next source", id="everything.source.next"),
        Binding(
            "left_curly_bracket", "source(-1)", "Previous source", id="everything.source.previous"
        ),
    ]

    def __init__(self, session: Session, everything: Everything, left: Left) -> None:
        """Search what ``everything`` holds, beginning with how it was left."""
        super().__init__()
        self._session = session
        self._everything = everything
        self._query = left.query
        self._results = left.results
        self._key = left.key
        self._told = left.told
        self._is_whole = left.whole
        self._done = 0
        self._line = QueryLine(left.query, id="query", placeholder=_HINT)
        self._list = ResultList(id="results")
        self._timer: Timer | None = None
        self._telling: Timer | None = None
        self._worker: Worker[None] | None = None
        self._idle: Timer | None = None
        self._preparing: Worker[None] | None = None

    def body(self) -> ComposeResult:
        """Lay out the line over the list."""
        yield self._line
        yield self._list

    def on_mount(self) -> None:
        """Show what was found last, and let a query be typed in place of the one before."""
        self.title_line.say("Search everything")
        self._list.show_results(self._results, self._key)
        self.set_focus(self._line)
        self.say(self._told)
        if self._query and not self._told:
            self._search()  # what was found last is not there any more
        else:
            self._prepare_soon()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search for what is typed, once no further key has come for a moment."""
        event.stop()
        if event.value.strip() == self._query:
            return
        self._give_up()
        self._query = event.value.strip()
        self._timer = self.set_timer(_PAUSE, self._search)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go to the place of a hit."""
        if self._list.results is self._results and self._results:
            self._leave(go_to=True)

    def action_search(self) -> None:
        """Give the keys to the list; what was not searched for to the end is, at once."""
        if self._timer is not None or not (self._is_whole or self._is_searching):
            self._search()
        self.action_results()

    def action_results(self) -> None:
        """Give the keys to the list once there is a hit, should one be searched for."""
        self.set_focus(self._list)
        if self._is_searching and not self._results:
            hold_keys(self.app)

    def action_query(self) -> None:
        """Let the query be typed."""
        self.set_focus(self._line)

    def action_source(self, step: int) -> None:
        """Put the cursor on the first hit of the next or previous source."""
        if self._list.key is not None:
            self._list.put_cursor(self._list.results.beside(self._list.key, step))

    def action_back(self) -> None:
        """Give up what is being searched for, else answer with how the search was left."""
        if self._is_searching:
            self._stop()
            self.say(self._told)
        else:
            self._leave(go_to=False)

    def _leave(self, *, go_to: bool) -> None:
        self._stop()
        key = self._list.key if self._list.results is self._results else None
        self.dismiss(Left(self._query, self._results, key, self._told, self._is_whole, go_to))

    def _stop(self) -> None:
        """Let it be with what was found so far, if anything still is being searched for."""
        if self._is_searching:
            self._list.show_results(self._results)
            self._told = f"{self._found}, not searched to the end: Enter in the query goes on"
        self._give_up()

    @property
    def _is_searching(self) -> bool:
        return self._timer is not None or self._worker is not None

    @property
    def _found(self) -> str:
        count, sources = len(self._results), self._results.sources
        if not count:
            return "nothing found"
        hits = "1 hit" if count == 1 else f"{count:,}{'+' if self._results.cut else ''} hits"
        return f"{hits} in {'1 source' if sources == 1 else f'{sources:,} sources'}"

    def _give_up(self) -> None:
        """Drop what is being searched for."""
        for timer in filter(None, (self._timer, self._telling, self._idle)):
            timer.stop()
        for worker in filter(None, (self._worker, self._preparing)):
            worker.cancel()
        self._timer = self._telling = self._idle = None
        self._worker = self._preparing = None

    def _search(self) -> None:
        """Begin to search for what was typed."""
        self._give_up()
        self._results, self._told, self._is_whole = Results(), "", not self._query
        if not self._query:
            self._list.show_results(self._results)
            self.say("")
            return
        self._done = 0
        self._worker = self._look(self._query)
        self._telling = self.set_interval(_SHOWN, self._tell)

    @work(thread=True, group="searching")
    def _look(self, query: str) -> None:
        """Search, and show from time to time what was found."""
        worker, call = get_current_worker(), self.app.call_from_thread
        # What an earlier key has begun ends with the source it is at.
        with self._everything.turn:
            if worker.is_cancelled:
                return
            try:
                sought = seek(self._session, query)
            except NkreaderError as error:
                call(self._refused, worker, str(error))
                return
            batch: list[Looked] = []
            hits = unread = done = 0
            due = monotonic() + _SHOWN
            for done, looked in enumerate(
                self._everything.look(sought, most=_MOST_IN_SOURCE), start=1
            ):
                if worker.is_cancelled:
                    return
                unread += looked.reason is not None
                if looked.hits:
                    batch.append(looked)
                    hits += len(looked.hits)
                # The first are shown at once, the others together.
                if monotonic() >= due or (batch and hits == len(looked.hits)):
                    call(self._take, worker, batch, done)
                    batch, due = [], monotonic() + _SHOWN
                if hits >= _MOST:
                    break
            call(self._end, worker, batch, unread, hits >= _MOST)

    def _prepare_soon(self) -> None:
        self._idle = self.set_timer(_IDLE, self._begin_to_prepare)

    def _begin_to_prepare(self) -> None:
        self._preparing = self._prepare()

    @work(thread=True, group="preparing")
    def _prepare(self) -> None:
        """Read sources for what is typed next, until something is."""
        worker = get_current_worker()
        with self._everything.turn:
            for _ in self._everything.prepare():
                if worker.is_cancelled:
                    return

    def _take(self, worker: Worker[None], batch: list[Looked], done: int) -> None:
        """Show what was found so far."""
        if worker is not self._worker:
            return
        self._done = done
        self._show(batch, "…")
        self._tell()

    def _tell(self) -> None:
        """Say how far it is: also where one source takes as long as all the others."""
        done, total = self._done, len(self._session.library.entries)
        found = self._found if self._results else "searching"
        self.say(f"{bar(done, total)} {done:,} of {total:,} · {found} · Esc gives up")

    def _end(self, worker: Worker[None], batch: list[Looked], unread: int, cut: bool) -> None:
        """Show all that was found."""
        if worker is not self._worker:
            return
        self._worker = None
        self._give_up()
        self._show(batch, "nothing found")
        self._told, self._is_whole = self._found, True
        self._prepare_soon()
        if cut:
            self._told += " and more: another word finds fewer"
        elif unread:
            self._told += f" · {unread:,} cannot be read"
        if not self._results and (mistaken := mistaken_fields(self._query)):
            self._told += f" · {mistaken}"
        self.say(self._told)

    def _refused(self, worker: Worker[None], why: str) -> None:
        """Tell why a query cannot be searched for."""
        if worker is self._worker:
            self._worker, self._is_whole = None, True
            self._give_up()
            self._show([], "")
            self.say(why, wrong=True)

    def _show(self, batch: list[Looked], empty: str) -> None:
        self._results.take_in(batch)
        self._list.show_results(self._results, empty=empty)
        if self._results or not self._is_searching:
            let_keys_go(self.app, drop=not self._results)
