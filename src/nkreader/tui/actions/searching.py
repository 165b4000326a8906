"""Searching everything, and going on from hit to hit in the source that one has gone to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from textual.binding import Binding, BindingType

from nkreader.model.span import Span
from nkreader.reading import motions
from nkreader.reading.selection import Selection
from nkreader.session.opened import Opened
from nkreader.tui.actions.finding import Finding
from nkreader.tui.actions.travelling import Travelling

if TYPE_CHECKING:
    from nkreader.session.search.everything import Everything, Looked
    from nkreader.session.search.hit import Hit
    from nkreader.tui.search.left import Left


class _Wanted(Struct, frozen=True):
    """The hit of a source that is gone to, and all the others there."""

    index: int
    source: str
    hit: Span
    hits: Sequence[Span]
    query: str


class Searching(Travelling, Finding):
    """Opens the search, and goes to what was chosen there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("S", "search_everything", "Search everything", id="search.everything"),
    ]

    _everything: "Everything | None" = None
    _left: "Left | None" = None
    """How the search was left."""
    _wanted_hit: _Wanted | None = None

    def action_search_everything(self) -> None:
        """Search sources, who speaks there, and all that was written about them."""
        from nkreader.session.search.everything import Everything
        from nkreader.tui.search.left import Left
        from nkreader.tui.search.screen import SearchScreen

        if self._everything is None:
            self._everything = Everything(self.session, samples=True)
        left = self._left or Left()
        self.app.push_screen(SearchScreen(self.session, self._everything, left), self._search_left)

    def _search_left(self, left: "Left | None") -> None:
        if left is None:
            return
        self._left = left
        if left.go_to and left.key is not None:
            looked, hit = left.results.hit(left.key)
            if hit.annotation is not None:
                if self.go_to_annotation(hit.annotation):
                    self.say(f"“{left.query}” is said of this · Backspace goes back")
            elif looked.index is not None:
                self._go_to_found(looked.index, looked, hit, left.query)

    def _go_to_found(self, index: int, looked: "Looked", hit: "Hit", query: str) -> None:
        spans = sorted(each.span for each in looked.hits if each.annotation is None)
        self._wanted_hit = _Wanted(index, hit.source, hit.span, spans, query)
        opened = self.opened
        if opened is None or index != self.index or opened.source.id != hit.source:
            self.go_to_place(index, hit.span)
        else:
            self.go_to_place(index, _sentence(opened, hit.span))
            self._show_found(opened)

    def _put_on_desk(self, index: int, opened: Opened, selection: Selection | None) -> None:
        wanted = self._wanted_hit
        if wanted is None or wanted.index != index:
            self._wanted_hit = None
            super()._put_on_desk(index, opened, selection)
            return
        same = opened.source.id == wanted.source
        there = Selection(_sentence(opened, wanted.hit)) if same and selection else None
        super()._put_on_desk(index, opened, there)
        self._show_found(opened)

    def _show_found(self, opened: Opened) -> None:
        """Mark what was found in the source that was gone to; n and N go on from there."""
        wanted, self._wanted_hit = self._wanted_hit, None
        if wanted is None:
            return
        if opened.source.id != wanted.source:
            self._forget_results(wanted.query)
            self.say("this source has changed since it was searched: S searches again", wrong=True)
            return
        self.searched, self.hits = wanted.query, tuple(wanted.hits)
        self.text.show_hits(self.hits)
        at = self.hits.index(wanted.hit) + 1
        self.say(f"“{wanted.query}” {at} of {len(self.hits)} here · Backspace goes back")

    def _forget_results(self, query: str) -> None:
        from nkreader.tui.search.left import Left

        self._left = Left(query)


def _sentence(opened: Opened, hit: Span) -> Span:
    """Return the sentence that a hit begins in, as `n` selects it."""
    return motions.select_at(opened.ground, Selection(hit), hit.start).span
