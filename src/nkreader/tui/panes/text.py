"""The reading pane: a source's text, what is selected in it, and the keys that move.

Writes nothing. What should happen to a passage is told to the screen in messages.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from nkreader.model.span import Span
from nkreader.reading import motions
from nkreader.reading.layout import Place
from nkreader.reading.selection import Grain, Selection
from nkreader.session.anchoring import Placed
from nkreader.session.opened import Opened
from nkreader.tui.panes.motion_keys import JUMPS, KEYS, MOTIONS
from nkreader.tui.panes.page import Page

MARKS = (
    "heading",
    "boilerplate",
    "margin",
    "glyph",
    "glyph-claim",
    "glyph-denial",
    "glyph-evidence",
    "glyph-speculation",
    "glyph-more",
    "person",
    "place",
    "organisation",
    "thing",
    "claim",
    "denial",
    "evidence",
    "speculation",
    "overlap",
    "hit",
    "selection",
)


class TextPane(ScrollView, can_focus=True, inherit_bindings=False):
    """One source, readable and selectable."""

    BINDING_GROUP_TITLE = "Text"
    BINDINGS: ClassVar[list[BindingType]] = KEYS
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"text--{mark}" for mark in MARKS}

    @dataclass
    class Selected(Message):
        """The selection has changed."""

        selection: Selection

    @dataclass
    class Jumped(Message):
        """The selection has gone far; ``origin`` is where it was."""

        origin: Selection

    @dataclass
    class Counted(Message):
        """The number typed before a motion has changed; 0 is none."""

        count: int

    def __init__(self, *, id: str) -> None:
        """Show nothing until a source is given."""
        super().__init__(id=id)
        self.page: Page | None = None
        self.selection = Selection(Span(0, 0))
        self.hits: tuple[Span, ...] = ()
        self._opened: Opened | None = None
        self._placed: Sequence[Placed] = ()
        self._count = 0
        self._styles: dict[tuple[str, ...], Style] = {}
        self._drag: Span | None = None
        self._wanted_top: int | None = None

    def compose(self) -> ComposeResult:
        """Hold no other widgets."""
        return iter(())

    # --- what is shown

    def show_source(self, opened: Opened, selection: Span | None, placed: Sequence[Placed]) -> None:
        """Show a source, with the passage that was selected there, or its first sentence."""
        self._opened = opened
        self._placed = placed
        self.hits = ()
        self._count = 0
        start = selection.start if selection else 0
        self.selection = Selection(selection or Span(0, 0))
        if selection is None:
            self.selection = motions.select_at(opened.ground, self.selection, start)
        self.page = None
        self._lay_out()
        self.post_message(self.Selected(self.selection))

    def show_annotations(self, placed: Sequence[Placed]) -> None:
        """Show these annotations; nothing moves, changed rows are drawn anew."""
        before = {each.span: each for each in self._placed if each.span}
        after = {each.span: each for each in placed if each.span}
        same = {span for span in before if after.get(span) == before[span]}
        self._placed = placed
        if self.page is not None:
            self.page.place(placed)
            self._redraw(*((before.keys() | after.keys()) - same))

    def show_hits(self, hits: tuple[Span, ...]) -> None:
        """Mark what a search has found."""
        old, self.hits = self.hits, hits
        self._redraw(*old, *hits)

    def mentions_changed(self) -> None:
        """Draw all rows anew: the gazetteer is another."""
        self.refresh()

    def select(self, selection: Selection, *, jump: bool = False) -> None:
        """Select a passage and bring it into view."""
        if jump and selection.span != self.selection.span:
            self.post_message(self.Jumped(self.selection))
        old, self.selection = self.selection, selection
        self.reveal(selection.span)
        self._redraw(old.span, selection.span)
        self.post_message(self.Selected(selection))

    def settle(self) -> None:
        """Go by sentence again, the passage staying as it is."""
        if self.selection.grain is not Grain.SENTENCE:
            self.select(Selection(self.selection.span))

    @property
    def in_view(self) -> bool:
        """Tell whether any of the selection is on screen."""
        if self.page is None:
            return False
        first, last = self._rows_of(self.selection.span)
        top = self.scroll_offset.y
        return last >= top and first < top + self.size.height

    def reveal(self, span: Span) -> None:
        """Scroll, if need be, so that a passage is in view: no more often than a page is full."""
        if self.page is None or not self.size.height:
            return
        first, last = self._rows_of(span)
        top, height = self.scroll_offset.y, self.size.height
        if first < top or last >= top + height:
            if top <= first < top + height and last - first >= height:
                return
            self._show_from(first - max(0, min(height // 5, height - (last - first) - 1)))

    # --- keys

    def on_key(self, event: events.Key) -> None:
        """Gather the digits of a number that repeats the motion after it."""
        if event.character and event.character in "0123456789":
            digit = int(event.character)
            if digit or self._count:
                self._set_count(min(self._count * 10 + digit, 99_999))
                event.stop()

    def take_count(self) -> int:
        """Return the number typed before this key (1 if none), and forget it."""
        count = self._count or 1
        if self._count:
            self._set_count(0)
        return count

    def _set_count(self, count: int) -> None:
        self._count = count
        self.post_message(self.Counted(count))

    def action_move(self, name: str) -> None:
        """Make a motion, as often as the number before it says."""
        if self._opened is None:
            return
        coarse, fine = MOTIONS[name]
        motion = coarse if self.selection.grain is Grain.SENTENCE else fine
        moved = motions.repeated(motion, self.take_count())(self._opened.ground, self.selection)
        self.select(moved, jump=name in JUMPS)

    def action_free(self) -> None:
        """Select by word, then by character."""
        if self._opened is not None:
            self.select(motions.free(self._opened.ground, self.selection))

    def action_whole(self) -> None:
        """Select by sentence again, forget a number, unmark what was found."""
        self.take_count()
        if self._opened is None:
            return
        if self.selection.grain is not Grain.SENTENCE:
            self.select(motions.whole(self._opened.ground, self.selection))
        elif self.hits:
            self.show_hits(())

    def action_page(self, step: int) -> None:
        """Go a page on or back; the selection comes along."""
        if self.page is None or self._opened is None:
            return
        height = self.size.height
        far = step * self.take_count() * max(1, height - 2)
        top = self.scroll_offset.y
        self._show_from(top + far)
        moved = self.scroll_offset.y - top
        if not moved:
            end = motions.bottom if step > 0 else motions.top
            self.select(end(self._opened.ground, self.selection))
            return
        first = self.page.layout.extent(self.scroll_offset.y).start
        found = self._opened.ground.sentence_after(first)
        if found:
            old, self.selection = (
                self.selection,
                motions.select_at(self._opened.ground, self.selection, found.start),
            )
            self._redraw(old.span, self.selection.span)
            self.post_message(self.Selected(self.selection))

    def action_line(self, step: int) -> None:
        """Scroll; the selection stays where it is in the text."""
        self._show_from(self.scroll_offset.y + step * self.take_count())

    # --- the mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select the sentence under the mouse, or begin to drag."""
        if self.page is None or self._opened is None or event.button != 1:
            return
        offset = self._offset_at(event)
        self._drag = motions.select_at(
            self._opened.ground, Selection(self.selection.span, Grain.WORD), offset
        ).span
        self.select(motions.select_at(self._opened.ground, Selection(self._drag), offset))
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Let the selection reach from the word dragged from to the one dragged to."""
        if self._drag is None or self._opened is None:
            return
        offset = self._offset_at(event)
        if self._drag.start <= offset < self._drag.end and self.selection.grain is Grain.SENTENCE:
            return
        word = motions.select_at(
            self._opened.ground, Selection(self._drag, Grain.WORD), offset
        ).span
        span = Span(min(self._drag.start, word.start), max(self._drag.end, word.end))
        self.select(Selection(span, Grain.WORD))

    def on_mouse_up(self) -> None:
        """End a drag; the passage stays."""
        if self._drag is not None:
            self._drag = None
            self.release_mouse()
            self.settle()

    def _on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self._show_from(self.scroll_offset.y + 3)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self._show_from(self.scroll_offset.y - 3)

    def _offset_at(self, event: events.MouseEvent) -> int:
        if self.page is None:
            return 0
        x = event.x - self.page.text_x
        y = event.y + self.scroll_offset.y
        return self.page.layout.offset_at(Place(y, max(x, 0)))

    # --- drawing

    def on_resize(self, event: events.Resize) -> None:
        """Lay out anew for another width."""
        if self.page is None or self.page.columns != event.size.width:
            self._lay_out()
        else:
            self.reveal(self.selection.span)

    def _lay_out(self) -> None:
        """Wrap for the width there is, keeping what is read where it is."""
        if self._opened is None or not self.size.width:
            return
        old = self.page
        anchor = old.layout.extent(self.scroll_offset.y).start if old else None
        self.page = Page(self._opened, self.size.width)
        self.page.place(self._placed)
        layout = self.page.layout
        first, _ = self._rows_of(self.selection.span)
        self.virtual_size = Size(self.size.width, layout.height)
        if anchor is not None:
            self._show_from(layout.row_of(anchor))
            self.reveal(self.selection.span)
        else:
            self._show_from(0 if first < self.size.height else first - self.size.height // 5)
        if layout.pending:
            self.run_worker(self._wrap_the_rest(), exclusive=True, group="wrap")
        self.refresh()

    async def _wrap_the_rest(self) -> None:
        """Wrap what is not on screen, a little at a time, the screen staying still."""
        import asyncio

        page = self.page
        while page is not None and page is self.page and page.layout.pending:
            layout = page.layout
            anchor = layout.extent(self.scroll_offset.y).start
            layout.wrap(layout.pending[0])
            y = layout.row_of(anchor)
            if y != self.scroll_offset.y or not layout.pending:
                self.virtual_size = Size(page.columns, layout.height)
                self._show_from(y)
            await asyncio.sleep(0.002)

    def _show_from(self, y: int) -> None:
        if self.page is None:
            return
        height = self.page.layout.height
        if self.virtual_size.height != height:
            self.virtual_size = Size(self.page.columns, height)
        y = max(0, min(y, height - self.size.height))
        self.scroll_to(y=y, animate=False, force=True, immediate=True)

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
        for span in spans:
            first, last = self._rows_of(span)
            rows |= set(range(max(first, top), min(last, top + height - 1) + 1))
        for y in sorted(rows):
            self.refresh(Region(0, y - top, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """Return the cells of row ``y`` of the pane."""
        if self.page is None:
            return Strip.blank(self.size.width, self.rich_style)
        row = y + self.scroll_offset.y
        return self.page.strip(row, self.selection.span, self.hits, self._style_of)

    def notify_style_update(self) -> None:
        """Forget the styles of another theme."""
        super().notify_style_update()
        self._styles.clear()

    def _style_of(self, names: tuple[str, ...]) -> Style:
        style = self._styles.get(names)
        if style is None:
            style = self.rich_style
            for name in names:
                style += self.get_component_rich_style(f"text--{name}", partial=True)
            self._styles[names] = style
        return style
