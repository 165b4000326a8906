"""All keys of the place one is in, made from the bindings themselves."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from nkreader.reading import cells
from nkreader.text.display import one_line
from nkreader.tui.answering import AnswersOnTop
from nkreader.tui.help_sections import further, sectioned
from nkreader.tui.key_names import key_name
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.panes.rows import Row, Rows

# Cells for the names of keys; screens narrower than this spend less on them.
_KEYS_WIDE, _KEYS_NARROW = 16, 7
_ROOM_FOR_KEYS = 60
# The list's room, in cells: that of the dialog without its border and padding.
_WIDEST, _FRAME = 76, 4
_ALL = "Esc back"
_MORE = "j k Space b scroll, there is more below · Esc back"
_END = "j k Space b scroll · Esc back"


class HelpList(RowList):
    """Rows to read: the keys that move a cursor elsewhere scroll here."""

    def action_step(self, step: int) -> None:
        """Scroll by rows."""
        self.show_from(self.scroll_offset.y + step)

    def action_page(self, step: int) -> None:
        """Scroll by what fits."""
        self.show_from(self.scroll_offset.y + step * max(1, self.size.height - 1))


class HelpScreen(AnswersOnTop, ModalScreen[None]):
    """A list that scrolls; any of its keys leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "leave", "Back", id="help.leave", priority=True)
    ]

    def __init__(self, keys: Iterable[ActiveBinding], notices: Sequence[str] = ()) -> None:
        """Show keys by section, after what should be known first."""
        super().__init__()
        self._notices = notices
        self._keys = tuple(active.binding for active in keys)

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(id="help"):
            yield HelpList(id="help-keys")
            yield Static(Content(_ALL), id="help-hint")

    def on_mount(self) -> None:
        """Fill the list."""
        rows = self.query_one(HelpList)
        width = self.app.size.width
        notices = _notice_rows(self._notices, min(width, _WIDEST) - _FRAME)
        keys = _key_rows(self._keys, _KEYS_NARROW if width < _ROOM_FOR_KEYS else _KEYS_WIDE)
        rows.show_rows(Rows.of([*notices, *keys]))
        self.set_focus(rows)
        self.watch(rows, "scroll_y", self._say)
        self.call_after_refresh(self._say)

    def on_resize(self) -> None:
        """Tell anew whether all is seen."""
        self.call_after_refresh(self._say)

    def action_leave(self) -> None:
        """Go back to where one was."""
        self.dismiss(None)

    def _say(self) -> None:
        """Tell whether there is more to see, and how to leave."""
        rows = self.query_one(HelpList)
        hint = _ALL if not rows.max_scroll_y else _END
        if rows.scroll_y < rows.max_scroll_y:
            hint = _MORE
        self.query_one("#help-hint", Static).update(Content(hint))


def _notice_rows(notices: Sequence[str], columns: int) -> Iterable[Row]:
    """Return the notices, each over as many rows as it needs."""
    for number, notice in enumerate(notices):
        for at, told in enumerate(cells.wrapped(one_line(notice), columns)):
            yield Row(f"notice {number} {at}", (((told, "wrong"),),))
    if notices:
        yield Row("notices end", ((("", ""),),))


def _key_rows(bindings: Sequence[Binding], wide: int) -> Iterable[Row]:
    """Return a row for each action, its keys together."""
    for title, here in sectioned((binding.id or "", binding) for binding in bindings):
        yield Row(title, (((title, "strong"),),))
        by_action: dict[str, tuple[str, list[str]]] = {}
        for binding in here:
            _, keys = by_action.setdefault(binding.action, (binding.description, []))
            keys.append(key_name(binding.key))
        for action, (description, keys) in by_action.items():
            yield _row(f"{title} {action}", " ".join(dict.fromkeys(keys)), description, wide)
        yield Row(f"{title} end", ((("", ""),),))
    for keys_named, description in further(binding.id or "" for binding in bindings):
        yield _row(keys_named, keys_named, description, wide)


def _row(key: str, keys: str, description: str, wide: int) -> Row:
    return Row(key, (((f" {keys.ljust(wide)} ", "claim"), (description, "")),))
