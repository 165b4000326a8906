"""What of a source is on screen: laid out for the width, scrolled, drawn row by row.

Knows no keys. Moves only when told to, or to stay at the same words when the width changes.
"""

import asyncio
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from nkreader.model.span import Span
from nkreader.reading.cover import alike
from nkreader.reading.selection import Selection
from nkreader.session.opened import Opened
from nkreader.session.placed import NOTHING_PLACED, InTextOrder, Placed
from nkreader.tui.key_order import quiet_of
from nkreader.tui.panes.drawn import Drawn
from nkreader.tui.panes.page import Page

if TYPE_CHECKING:
    from nkreader.session.cue_words import CueWords


class Canvas(ScrollView, Drawn, inherit_bindings=False):
    """Rows of one source, with the marks that lie on them."""

    PARTS: ClassVar[str] = "text"

    def __init__(self, *, id: str) -> None:
        """Show nothing until a source is given."""
        super().__init__(id=id)
        self.page: Page | None = None
        self.selection = Selection(Span(0, 0))
        self.opened: Opened | None = None
        self._placed = NOTHING_PLACED
        self._hits: tuple[Span, ...] = ()
        self._cues: CueWords | None = None

    def put(self, opened: Opened, selection: Selection, placed: InTextOrder) -> None:
        """Put another source on the canvas, scrolled to the selection."""
        self.opened, self.selection = opened, selection
        self._placed, self._hits, self._cues = placed, (), None
        self.page = None
        self._lay_out()

    def go_on_with(self, opened: Opened) -> None:
        """Put all of a source in the place of its beginning; nothing moves."""
        self.opened = opened
        self._lay_out()

    def show_annotations(self, placed: InTextOrder) -> None:
        """Show these annotations; nothing moves, changed rows are drawn anew."""
        before, self._placed = self._placed, placed
        if self.page is not None:
            self.page.place(self._placed)
            changed = _changed(before, self._placed)
            self._redraw(*(each.span for each in changed if each.span))

    def show_hits(self, hits: Sequence[Span]) -> None:
        """Mark what a search has found."""
        if hits or self._hits:
            self._hits = tuple(hits)
            if self.page is not None:
                self.page.mark_hits(self._hits)
            self.refresh()

    def show_cues(self, cues: "CueWords | None") -> None:
        """Underline the words that signal a label; None underlines nothing."""
        if cues is not self._cues:
            self._cues = cues
            if self.page is not None:
                self.page.mark_cues(cues)
            self.refresh()

    @property
    def has_hits(self) -> bool:
        """Tell whether anything is marked as found."""
        return bool(self._hits)

    def hit_in(self, span: Span) -> Span | None:
        """Return the first hit that begins in a stretch of text, if it is marked."""
        at = bisect_left(self._hits, span.start, key=_start)
        return self._hits[at] if at < len(self._hits) and self._hits[at].start < span.end else None

    def mentions_changed(self) -> None:
        """Draw all rows anew: the gazetteer is another."""
        self.refresh()

    def mentions_found(self, opened: Opened) -> None:
        """Draw the rows anew that show other mentions than were remembered."""
        if self.page is None or opened is not self.opened:
            return
        top = self.scroll_offset.y
        for y in range(top, min(top + self.size.height, self.page.layout.height)):
            row = self.page.layout.row(y)
            if opened.drawn(row) != opened.drawn_before(row):
                self.refresh(Region(0, y - top, self.size.width, 1))

    def mark_selected(self, selection: Selection) -> None:
        """Draw another selection, without scrolling."""
        old, self.selection = self.selection, selection
        self._redraw(old.span, selection.span)

    def reveal(self, span: Span) -> None:
        """Scroll, if need be, so that a passage is in view: no more often than a page is full."""
        if self.page is None or not self.size.height:
            return
        first, last = self._rows_of(span)
        top, height = self.scroll_offset.y, self.size.height
        if first < top or last >= top + height:
            if top <= first < top + height and last - first >= height:
                return
            self.show_from(first - max(0, min(height // 5, height - (last - first) - 1)))

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew for another width."""
        if self.page is None or self.page.columns != event.size.width:
            self._lay_out()
        else:
            self.reveal(self.selection.span)

    def _lay_out(self) -> None:
        """Wrap for the width there is, keeping what is read where it is."""
        if self.opened is None or not self.size.width:
            return
        old = self.page
        anchor = old.layout.extent(self.scroll_offset.y).start if old else None
        self.page = Page(self.opened, self.size.width)
        self.page.place(self._placed)
        self.page.mark_hits(self._hits)
        self.page.mark_cues(self._cues)
        layout = self.page.layout
        first, _ = self._rows_of(self.selection.span)
        self._extend(layout.height)
        if anchor is not None:
            self.show_from(layout.row_of(anchor))
            self.reveal(self.selection.span)
        else:
            self.show_from(0 if first < self.size.height else first - self.size.height // 5)
        if layout.pending:
            self.run_worker(self._wrap_the_rest(), exclusive=True, group="wrap")
        self.refresh()

    async def _wrap_the_rest(self) -> None:
        """Wrap what is not on screen, a little at a time, the screen staying still."""
        page = self.page
        while page is not None and page is self.page:
            layout, top = page.layout, self.scroll_offset.y
            block = layout.nearest_pending(top)
            if block is None:
                self.show_from(top)
                return
            anchor = layout.extent(top).start
            layout.wrap(block)
            y = layout.row_of(anchor)
            if y != top:
                self.show_from(y)
            await asyncio.sleep(0.002)
            await quiet_of(self.app).come()

    def show_from(self, y: int) -> None:
        """Scroll so that row ``y`` is at the top, as far as there are rows."""
        if self.page is None:
            return
        height = self.page.layout.height
        self._extend(height)
        y = max(0, min(y, height - self.size.height))
        self.scroll_to(y=y, animate=False, force=True, immediate=True)

    def _extend(self, rows: int) -> None:
        """Let there be so many rows to scroll in; where no bar shows them, nothing is laid out."""
        self.set_reactive(Widget.virtual_size, Size(self.size.width, rows))

    def _rows_of(self, span: Span) -> tuple[int, int]:
        if self.page is None:
            return 0, 0
        layout = self.page.layout
        return layout.row_of(span.start), layout.row_of(max(span.start, span.end - 1))

    def _redraw(self, *spans: Span) -> None:
        """Draw again the rows that these spans lie on, where they are on screen."""
        if self.page is None:
            return
        top, height = self.scroll_offset.y, self.size.height
        rows = set()
        seen = self._seen()
        for span in spans:
            if span.end < seen.start or span.start >= seen.end:
                continue  # to know its rows, all up to there would have to be wrapped
            first, last = self._rows_of(span)
            rows |= set(range(max(first, top), min(last, top + height - 1) + 1))
        if rows:
            self.refresh(*(Region(0, y - top, self.size.width, 1) for y in rows))

    def _seen(self) -> Span:
        """Return what of the text is on screen, line ends included."""
        if self.page is None:
            return Span(0, 0)
        layout, top = self.page.layout, self.scroll_offset.y
        last = layout.extent(top + max(self.size.height, 1) - 1)
        return Span(layout.extent(top).start, last.end)

    def render_line(self, y: int) -> Strip:
        """Return the cells of row ``y`` of the pane."""
        if self.page is None:
            return Strip.blank(self.size.width, self.style_of())
        row = y + self.scroll_offset.y
        return self.page.strip(row, self.selection.span, self.style_of)


def _start(span: Span) -> int:
    return span.start


def _changed(before: Sequence[Placed], now: Sequence[Placed]) -> list[Placed]:
    """Return what is in only one of the two; a set would look at every field of each."""
    first, last = alike(before, now)
    left = {each.annotation.id: each for each in before[first : len(before) - last]}
    news = []
    for each in now[first : len(now) - last]:
        was = left.get(each.annotation.id)
        if was is each or was == each:
            del left[each.annotation.id]
        else:
            news.append(each)
    return [*left.values(), *news]
