"""A line to type into that lets nothing through that steers a terminal."""

from textual import events
from textual.widgets import Input

from nkreader.text.display import inert_line

# A paste of more than this is no line; in code points.
LONGEST = 10_000


class Line(Input):
    """An input whose pastes are bounded, on one line, and harmless."""

    def _on_paste(self, event: events.Paste) -> None:
        # Textual hands the event on to the handler of Input by itself.
        event.text = inert_line(event.text[:LONGEST])
