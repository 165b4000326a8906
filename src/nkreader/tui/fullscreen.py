"""A screen of its own beside the reader's: what it shows, a line to type into, what to press."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.screen import ScreenResultType
from textual.widgets import Input

from nkreader.tui.answering import AnswersOnTop
from nkreader.tui.key_names import key_name
from nkreader.tui.keys_here import keys_of
from nkreader.tui.one_frame import DrawnWithKeys
from nkreader.tui.panes.hints import ASKING, HintLine, Hints
from nkreader.tui.panes.prompt import Prompt
from nkreader.tui.panes.status import StatusLine
from nkreader.tui.panes.title import PaneTitle

# Lower screens need every line for what they show.
_ROOM_FOR_HINTS = 16


class FullScreen(AnswersOnTop, DrawnWithKeys[ScreenResultType], inherit_bindings=False):
    """Title, body, status and hints; what is in the body is for whoever inherits."""

    HINTS: ClassVar[Hints] = ()
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "help", "All keys of this place", id="help.show"),
        Binding("escape,q,backspace", "back", "Back to where one was", id="screen.back"),
        Binding("ctrl+c", "say_how_to_leave", "", id="reader.interrupt", show=False),
    ]

    def __init__(self) -> None:
        """Be laid out later."""
        super().__init__()
        self.title_line = PaneTitle(id="screen-title")
        self.prompt = Prompt(id="prompt")
        self.status = StatusLine(id="status")
        self.hint_line = HintLine(id="hints")

    def compose(self) -> ComposeResult:
        """Lay out the lines around the body."""
        yield self.title_line
        yield from self.body()
        yield self.prompt
        yield self.status
        yield self.hint_line

    def body(self) -> ComposeResult:
        """Return what there is to see here."""
        yield from ()

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Tell what has happened."""
        self.status.say(message, wrong=wrong)

    def on_resize(self, event: events.Resize) -> None:
        """Leave out what there is no room for."""
        self.hint_line.display = event.size.height >= _ROOM_FOR_HINTS

    def on_descendant_focus(self) -> None:
        """Say what to press here."""
        hints = ASKING if self.prompt.display else self.HINTS
        self.hint_line.show_hints(hints, self.keys_here())

    def keys_here(self) -> list[ActiveBinding]:
        """Return what has a key here: none that is a letter where letters are typed."""
        typing = isinstance(self.focused, Input)
        return [
            active
            for active in keys_of(self)
            if not (typing and len(key_name(active.binding.key)) == 1)
        ]

    def action_help(self) -> None:
        """Show all keys of this place."""
        from nkreader.tui.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(self.keys_here()))

    def action_back(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)

    def action_say_how_to_leave(self) -> None:
        """Answer whoever wants to interrupt."""
        self.say("q goes back to the reader; everything is saved already")
