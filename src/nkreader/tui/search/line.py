"""The line into which a search is typed, and the list of what it finds."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from nkreader.tui.line import Line
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.search.results import Results


class QueryLine(Line):
    """What is typed here is searched for at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "enter",
            "screen.search",
            "To what was found; a stopped search goes on",
            id="query.search",
        ),
        Binding("down,tab", "screen.results", "To what was found so far", id="query.results"),
    ]


class ResultList(RowList):
    """A line for each hit; above the first of a source stands where that is."""

    BINDING_GROUP_TITLE = "Search"

    def __init__(self, *, id: str) -> None:
        """Hold nothing yet."""
        super().__init__(id=id)
        self.results = Results()
        """What is shown: while a search has found nothing yet, what the one before has found."""

    def show_results(self, results: Results, key: str | None = None, *, empty: str = "") -> None:
        """Show what was found so far; ``empty`` is said where nothing was."""
        if results is not self.results:
            self.results = results
            key = key or next(iter(results.keys), None)
            self.refresh()
        self.show_rows(results.rows(self.size.width), key, empty=empty)

    def action_choose(self) -> None:
        """Open the hit under the cursor; the first one, where none has come yet."""
        self.tell(self.Chosen(self, self.key or ""))

    def on_resize(self) -> None:
        """Set the rows anew in another width."""
        self.show_rows(self.results.rows(self.size.width), empty=self.empty)
        self.refresh()
        super().on_resize()

    def line_of(self, at: int) -> int:
        """Return the line on which a row begins."""
        return self.results.line_of(at)

    def row_at(self, y: int) -> tuple[int, int]:
        """Return the row on a line, and which of its lines that is."""
        return self.results.row_at(y)
