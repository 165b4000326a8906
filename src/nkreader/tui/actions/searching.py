"""Searching everything, and going on from hit to hit in the source that one has gone to."""

from collections.abc import Sequence
from functools import cached_property

from msgspec import Struct

from nkreader.model.span import Span
from nkreader.reading import motions
from nkreader.reading.selection import Selection
from nkreader.session.opened import Opened
from nkreader.session.search.everything import Everything, Looked
from nkreader.session.search.hit import Hit
from nkreader.tui.actions.arriving import Arriving
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.finding import Finding
from nkreader.tui.actions.travelling import Travelling
from nkreader.tui.search.left import Left
from nkreader.tui.search.screen import SearchScreen


class _Wanted(Struct, frozen=True):
    """The hit of a source that is gone to, and all the others there."""

    index: int
    source: str
    hit: Span
    hits: Sequence[Span]
    query: str


class Searching:
    """Opens the search, and goes to what was chosen there."""

    def __init__(
        self, desk: Desk, arriving: Arriving, finding: Finding, travelling: Travelling
    ) -> None:
        """Aim at hits, and show what was found where one has gone to."""
        self._desk = desk
        self._finding = finding
        self._travelling = travelling
        self._left = Left()
        """How the search was left."""
        self._wanted: _Wanted | None = None
        arriving.aim = self._aim
        desk.when_put.append(self._show_found)

    def search(self) -> None:
        """Search sources, who speaks there, and all that was written about them."""
        screen = SearchScreen(self._desk.session, self._everything, self._left)
        self._desk.app.push_screen(screen, self._search_left)

    @cached_property
    def _everything(self) -> Everything:
        return Everything(self._desk.session, samples=True)

    def _search_left(self, left: Left | None) -> None:
        if left is None:
            return
        self._left = left
        if left.go_to and left.key is not None:
            looked, hit = left.results.hit(left.key)
            if hit.annotation is not None:
                if self._travelling.go_to_annotation(hit.annotation):
                    self._desk.say(f"“{left.query}” is said of this · Backspace goes back")
            elif looked.index is not None:
                self._go_to_found(looked.index, looked, hit, left.query)

    def _go_to_found(self, index: int, looked: Looked, hit: Hit, query: str) -> None:
        spans = sorted(each.span for each in looked.hits if each.annotation is None)
        self._wanted = _Wanted(index, hit.source, hit.span, spans, query)
        opened = self._desk.opened
        if opened is None or index != self._desk.index or opened.source.id != hit.source:
            self._travelling.go_to_place(index, hit.span)
        else:
            self._travelling.go_to_place(index, _sentence(opened, hit.span))
            self._show_found(opened)

    def _aim(self, index: int, opened: Opened, selection: Selection | None) -> Selection | None:
        """Return the sentence of the hit that is wanted, if one is wanted there."""
        wanted = self._wanted
        if wanted is None or wanted.index != index:
            self._wanted = None
            return selection
        same = opened.source.id == wanted.source
        return Selection(_sentence(opened, wanted.hit)) if same and selection else None

    def _show_found(self, opened: Opened) -> None:
        """Mark what was found in the source that was gone to; n and N go on from there."""
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if opened.source.id != wanted.source:
            self._left = Left(wanted.query)
            told = "this source has changed since it was searched: S searches again"
            self._desk.say(told, wrong=True)
            return
        self._finding.show_found(wanted.query, wanted.hits, wanted.hit)


def _sentence(opened: Opened, hit: Span) -> Span:
    """Return the sentence that a hit begins in, as `n` selects it."""
    return motions.select_at(opened.ground, Selection(hit), hit.start).span
