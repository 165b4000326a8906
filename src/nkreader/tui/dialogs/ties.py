"""What an annotation is tied to: a short list, of which one is gone to."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from nkreader.model.source import SourceRef
from nkreader.reading.margin import GLYPHS
from nkreader.session.linking.links import Tie, source_in_short
from nkreader.text.display import one_line
from nkreader.tui.answering import AnswersOnTop
from nkreader.tui.dialogs.view import BREAKPOINTS
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.panes.rows import Line as Pieces
from nkreader.tui.panes.rows import Row, Rows


class TieList(RowList):
    """A row for each link: the relation and who speaks, then the passage at the other end."""

    LINES: ClassVar[int] = 2


class TiesDialog(AnswersOnTop, ModalScreen[Tie | None]):
    """Answers with the link that is followed."""

    VERTICAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "give_up", "Back", id="ties.give-up"),
        Binding("full_stop", "step", "Next link", id="ties.next"),
    ]

    def __init__(self, title: str, ties: Sequence[Tie], refs: Mapping[str, SourceRef]) -> None:
        """Show the ties of what ``title`` says; ``refs`` are their sources by id."""
        super().__init__()
        self._refs = refs
        self._title = title
        self._ties = ties

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(id="tie"):
            yield Static(Content(one_line(self._title)), id="tie-title")
            yield TieList(id="tie-choice")
            yield Static(Content("j k choose · Enter go there · Esc back"), id="tie-hint")

    def on_mount(self) -> None:
        """Begin with the first link."""
        rows = self.query_one(TieList)
        rows.show_rows(Rows([str(k) for k in range(len(self._ties))], self._row), "0")
        self.set_focus(rows)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Answer with the link of the row."""
        self.dismiss(self._ties[int(event.key)])

    def action_step(self) -> None:
        """Go through the links with the key that opened them."""
        rows = self.query_one(TieList)
        at = (int(rows.key or 0) + 1) % len(self._ties)
        rows.put_cursor(str(at))

    def action_give_up(self) -> None:
        """Go nowhere."""
        self.dismiss(None)

    def _row(self, at: int) -> Row:
        tie = self._ties[at]
        other = tie.other
        head: Pieces = ((f"{tie.words} ", ""),)
        text = "an annotation that is not here"
        if other is not None:
            head += (
                (f"{GLYPHS[other.label]} {other.label}", other.label),
                (f" {one_line(other.speaker)}" if other.speaker else "", "strong"),
                (f" · {one_line(source_in_short(other, self._refs))}", "faint"),
            )
            text = one_line(other.text)
        return Row(str(at), (head, ((f"  {text}", ""),)))
