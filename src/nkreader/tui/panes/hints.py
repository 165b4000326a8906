"""The line that says what to press here, for whoever does not know yet."""

from collections.abc import Iterable
from typing import ClassVar

from rich.segment import Segment
from textual.binding import ActiveBinding
from textual.strip import Strip

from nkreader.reading import cells
from nkreader.tui.key_names import key_name
from nkreader.tui.panes.drawn import Drawn

# Actions by name, and what they do in a word or two; the most needed first.
Hints = tuple[tuple[tuple[str, ...], str], ...]
_ALWAYS: Hints = ((("help.show",), "help"), (("reader.leave",), "leave"))
READING: Hints = (
    (("sentence.next", "sentence.previous"), "sentence"),
    (("label.claim", "label.denial", "label.evidence", "label.speculation"), "tag"),
    *_ALWAYS,
    (("details.open",), "details"),
    (("change.undo",), "undo"),
    (("word.end.back", "word.end.on"), "fewer, more words"),
    (("sentence.grow",), "more sentences"),
    (("source.next",), "next source"),
    (("search.start",), "search"),
    (("annotation.next",), "next tag"),
    (("pane.next",), "next pane"),
)
FREE: Hints = (
    (("word.end.back", "word.end.on"), "to another word"),
    (("word.start.on", "word.start.back"), "more, fewer"),
    (("select.free",), "by character"),
    (("select.whole",), "sentences"),
    (("label.claim", "label.denial", "label.evidence", "label.speculation"), "tag"),
    (("entity.name",), "name"),
    *_ALWAYS,
)
BY_CHARACTER: Hints = (
    (("word.end.back", "word.end.on"), "to another character"),
    (("word.start.on", "word.start.back"), "more, fewer"),
    (("select.free",), "by word"),
    *FREE[3:],
)
ASKING: Hints = ((("prompt.answer",), "take it"), (("prompt.give-up",), "give up"))
REVIEWING: Hints = (
    (("review.accept",), "accept"),
    (("review.reject",), "reject"),
    (("label.claim", "label.denial", "label.evidence", "label.speculation"), "relabel"),
    (("review.skip",), "skip"),
    (("help.show",), "help"),
    (("review.leave",), "leave"),
    (("change.undo",), "undo"),
    (("word.end.back", "word.end.on"), "fewer, more words"),
    (("review.note",), "note"),
    (("review.back",), "back"),
)
LISTING: Hints = (
    (("row.next", "row.previous"), "row"),
    (("row.open",), "open"),
    (("pane.next",), "next pane"),
    (("pane.filter",), "filter"),
    *_ALWAYS,
)
_WRITING = frozenset({"label.claim", "entity.name", "change.undo"})


def only_reading(hints: Hints) -> Hints:
    """Return the hints that are left where nothing can be written."""
    return tuple(hint for hint in hints if _WRITING.isdisjoint(hint[0]))


class HintLine(Drawn):
    """As many hints as fit, with the keys that the actions have now.

    Under a dialog it is empty: there other keys are in force, which the dialog tells.
    """

    PARTS: ClassVar[str] = "hint"

    def __init__(self, *, id: str) -> None:
        """Say nothing yet."""
        super().__init__(id=id)
        self._shown: tuple[tuple[str, str], ...] = ()

    def show_hints(self, hints: Hints, here: Iterable[ActiveBinding]) -> None:
        """Show hints on what has a key ``here``; of several keys the first."""
        keys: dict[str, str] = {}
        for active in here:
            keys.setdefault(active.binding.id or "", active.binding.key)
        shown = tuple(
            (" ".join(key_name(keys[name]) for name in names), meaning)
            for names, meaning in hints
            if all(name in keys for name in names)
        )
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return the line."""
        key, plain = self.style_of("key"), self.style_of()
        out: list[Segment] = []
        left = self.size.width
        for keys, meaning in self._shown if self.app.screen is self.screen else ():
            wide = cells.width(keys) + len(meaning) + 3
            if wide > left:
                break
            out += [Segment(keys, key), Segment(f" {meaning}  ", plain)]
            left -= wide
        return Strip([*out, Segment(" " * left, plain)]).crop(0, self.size.width)
