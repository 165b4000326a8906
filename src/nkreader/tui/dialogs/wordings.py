"""A passage as it was tagged and as it stands today, side by side, with what differs marked."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from nkreader.model.span import Span
from nkreader.text.display import visible
from nkreader.text.rewording import rewording

# From this width on, in cells, both wordings have room beside each other.
WIDTHS = [(0, "-narrow"), (72, "-roomy")]
# What is the same is cut to its ends where it is longer, in code points.
_LONGEST = 120
_END = 40
_MARKED = "bold underline"
_WHITE = str.maketrans("\n\r\t", "   ")


class Wordings(Container):
    """Two columns, or one above the other where it is narrow."""

    def __init__(self, tagged: str, today: str) -> None:
        """Show both wordings of a passage."""
        super().__init__(id="wordings")
        replaced = rewording(tagged, today)
        self._tagged = _wording(tagged, [each.old for each in replaced])
        self._today = _wording(today, [each.new for each in replaced])
        self._same = not replaced

    def compose(self) -> ComposeResult:
        """Lay out the old words, then the new ones."""
        note = " (other spaces only)" if self._same else ""
        for title, words in (("as tagged", self._tagged), (f"today{note}", self._today)):
            with VerticalScroll(classes="wording", can_focus=False):
                yield Static(Content(title), classes="wording-title")
                yield Static(Content.assemble(*words))


def _wording(text: str, differing: Sequence[Span]) -> list[tuple[str, str]]:
    """Return the words of a passage, each part with its style."""
    parts: list[tuple[str, str]] = []
    at = 0
    for span in differing:
        parts.append((_cut(text[at : span.start]), ""))
        if span.start < span.end:
            parts.append((f"[{_shown(span.of(text))}]", _MARKED))
        at = span.end
    parts.append((_cut(text[at:]), ""))
    return parts


def _cut(same: str) -> str:
    if len(same) <= _LONGEST:
        return _shown(same)
    return f"{_shown(same[:_END])} … {_shown(same[-_END:])}"


def _shown(text: str) -> str:
    return visible(text.translate(_WHITE))
