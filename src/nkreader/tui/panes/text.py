"""The reading pane: a source's text, what is selected in it, and the keys that move.

Writes nothing. What should happen to a passage is told to the screen in messages.
"""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message

from nkreader.model.span import Span
from nkreader.reading import motions
from nkreader.reading.layout import Place
from nkreader.reading.selection import Grain, Selection
from nkreader.session.opened import Opened
from nkreader.session.placed import NOTHING_PLACED, InTextOrder
from nkreader.tui.panes.canvas import Canvas
from nkreader.tui.panes.motion_keys import JUMPS, KEYS, MOTIONS

DIGITS = ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
MOST_REPEATS = 9_999


class TextPane(Canvas, can_focus=True):
    """One source, readable and selectable."""

    BINDING_GROUP_TITLE = "Text"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    class Selected(Message, bubble=False):
        """The selection has changed; ``jumped``, by going far."""

        def __init__(self, selection: Selection, jumped: bool = False) -> None:
            super().__init__()
            self.selection = selection
            self.jumped = jumped

    class Jumped(Message, bubble=False):
        """The selection has gone far; ``origin`` is where it was."""

        def __init__(self, origin: Selection) -> None:
            super().__init__()
            self.origin = origin

    class Ended(Message, bubble=False):
        """A key has come to the end of what is here, a beginning; ``again`` does what it does."""

        def __init__(self, again: Callable[[], None]) -> None:
            super().__init__()
            self.again = again

    class Counted(Message, bubble=False):
        """The number typed before a motion has changed; 0 is none."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    def __init__(self, *, id: str) -> None:
        """Show nothing until a source is given."""
        super().__init__(id=id)
        self._typed = 0
        self._count = 0
        self._drag: Span | None = None

    def show_source(
        self, opened: Opened, span: Span | None, placed: InTextOrder = NOTHING_PLACED
    ) -> None:
        """Show a source, with the passage that was selected there, or its first sentence."""
        self._typed = self._count = 0
        selection = Selection(span or Span(0, 0))
        if span is None:
            selection = motions.select_at(opened.ground, selection, 0)
        self.put(opened, selection, placed)
        self.tell(self.Selected(selection, jumped=True))

    def select(self, selection: Selection, *, jump: bool = False) -> None:
        """Select a passage and bring it into view."""
        if jump and selection.span != self.selection.span:
            self.tell(self.Jumped(self.selection))
        self.reveal(selection.span)
        self.mark_selected(selection)
        self.tell(self.Selected(selection, jump))

    def settle(self) -> None:
        """Go by sentence again, the passage staying as it is."""
        if self.selection.grain is not Grain.SENTENCE:
            self.select(Selection(self.selection.span))

    # --- keys

    def on_key(self, event: events.Key) -> None:
        """Gather the digits of a number that repeats the motion after it."""
        typed = event.character or ""
        if typed in DIGITS[1:] or (typed == "0" and self._typed):
            self._typed = min(self._typed * 10 + int(typed), MOST_REPEATS)
            self.tell(self.Counted(self._typed))
            event.stop()
            return
        if self._typed and self._only_draws(event.key):
            return
        # The number is this key's: one that has no use for it loses it.
        self._count = self._typed
        if self._typed:
            self._typed = 0
            self.tell(self.Counted(0))

    def _only_draws(self, key: str) -> bool:
        """Tell whether a key draws the screen again, and is none of those that are typed at it."""
        active = self.screen.active_bindings.get(key)
        return active is not None and active.binding.action == "repaint"

    def take_count(self) -> int:
        """Return the number typed before this key, 1 if none."""
        count, self._count = self._count, 0
        return count or 1

    def action_move(self, name: str) -> None:
        """Make a motion, as often as the number before it says."""
        if self.opened is None:
            return
        coarse, fine = MOTIONS[name]
        motion = coarse if self.selection.grain is Grain.SENTENCE else fine
        self._move(motions.repeated(motion, self.take_count()), jump=name in JUMPS)

    def _move(self, motion: motions.Motion, *, jump: bool) -> None:
        if self.opened is None:
            return
        moved = motion(self.opened.ground, self.selection)
        if not self._ends(moved, partial(self._move, motion, jump=jump)):
            self.select(moved, jump=jump)

    def _ends(self, moved: Selection, again: Callable[[], None]) -> bool:
        """Tell whether a motion has come to the end of a mere beginning; then tell of it."""
        if self.opened is None or not self.opened.source.is_beginning:
            return False
        end = motions.bottom(self.opened.ground, self.selection)
        if moved.span.end < end.span.end:
            return False
        self.tell(self.Ended(again))
        return True

    def action_free(self) -> None:
        """Select by word, then by character; what was found in a sentence is selected first."""
        if self.opened is None:
            return
        ground, hit = self.opened.ground, self.hit_in(self.selection.span)
        if hit and self.selection.grain is Grain.SENTENCE:
            self.select(motions.words_of(ground, hit))
        else:
            self.select(motions.free(ground, self.selection))

    def action_whole(self) -> None:
        """Select by sentence again; if one does, unmark what was found."""
        if self.opened is None:
            return
        if self.selection.grain is not Grain.SENTENCE:
            self.select(motions.whole(self.opened.ground, self.selection))
        elif self.has_hits:
            self.show_hits(())

    def action_page(self, step: int) -> None:
        """Go a page on or back; the selection comes along."""
        if self.page is None or self.opened is None:
            return
        height = self.size.height
        far = step * self.take_count() * max(1, height - 2)
        top = self.scroll_offset.y
        self.show_from(top + far)
        if self.scroll_offset.y == top:
            end = motions.bottom if step > 0 else motions.top
            moved = end(self.opened.ground, self.selection)
            if not self._ends(moved, partial(self.action_page, step)):
                self._take_along(moved)
            return
        first = self.page.layout.extent(self.scroll_offset.y).start
        found = self.opened.ground.sentence_after(first)
        if found:
            self._take_along(motions.select_at(self.opened.ground, self.selection, found.start))

    def _take_along(self, selection: Selection) -> None:
        """Select what a page shows, which scrolls nothing."""
        self.mark_selected(selection)
        self.tell(self.Selected(selection))

    def action_line(self, step: int) -> None:
        """Scroll; the selection stays where it is in the text."""
        self.show_from(self.scroll_offset.y + step * self.take_count())

    # --- the mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select the sentence under the mouse, or begin to drag."""
        if self.page is None or self.opened is None or event.button != 1:
            return
        offset = self._offset_at(event)
        self._drag = motions.select_at(
            self.opened.ground, Selection(self.selection.span, Grain.WORD), offset
        ).span
        self.select(motions.select_at(self.opened.ground, Selection(self._drag), offset))
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Let the selection reach from the word dragged from to the one dragged to."""
        if self._drag is None or self.opened is None:
            return
        offset = self._offset_at(event)
        if self._drag.start <= offset < self._drag.end and self.selection.grain is Grain.SENTENCE:
            return
        word = motions.select_at(self.opened.ground, Selection(self._drag, Grain.WORD), offset).span
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
        self.show_from(self.scroll_offset.y + 3)

    def _on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.show_from(self.scroll_offset.y - 3)

    def _offset_at(self, event: events.MouseEvent) -> int:
        if self.page is None:
            return 0
        x = event.x - self.page.text_x
        y = event.y + self.scroll_offset.y
        return self.page.layout.offset_at(Place(y, max(x, 0)))
