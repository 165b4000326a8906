"""A list of the reader, of which a filter may show a part; Esc shows all of it again."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from nkreader.tui.panes.row_list import RowList


class FilteredList(RowList):
    """Rows, and the key that takes their filter away; the screen knows the filter."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "screen.clear_filter", "Show all again", id="pane.filter.clear")
    ]

    is_filtered = False
    """Whether keys have a use here although there may be no rows."""

    @property
    def how_to_clear(self) -> str:
        """What the title of the list says of that, nothing where all is shown."""
        return "Esc: all" if self.is_filtered else ""
