"""All that somebody else has said of a passage: to read, and to accept or reject."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from nkreader.model.annotation import Annotation, Status
from nkreader.text.display import one_line
from nkreader.text.joined_lines import joined_lines
from nkreader.tui.answering import AnswersOnTop
from nkreader.tui.dialogs.wordings import WIDTHS, Wordings

# On a low screen dialogs go without borders and quotes.
BREAKPOINTS = [(0, "-low"), (18, "-high")]
_FIELDS = ("speaker", "via", "outlet", "about", "certainty", "note", "said_at", "status")
_BACK = "Esc back"
_JUDGE = f"y accept · x reject · {_BACK} · or tag the passage yourself"
_NAMES = {"said_at": "said at"}


def title_of(annotation: Annotation) -> str:
    """Return the line above what is said of a passage."""
    return f"{annotation.label.upper()} by {one_line(annotation.annotator)}"


class DetailsView(AnswersOnTop, ModalScreen[Status | None]):
    """Shows an annotation whole; answers with the status that is to be given to it, if any."""

    VERTICAL_BREAKPOINTS = BREAKPOINTS
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "leave", "Back", id="view.leave"),
        Binding("y", "judge('accepted')", "Accept it", id="view.accept"),
        Binding("x", "judge('rejected')", "Reject it", id="view.reject"),
        Binding("j,down", "scroll(1)", "Scroll on", id="view.on"),
        Binding("k,up", "scroll(-1)", "Scroll back", id="view.back"),
    ]

    def __init__(
        self,
        annotation: Annotation,
        links: Sequence[str],
        *,
        today: str | None = None,
        notice: str = "",
        reads_only: bool = False,
    ) -> None:
        """Show an annotation; ``links`` are lines on what it is tied to.

        ``today`` is what has become of the words of a changed passage, ``notice`` what is
        to be known of the passage before all else. Where one ``reads_only`` nothing is invited to.
        """
        super().__init__()
        self._annotation = annotation
        self._links = links
        self._today = today
        self._notice = notice
        self._hint = _BACK if reads_only else _JUDGE

    def compose(self) -> ComposeResult:
        """Lay out what there is to read."""
        with Vertical(id="form"):
            yield Static(Content(title_of(self._annotation)), id="form-title")
            if self._notice:
                yield Static(Content(self._notice), classes="form-notice")
            if self._today is not None:
                yield Wordings(self._annotation.quote, self._today)
            yield Static(Content("\n".join(self._lines())))
            yield Static(Content(self._hint), id="form-hint")

    def action_scroll(self, step: int) -> None:
        """Scroll by a line."""
        self.query_one("#form").scroll_relative(y=step, animate=False)

    def action_judge(self, status: str) -> None:
        """Answer with a status."""
        self.dismiss(Status(status))

    def action_leave(self) -> None:
        """Go back to where one was."""
        self.dismiss(None)

    def _lines(self) -> list[str]:
        annotation = self._annotation
        said = [(name, getattr(annotation, name)) for name in _FIELDS]
        said.append(("tags", ", ".join(annotation.tags)))
        facts = [
            f"{_NAMES.get(name, name):<10} {one_line(joined_lines(str(value)))}"
            for name, value in said
            if value
        ]
        links = [line for link in self._links for line in ("", one_line(link))]
        quote = [one_line(annotation.text), ""] if self._today is None else []
        return [*quote, *facts, *links]
