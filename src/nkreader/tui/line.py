"""A line to type into that lets nothing through that steers a terminal."""

from rich.highlighter import Highlighter
from rich.text import Text
from textual.widgets import Input

from nkreader.text.display import one_line, visible


class _Shown(Highlighter):
    """Shows a value as it may be shown; the value itself stays as it is."""

    def highlight(self, text: Text) -> None:
        """Put in place of each character what is shown of it."""
        text.plain = visible(text.plain)


class Line(Input):
    """An input whose value and placeholder are shown as everything foreign is."""

    def __init__(
        self,
        value: str = "",
        *,
        id: str | None = None,
        placeholder: str = "",
        select_on_focus: bool = True,
    ) -> None:
        """Begin with a value; the placeholder stands where there is none."""
        super().__init__(
            value,
            one_line(placeholder),
            _Shown(),
            select_on_focus=select_on_focus,
            id=id,
            compact=True,
        )
