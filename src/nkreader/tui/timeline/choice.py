"""The question of what a timeline is wanted."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from nkreader.text.display import one_line
from nkreader.tui.answering import AnswersOnTop
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.panes.rows import Row, Rows
from nkreader.tui.timeline.subject import Subject

_MOST_ROWS = 10
# The title, the hint with a blank line above it, and the border.
_AROUND = 5


class SubjectChoice(AnswersOnTop, ModalScreen[Subject | None]):
    """A short list; Escape chooses nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "give_up", "Choose nothing", id="subject.give-up"),
    ]

    def __init__(self, subjects: Sequence[Subject]) -> None:
        """Offer these."""
        super().__init__()
        self._subjects = subjects

    def compose(self) -> ComposeResult:
        """Lay out the question and the choice."""
        with Vertical(id="subject"):
            yield Static(Content("Timeline of"), id="subject-title")
            yield RowList(id="subject-choice")
            yield Static(Content("↓ ↑ choose · Enter show it · Esc back"), id="subject-hint")

    def on_mount(self) -> None:
        """Fill the list, and make the dialog as high as it is long."""
        rows = self.query_one(RowList)
        self.query_one("#subject").styles.height = min(len(self._subjects), _MOST_ROWS) + _AROUND
        wide = max(len(each.kind) for each in self._subjects)
        rows.show_rows(Rows.of([_row(at, each, wide) for at, each in enumerate(self._subjects)]))
        self.set_focus(rows)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Answer with the subject of a row."""
        self.dismiss(self._subjects[int(event.key)])

    def action_give_up(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)


def _row(at: int, subject: Subject, wide: int) -> Row:
    kind = f"{subject.kind:<{wide}} "
    return Row(str(at), (((kind, "faint"), (one_line(subject.told), "")),))
