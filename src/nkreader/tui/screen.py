"""The reader's screen: three panes, and all that keys do there."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from nkreader.reading.selection import Grain
from nkreader.session.memory import NOTHING, Memory
from nkreader.session.session import Session
from nkreader.text.counted import counted
from nkreader.text.hidden import character_name, hidden
from nkreader.tui.actions.arranging import Arranging, show
from nkreader.tui.actions.attributing import Attributing
from nkreader.tui.actions.cueing import Cueing
from nkreader.tui.actions.finding import Finding
from nkreader.tui.actions.linking import Linking
from nkreader.tui.actions.naming import Naming
from nkreader.tui.actions.overview import Overview
from nkreader.tui.actions.reviewing import Reviewing
from nkreader.tui.actions.searching import Searching
from nkreader.tui.actions.undoing import Undoing
from nkreader.tui.collecting import collect
from nkreader.tui.curtain import Curtain
from nkreader.tui.keys_here import keys_of
from nkreader.tui.panes.hints import ASKING, BY_CHARACTER, FREE, LISTING, READING, HintLine
from nkreader.tui.panes.rows import RowList
from nkreader.tui.panes.side import Side
from nkreader.tui.panes.status import Whereabouts
from nkreader.tui.panes.text import TextPane

_TEXT_HINTS = {Grain.SENTENCE: READING, Grain.WORD: FREE, Grain.CHARACTER: BY_CHARACTER}
# How often it is looked whether somebody else has written, in seconds.
_FOLLOW = 2.0
# How often it is looked whether the first screen has settled, in seconds; while a source is
# read, less often.
_SETTLING = 0.001
_READING = 0.02
# Lower screens need every line for the text: what to press is said once.
_ROOM_FOR_HINTS = 16
_LOW_HINT = "j k move · c d e s tag · ? help"


class ReaderScreen(
    Naming,
    Searching,
    Overview,
    Attributing,
    Linking,
    Reviewing,
    Undoing,
    Finding,
    Cueing,
    Arranging,
    whole=True,
):
    """Reads and tags."""

    # Textual would give the keys to the first pane, and then take them away again.
    AUTO_FOCUS = "#text"
    BINDING_GROUP_TITLE = "Everywhere"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "All keys of this place", id="help.show"),
        Binding("q,ctrl+q", "leave", "Leave", id="reader.leave"),
        Binding("ctrl+c", "say_how_to_leave", "", id="reader.interrupt", show=False),
    ]

    def __init__(
        self, session: Session, trouble: str | None = None, memory: Memory = NOTHING
    ) -> None:
        """Take a session; ``trouble`` is why nothing can be tagged in it."""
        super().__init__(session)
        self.memory = memory
        session.library.shapes = memory.shapes
        session.library.read_before = memory.read
        self._trouble = trouble
        self.hints = HintLine(id="hints")
        self._hinted: tuple[Widget | None, Grain] | None = None

    key_notices: tuple[str, ...] = ()
    """What was wrong with the user's own keys."""

    def compose(self) -> ComposeResult:
        """Lay out the panes."""
        with Horizontal(id="panes"):
            with Side(id="sources-side"):
                yield self.titles[self.sources]
                yield self.sources
            with Side(id="text-side"):
                yield self.titles[self.text]
                yield self.text
            with Side(id="annotations-side"):
                yield self.titles[self.annotations]
                yield self.annotations
        yield self.prompt
        yield self.status
        yield self.hints

    def on_mount(self) -> None:
        """Open what was read last."""
        self.divide()
        self.set_focus(self.text)
        self.start_reading()
        self.show_facts()
        self._say_what_is_wrong()
        self.offer_drafts()
        self.set_interval(_FOLLOW, self._watch)
        self.call_after_refresh(self._show_when_settled)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Begin with the styles that everything was just made with."""
        if not self.stack_updates:
            event.refresh_styles = False

    def on_resize(self, event: events.Resize) -> None:
        """Fold panes that there is no room for."""
        roomy = event.size.height >= _ROOM_FOR_HINTS
        show(self.hints, roomy)
        if not roomy and not self.status.message:
            self.say(_LOW_HINT)
        elif roomy and self.status.message == _LOW_HINT:
            self.say("")
        for title in self.titles.values():
            show(title, roomy)
        self.divide(peek=self.focused.id or "" if self.focused else "")

    def on_unmount(self) -> None:
        """Keep the place and what is being typed, however the reader ends."""
        self.keep_place()
        self.keep_draft()

    # --- what panes tell

    def on_text_pane_selected(self, event: TextPane.Selected) -> None:
        """Let lists and status line follow the selection."""
        self.beside = False
        self.note_read(jumped=event.jumped)
        self.forget_what_was_said()
        self._show_hints()
        here = self.annotations_here()
        if here and self.focused is not self.annotations:
            self.annotations.put_cursor_in_rest(here[0].annotation.id)
        self.follow_section()
        self.show_facts()

    def on_descendant_focus(self) -> None:
        """Say what to press in the pane that has the keys now."""
        self._show_hints()

    def on_text_pane_counted(self, event: TextPane.Counted) -> None:
        """Show the number that is being typed."""
        if event.count:
            self.say(f"{event.count} × the next motion")
        elif self.status.message.endswith("× the next motion"):
            self.say("")

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the passage of the annotation that the list's cursor is on."""
        if event.rows is self.annotations:
            each = self.find_placed(event.key)
            if each is not None:
                self.go_to(each, jump=False)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open a source, a section or an annotation from its list."""
        if event.rows is self.sources:
            self.choose_source(event.key)
            self.divide()
            return
        each = self.find_placed(event.key)
        if each is not None:
            self.go_to(each)
            self.open_details(each)

    # --- the rest

    def action_help(self) -> None:
        """Show all keys of the place one is in."""
        from nkreader.tui.dialogs.help import HelpScreen

        notices = [*self._notices(), *self.cue_notices()]
        self.app.push_screen(HelpScreen(self.keys_here(), notices))

    def action_leave(self) -> None:
        """Leave; everything is saved already."""
        self.app.exit()

    def action_say_how_to_leave(self) -> None:
        """Answer whoever wants to interrupt."""
        self.say("q leaves; everything is saved already")

    def show_facts(self) -> None:
        """Show where one is, what is selected, who one is."""
        if self.opened is None:
            return
        source, span = self.opened.source, self.text.selection.span
        words = len(source.text[span.start : span.end].split())
        share = span.start / max(self.whole_length, 1)
        grain = self.text.selection.grain
        by_grain = "" if grain is Grain.SENTENCE else f"by {grain}"
        more = (by_grain, self.cue_told(), _revealed(span.of(source.text)))
        store = self.session.store
        reads_only = store.read_only or self._trouble is not None
        told = not self.saved_at or self.saved_at in self.status.message
        self.status.show_facts(
            Whereabouts(
                count=counted(words, "word"),
                place=f"{self.index + 1}/{len(self.session.library.entries)}",
                share=f"{share:.0%}",
                more=tuple(filter(None, more)),
                saved="" if told else f"saved {self.saved_at}",
                who=self.session.workspace.annotator + (" (read-only)" if reads_only else ""),
            )
        )

    def keys_here(self) -> list[ActiveBinding]:
        """Return what has a key in the place one is in."""
        return keys_of(self)

    def _show_when_settled(self) -> None:
        """Raise the curtain once all has its place, or finding it takes long."""
        if not isinstance(self.app, Curtain):
            return
        moving = self._layout_required or self._scroll_required
        # At once: Textual would wait for its next frame, which nobody is to see.
        self._on_timer_update()
        is_here = self.wanted is None or self.has_beginning
        laid_out = is_here and (self.opened is None or self.text.page is not None)
        settled = laid_out and not moving and not self.app.somebody_has_messages
        may_wait = self.app.page_stands and not self.app.somebody_wants_out
        if settled or (self.app.patience_is_over and not may_wait):
            self._compositor._dirty_regions.clear()
            self.app.raise_curtain()
        else:
            self.set_timer(_SETTLING if is_here else _READING, self._show_when_settled)

    def _compositor_refresh(self) -> None:
        """Draw nothing that is not seen."""
        if not (isinstance(self.app, Curtain) and self.app.curtain_is_down):
            super()._compositor_refresh()

    def _watch(self) -> None:
        """Keep the place, should the reader end badly, and follow what others write."""
        self.keep_place()
        self.follow()
        if isinstance(self.app, Curtain):
            collect(self.app.quiet)

    def _show_hints(self) -> None:
        place = (self.focused, self.text.selection.grain)
        if place == self._hinted:
            return
        self._hinted = place
        keys = self.keys_here()
        if self.focused is self.text:
            self.hints.show_hints(_TEXT_HINTS[self.text.selection.grain], keys)
        else:
            self.hints.show_hints(ASKING if self.prompt.display else LISTING, keys)

    def _notices(self) -> list[str]:
        """Return what the user should know of database, settings and keys."""
        store = self.session.store
        first = self._trouble or (
            f"{store.holder} has this database open: reading only" if store.holder else None
        )
        further = [*self.session.settings.notices, *self.key_notices]
        further += dict.fromkeys(self.file_notices())
        return [first, *further] if first else further

    def _say_what_is_wrong(self) -> None:
        notices = self._notices()
        self.news()  # these are said here
        if notices:
            more = f" ({len(notices)} such notices: ? shows them)" if len(notices) > 1 else ""
            self.say(notices[0] + more, wrong=True)


def _revealed(passage: str) -> str:
    """Return, for the status line, what a passage hides, if it does."""
    first, *further = [*hidden(passage)] or [""]
    more = f" and {len(further)} more" if further else ""
    return f"hidden: {character_name(first)}{more}" if first else ""
