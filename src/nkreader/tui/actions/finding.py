"""Finding: a search in the open source, filters of the lists."""

from bisect import bisect_left
from collections.abc import Sequence
from functools import partial
from itertools import islice

from nkreader.model.span import Span
from nkreader.reading import motions
from nkreader.session.opened import Opened
from nkreader.text.search import search
from nkreader.tui.actions.awaiting import Awaiting
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.listing import Listing
from nkreader.tui.actions.saving import Saving
from nkreader.tui.actions.showing import Showing
from nkreader.tui.panes.sources import source_key

# More hits than anyone steps through; a search of a huge text stops there.
_MOST_HITS = 100_000
# What is added where one has gone on from the other end of the text.
FROM_THE_TOP = " · from the top"
_FROM_THE_BOTTOM = " · from the bottom"


class Finding:
    """Searches and filters."""

    def __init__(
        self,
        desk: Desk,
        listing: Listing,
        showing: Showing,
        saving: Saving,
        awaiting: Awaiting,
    ) -> None:
        """Have searched for nothing."""
        self._desk = desk
        self._listing = listing
        self._showing = showing
        self._saving = saving
        self._awaiting = awaiting
        self.hits: tuple[Span, ...] = ()
        self._searched = ""
        desk.when_put.append(self._search_again)

    def ask(self) -> None:
        """Ask what to search for."""
        self._desk.forget_what_was_said()
        self._desk.prompt.ask(
            "search",
            self._searched,
            hint="words in this source",
            answer=self.find,
            back=self._desk.text,
        )

    def next_hit(self, step: int) -> None:
        """Go to the next or previous hit."""
        desk = self._desk
        if not self.hits:
            none = f"no “{self._searched}” here"
            desk.say(none if self._searched else "search with / first")
            return
        here = desk.text.selection.span
        starts = [hit.start for hit in self.hits]
        if step > 0:
            at = bisect_left(starts, here.end) + desk.text.take_count() - 1
        else:
            at = bisect_left(starts, here.start) - desk.text.take_count()
        self._go_to_hit(at)

    def ask_filter(self) -> None:
        """Ask what the pane one is in should show."""
        desk = self._desk
        desk.forget_what_was_said()
        if desk.has_keys(desk.sources):
            desk.prompt.ask(
                _asking("filter sources", self._listing.filter_text),
                self._listing.filter_text,
                hint="empty shows all; words of a title",
                answer=self._filter_sources,
                back=desk.sources,
            )
            return
        desk.prompt.ask(
            _asking("filter annotations", self._showing.filter_text),
            self._showing.filter_text,
            hint="empty shows all; words, label:denial speaker:kremlin entity:putin said:2024-06 "
            "judged:rejected",
            answer=self._filter_annotations,
            back=desk.screen.focused or desk.text,
        )

    def clear_filter(self) -> None:
        """Show all again in the list that has the keys."""
        desk = self._desk
        if desk.has_keys(desk.sources) and self._listing.filter_text:
            self._filter_sources("")
        elif desk.has_keys(desk.annotations) and self._showing.filter_text:
            self._filter_annotations("")

    def find(self, query: str) -> None:
        """Search the open source, and go to the first hit after the cursor."""
        if self._awaiting.whole(partial(self.find, query)):
            return
        desk = self._desk
        self._searched = query.strip()
        self.hits = ()
        if desk.opened is None or not self._searched:
            desk.text.show_hits(())
            return
        self.hits = self._hits_in(desk.opened)
        desk.text.show_hits(self.hits)
        if not self.hits:
            desk.say(f"no “{self._searched}” in this source")
            return
        starts = [hit.start for hit in self.hits]
        at = bisect_left(starts, desk.text.selection.span.start)
        self._go_to_hit(at)

    def show_found(self, query: str, hits: Sequence[Span], here: Span) -> None:
        """Mark what was found elsewhere in the open source, going on from the hit ``here``."""
        self._searched, self.hits = query, tuple(hits)
        self._desk.text.show_hits(self.hits)
        at = self.hits.index(here) + 1
        self._desk.say(f"“{query}” {at} of {len(self.hits)} here · Backspace goes back")

    def _search_again(self, opened: Opened) -> None:
        self.hits = self._hits_in(opened) if self._searched else ()

    def _hits_in(self, opened: Opened) -> tuple[Span, ...]:
        return tuple(islice(search(opened.prose, self._searched), _MOST_HITS))

    def _filter_annotations(self, text: str) -> None:
        self._saving.attempt(partial(self._showing.set_filter, text))

    def _filter_sources(self, text: str) -> None:
        self._listing.filter_text = " ".join(text.split())
        self._listing.show_sources(source_key(self._desk.index))

    def _go_to_hit(self, at: int) -> None:
        """Go to a hit by its number: beyond the last one, or the first, from the other end on."""
        desk = self._desk
        if desk.opened is None:
            return
        around = _FROM_THE_BOTTOM if at < 0 else FROM_THE_TOP if at >= len(self.hits) else ""
        at %= len(self.hits)
        hit = self.hits[at]
        desk.text.show_hits(self.hits)
        moved = motions.select_at(desk.opened.ground, desk.text.selection, hit.start)
        desk.text.select(moved, jump=True)
        more = " or more" if len(self.hits) == _MOST_HITS else ""
        desk.say(f"“{self._searched}” {at + 1} of {len(self.hits)}{more}{around}")


def _asking(what: str, before: str) -> str:
    """Return what is asked; where a filter stands in the line, no hint says how to be rid of it."""
    return f"{what}, empty shows all" if before else what
