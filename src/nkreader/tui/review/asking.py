"""The question what is to be reviewed."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from nkreader.analysis.query import parse_query
from nkreader.analysis.review_told import in_short
from nkreader.model.errors import NkreaderError
from nkreader.model.review import Material, Queue, Review
from nkreader.text.display import one_line
from nkreader.tui.answering import AnswersOnTop
from nkreader.tui.dialogs.view import BREAKPOINTS
from nkreader.tui.line import Line
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.panes.rows import Row, Rows

# Sittings that are offered to be gone on with.
_OFFERED = 3
_WRONG = ""
_TITLE, _HINT = "Review what?", "↓ ↑ choose · Enter begin · Esc back"


class QueueDialog(AnswersOnTop, ModalScreen[Review | Queue | None]):
    """Offers to go on with a sitting, and queues for a new one; a filter can be typed."""

    VERTICAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Back", id="queue.give-up"),
        Binding("down", "step(1)", "Next", id="queue.next", priority=True),
        Binding("up", "step(-1)", "Previous", id="queue.previous", priority=True),
        Binding("enter", "choose", "Begin", id="queue.begin", priority=True),
    ]

    def __init__(self, unfinished: Sequence[Review], others: Sequence[str]) -> None:
        """Offer these sittings, and the work of these other annotators."""
        super().__init__()
        self._unfinished = unfinished[:_OFFERED]
        self._others = others
        self._offered: dict[str, Review | Queue] = {}

    def compose(self) -> ComposeResult:
        """Lay out the line to type into and the choice."""
        with Vertical(id="queue"):
            yield Static(Content(_TITLE), id="queue-title")
            yield Line(id="queue-filter", placeholder="or a filter: label:denial by:name words")
            yield RowList(id="queue-choice")
            yield Static(Content(_HINT), id="queue-hint")

    def on_mount(self) -> None:
        """Offer what there is without a filter."""
        self._offer("")
        self.set_focus(self.query_one("#queue-filter", Input))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what fits the filter."""
        self._offer(" ".join(event.value.split()))

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Take the row that was clicked."""
        self._answer(event.key)

    def action_step(self, step: int) -> None:
        """Move through the choice while the keys go to the line."""
        self.query_one(RowList).action_step(step)

    def action_choose(self) -> None:
        """Take the row under the cursor."""
        self._answer(self.query_one(RowList).key)

    def action_give_up(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)

    def _answer(self, key: str | None) -> None:
        chosen = self._offered.get(key or _WRONG)
        if chosen is not None:
            self.dismiss(chosen)

    def _offer(self, typed: str) -> None:
        try:
            parse_query(typed)
        except NkreaderError as error:
            self._offered = {}
            rows = [Row(_WRONG, (((one_line(str(error)), "wrong"),),))]
        else:
            offers = [*(_filtered(typed) if typed else self._unfiltered())]
            self._offered = {f"{number}": choice for number, (choice, _) in enumerate(offers)}
            rows = [
                Row(f"{number}", (((f" {one_line(told)}", "strong" if not number else ""),),))
                for number, (_, told) in enumerate(offers)
            ]
        self.query_one(RowList).show_rows(Rows.of(rows), rows[0].key)

    def _unfiltered(self) -> Iterator[tuple[Review | Queue, str]]:
        for review in self._unfinished:
            yield review, f"go on where you were: {in_short(review)}"
        yield Queue(), "all annotations"
        yield Queue(query="status:suggested"), "suggested annotations"
        for name in self._others:
            wanted = f'by:"{name}"' if " " in name else f"by:{name}"
            yield Queue(query=wanted), f"what {name} has tagged"
        yield Queue(Material.SENTENCES), "untagged sentences with a cue"


def _filtered(typed: str) -> Iterator[tuple[Queue, str]]:
    for queue in (Queue(query=typed), Queue(Material.SENTENCES, typed)):
        yield queue, str(queue)
