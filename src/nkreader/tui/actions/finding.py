"""Finding: a search in the open source, filters of the lists."""

from bisect import bisect_left
from functools import partial
from itertools import islice
from typing import ClassVar

from textual.binding import Binding, BindingType

from nkreader.model.span import Span
from nkreader.reading import motions
from nkreader.reading.selection import Selection
from nkreader.session.opened import Opened
from nkreader.text.search import search
from nkreader.tui.actions.mentioning import Mentioning
from nkreader.tui.panes.sources import source_key

# More hits than anyone steps through; a search of a huge text stops there.
_MOST_HITS = 100_000


class Finding(Mentioning):
    """Searches and filters."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "Search", id="search.start"),
        Binding("n", "hit(1)", "Next hit", id="search.next"),
        Binding("N", "hit(-1)", "Previous hit", id="search.previous"),
        Binding("f", "filter", "Filter the pane one is in", id="pane.filter"),
    ]

    hits: tuple[Span, ...] = ()
    searched = ""

    def action_search(self) -> None:
        """Ask what to search for."""
        self.prompt.ask(
            "search",
            self.searched,
            hint="words in this source",
            answer=self.find,
            back=self.text,
        )

    def action_hit(self, step: int) -> None:
        """Go to the next or previous hit."""
        if not self.hits:
            self.say("search with / first" if not self.searched else f"no “{self.searched}” here")
            return
        here = self.text.selection.span
        starts = [hit.start for hit in self.hits]
        if step > 0:
            at = bisect_left(starts, here.end) + self.text.take_count() - 1
        else:
            at = bisect_left(starts, here.start) - self.text.take_count()
        self._go_to_hit(at % len(self.hits))

    def action_filter(self) -> None:
        """Ask what the pane one is in should show."""
        if self.focused is self.sources:
            self.prompt.ask(
                "filter sources",
                self.sources_filter,
                hint="words of a title; empty shows all",
                answer=self._filter_sources,
                back=self.sources,
            )
            return
        self.prompt.ask(
            "filter annotations",
            self.filter_text,
            hint="words, label:denial speaker:kremlin entity:putin said:2024-06 judged:rejected; "
            "empty shows all",
            answer=lambda text: self.attempt(lambda: self.set_filter(text)),
            back=self.focused or self.text,
        )

    def find(self, query: str) -> None:
        """Search the open source, and go to the first hit after the cursor."""
        if self.awaits_whole(partial(self.find, query)):
            return
        self.searched = query.strip()
        self.hits = ()
        if self.opened is None or not self.searched:
            self.text.show_hits(())
            return
        self.hits = tuple(islice(search(self.opened.prose, self.searched), _MOST_HITS))
        self.text.show_hits(self.hits)
        if not self.hits:
            self.say(f"no “{self.searched}” in this source")
            return
        starts = [hit.start for hit in self.hits]
        at = bisect_left(starts, self.text.selection.span.start)
        self._go_to_hit(at % len(self.hits))

    def _put_on_desk(self, index: int, opened: Opened, selection: Selection | None) -> None:
        super()._put_on_desk(index, opened, selection)
        self.hits = ()
        if self.searched:
            self.hits = tuple(islice(search(opened.prose, self.searched), _MOST_HITS))

    def _filter_sources(self, text: str) -> None:
        self.sources_filter = " ".join(text.split())
        self.show_sources(source_key(self.index))

    def _go_to_hit(self, at: int) -> None:
        if self.opened is None:
            return
        hit = self.hits[at]
        self.text.show_hits(self.hits)
        moved = motions.select_at(self.opened.ground, self.text.selection, hit.start)
        self.text.select(moved, jump=True)
        more = " or more" if len(self.hits) == _MOST_HITS else ""
        self.say(f"“{self.searched}” {at + 1} of {len(self.hits)}{more}")
