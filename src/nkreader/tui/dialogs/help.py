"""All keys of the place one is in, made from the bindings themselves."""

from collections.abc import Iterable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from nkreader.tui.key_names import key_name
from nkreader.tui.panes.rows import Row, RowList

_KEYS_WIDE = 18


class HelpScreen(ModalScreen[None]):
    """A list that scrolls; any of its keys leaves."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,enter", "leave", "Back", id="help.leave", priority=True)
    ]

    def __init__(self, groups: Iterable[tuple[str, Iterable[ActiveBinding]]]) -> None:
        """Show groups of bindings, each under its title."""
        super().__init__()
        self._rows = list(_help_rows(groups))

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        with Vertical(id="help"):
            yield RowList(id="help-keys")
            yield Static(Content("j k scroll · Esc back"), id="help-hint")

    def on_mount(self) -> None:
        """Fill the list."""
        self.query_one(RowList).show_rows(self._rows)
        self.set_focus(self.query_one(RowList))

    def action_leave(self) -> None:
        """Go back to where one was."""
        self.dismiss(None)


def _help_rows(groups: Iterable[tuple[str, Iterable[ActiveBinding]]]) -> Iterable[Row]:
    """Return a row for each action, its keys together."""
    for title, bindings in groups:
        yield Row(title, (((title, "strong"),),))
        by_action: dict[tuple[str, str], list[str]] = {}
        for active in bindings:
            binding = active.binding
            named = by_action.setdefault((binding.action, binding.description), [])
            named.append(key_name(binding.key))
        for (action, description), keys in by_action.items():
            shown = " ".join(dict.fromkeys(keys)).ljust(_KEYS_WIDE)
            yield Row(f"{title} {action}", (((f"  {shown} ", "claim"), (description, "")),))
        yield Row(f"{title} end", ((("", ""),),))
