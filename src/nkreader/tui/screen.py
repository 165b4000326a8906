"""The reader's screen: three panes, and who hears of what is done there."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Horizontal
from textual.widget import Widget

from nkreader.reading import cells
from nkreader.reading.selection import Grain
from nkreader.session.memory import NOTHING, Memory
from nkreader.session.session import Session
from nkreader.text.display import one_line
from nkreader.tui.actions.arranging import show
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.keys import KEYS
from nkreader.tui.actions.parts import Parts
from nkreader.tui.collecting import collect
from nkreader.tui.curtain import Curtain
from nkreader.tui.key_order import quiet_of
from nkreader.tui.keys_here import keys_of
from nkreader.tui.later import import_the_rest
from nkreader.tui.one_frame import DrawnWithKeys
from nkreader.tui.panes.hints import (
    ASKING,
    BY_CHARACTER,
    FREE,
    LISTING,
    READING,
    HintLine,
    only_reading,
)
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.panes.side import Side
from nkreader.tui.panes.text import TextPane

if TYPE_CHECKING:
    from textual.command import Provider

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
_BY_NAME = {key.name: key for key in KEYS}


def _source_commands() -> "type[Provider]":
    from nkreader.tui.dialogs.source_commands import SourceCommands

    return SourceCommands


class ReaderScreen(DrawnWithKeys[None], inherit_bindings=False):
    """Reads and tags."""

    # Textual would give the keys to the first pane, and then take them away again.
    AUTO_FOCUS = "#text"
    BINDING_GROUP_TITLE = "Everywhere"
    COMMANDS: ClassVar["set[type[Provider] | Callable[[], type[Provider]]]"] = {_source_commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        *(key.binding for key in KEYS),
        Binding("question_mark", "help", "All keys of this place", id="help.show"),
        Binding("q,ctrl+q", "leave", "Leave", id="reader.leave"),
        Binding("ctrl+c", "say_how_to_leave", "", id="reader.interrupt", show=False),
    ]

    def __init__(
        self, session: Session, trouble: str | None = None, memory: Memory = NOTHING
    ) -> None:
        """Take a session; ``trouble`` is why nothing can be tagged in it."""
        super().__init__()
        session.library.shapes = memory.shapes
        session.library.read_before = memory.read
        self.desk = Desk(self, session, memory)
        self.parts = Parts(self.desk, trouble)
        self.hints = HintLine(id="hints")
        self._hinted: tuple[Widget | None, Grain, bool] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the panes."""
        desk = self.desk
        with Horizontal(id="panes"):
            for pane in (desk.sources, desk.text, desk.annotations):
                with Side(id=f"{pane.id}-side"):
                    yield desk.titles[pane]
                    yield pane
        yield desk.prompt
        yield desk.status
        yield self.hints

    def on_mount(self) -> None:
        """Open what was read last."""
        self.parts.arranging.divide()
        self.set_focus(self.desk.text)
        self.parts.opening.open_first()
        self.parts.locating.show_facts()
        self._say_what_is_wrong()
        self.parts.drafting.offer_drafts()
        self.set_interval(_FOLLOW, self._watch)
        self.call_after_refresh(self._show_when_settled)

    def go_on(self) -> None:
        """Begin what could wait until there is something to read."""
        self.desk.shown = True
        self.desk.prompt.make_ready()
        self.parts.awaiting.go_on()
        self.parts.showing.go_on()
        self._make_the_rest_ready()
        self.parts.listing.gather_summaries()
        if self.desk.opened is not None:
            self.parts.arriving.look_for_mentions(self.desk.opened)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Begin with the styles that everything was just made with."""
        if not self.stack_updates:
            event.refresh_styles = False

    def on_resize(self, event: events.Resize) -> None:
        """Fold panes that there is no room for."""
        desk, roomy = self.desk, event.size.height >= _ROOM_FOR_HINTS
        show(self.hints, roomy)
        if not roomy and not desk.status.message:
            desk.say(_LOW_HINT)
        elif roomy and desk.status.message == _LOW_HINT:
            desk.say("")
        for title in desk.titles.values():
            show(title, roomy)
        self.parts.arranging.divide(peek=self.focused.id or "" if self.focused else "")

    def on_unmount(self) -> None:
        """Keep the place and what is being typed, however the reader ends."""
        self.parts.reading.leave()
        self.parts.drafting.keep_draft()

    # --- what panes tell

    def on_text_pane_selected(self, event: TextPane.Selected) -> None:
        """Let lists and status line follow the selection."""
        desk, parts = self.desk, self.parts
        parts.in_hand.beside = False
        parts.reading.note_read(jumped=event.jumped)
        parts.reading.keep_place_in_rest()
        desk.forget_what_was_said()
        self._show_hints()
        here = parts.in_hand.here()
        if here and not desk.has_keys(desk.annotations):
            desk.annotations.put_cursor_in_rest(here[0].annotation.id)
        parts.listing.follow_section()
        parts.locating.show_facts()

    def on_text_pane_jumped(self, event: TextPane.Jumped) -> None:
        """Note where a jump began."""
        self.desk.remember_way_back(event.origin)

    def on_text_pane_ended(self, event: TextPane.Ended) -> None:
        """Go on from the end of a beginning once the rest is there."""
        self.parts.awaiting.whole(event.again)

    def on_text_pane_counted(self, event: TextPane.Counted) -> None:
        """Show the number that is being typed."""
        if event.count:
            self.desk.say(f"{event.count} × the next motion")
        elif self.desk.status.message.endswith("× the next motion"):
            self.desk.say("")

    def on_descendant_focus(self) -> None:
        """Say what to press in the pane that has the keys now; in the sources, how much is read."""
        self._show_hints()
        if self.desk.has_keys(self.desk.sources):
            self.parts.reading.show_share()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Show the passage of the annotation that the list's cursor is on."""
        if event.rows is self.desk.annotations:
            each = self.desk.find_placed(event.key)
            if each is not None:
                self.parts.in_hand.go_to(each, jump=False)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open a source, a section or an annotation from its list."""
        if event.rows is self.desk.sources:
            self.parts.opening.choose_source(event.key)
            self.parts.arranging.divide()
            return
        each = self.desk.find_placed(event.key)
        if each is not None:
            self.parts.in_hand.go_to(each)
            self.parts.editing.open_details(each)

    # --- keys

    def on_key(self, event: events.Key) -> None:
        """Give up what is waited for; where a source is, what is said of that stands."""
        if event.key == "escape":
            for give_up in self.desk.given_up:
                give_up()
            self.parts.awaiting.give_up()

    def action_do(self, name: str) -> None:
        """Do what the key of this name is for."""
        _BY_NAME[name].do(self.parts)

    def action_clear_filter(self) -> None:
        """Show all again in the list that has the keys."""
        self.parts.finding.clear_filter()

    def action_help(self) -> None:
        """Show all keys of the place one is in."""
        from nkreader.tui.dialogs.help import HelpScreen

        notices = [*self.parts.notices.all(), *self.parts.cueing.notices()]
        self.app.push_screen(HelpScreen(self.keys_here(), notices))

    def action_leave(self) -> None:
        """Leave; everything is saved already."""
        self.app.exit()

    def action_say_how_to_leave(self) -> None:
        """Answer whoever wants to interrupt."""
        self.desk.say("q leaves; everything is saved already")

    def keys_here(self) -> list[ActiveBinding]:
        """Return what has a key in the place one is in."""
        return keys_of(self)

    # --- the rest

    def _show_when_settled(self) -> None:
        """Raise the curtain once all has its place, or finding it takes long."""
        if not isinstance(self.app, Curtain):
            return
        moving = self._layout_required or self._scroll_required
        # At once: Textual would wait for its next frame, which nobody is to see.
        self._on_timer_update()
        desk = self.desk
        is_here = desk.wanted is None or desk.has_beginning
        laid_out = is_here and (desk.opened is None or desk.text.page is not None)
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
        """Keep the place where keys do not rest, and follow what others write."""
        self.parts.reading.keep_place()
        self.parts.following.follow()
        if isinstance(self.app, Curtain):
            collect(self.app.quiet)

    @work(thread=True, group="imports")
    def _make_the_rest_ready(self) -> None:
        import_the_rest()
        quiet_of(self.app).wait()
        self.desk.session.store.make_ready()

    def _show_hints(self) -> None:
        grain = self.desk.text.selection.grain
        reads_only = self.parts.notices.reads_only
        place = (self.focused, grain, reads_only)
        if place == self._hinted:
            return
        self._hinted = place
        keys = self.keys_here()
        if self.focused is self.desk.text:
            hints = _TEXT_HINTS[grain]
            self.hints.show_hints(only_reading(hints) if reads_only else hints, keys)
        else:
            self.hints.show_hints(ASKING if self.desk.prompt.display else LISTING, keys)

    def _say_what_is_wrong(self) -> None:
        notices = self.parts.notices.all()
        self.parts.notices.news()  # these are said here
        if notices:
            more = f" ({len(notices)} such notices: ? shows them)" if len(notices) > 1 else ""
            room = self.desk.room_to_say - len(more)
            self.desk.say(cells.cut(one_line(notices[0]), room) + more, wrong=True)
