"""The question what a selected name is a name of."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from msgspec import Struct
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from nkreader.model.entity import Entity, EntityType
from nkreader.text.display import inert_line, one_line
from nkreader.text.fold import fold
from nkreader.tui.answering import AnswersOnTop
from nkreader.tui.line import Line
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.panes.rows import Row, Rows

_SHOWN = 50
_NEW = "new:"
_NO_CHOICE = ""


class NameOf(Struct, frozen=True):
    """The answer: the entity's name, and the type if it is to be made."""

    name: str
    kind: EntityType | None


class EntityDialog(AnswersOnTop, ModalScreen[NameOf | None]):
    """Narrows the gazetteer as one types; offers to make what is not in it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Change nothing", id="entity.give-up"),
        Binding("down", "step(1)", "Next entity", id="entity.next", priority=True),
        Binding("up", "step(-1)", "Previous entity", id="entity.previous", priority=True),
        Binding("enter", "choose", "Choose", id="entity.choose", priority=True),
    ]

    def __init__(self, alias: str, entities: Sequence[Entity], here: Mapping[str, int]) -> None:
        """Ask what ``alias`` names; ``here`` is how often each entity is mentioned already."""
        super().__init__()
        self._alias = alias
        # Who is spoken of here is the likelier answer.
        self._entities = sorted(
            entities, key=lambda each: (-here.get(each.name, 0), fold(each.name))
        )

    def compose(self) -> ComposeResult:
        """Lay out the question, the line to type into and the choice."""
        with Vertical(id="entity"):
            yield Static(Content(f"“{one_line(self._alias)}” is a name of"), id="entity-title")
            yield Line(inert_line(self._alias), id="entity-name")
            yield RowList(id="entity-choice")
            yield Static(
                Content("type to narrow · ↓ ↑ choose · Enter take it · Esc change nothing"),
                id="entity-hint",
            )

    def on_mount(self) -> None:
        """Offer what the selected words bring to mind."""
        self._narrow(self._alias)
        self.set_focus(self.query_one("#entity-name", Input))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the choice."""
        self._narrow(event.value)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Take the row that was clicked."""
        if event.key != _NO_CHOICE:
            self._answer(event.key)

    def action_step(self, step: int) -> None:
        """Move through the choice while the keys go to the line."""
        self.query_one(RowList).action_step(step)

    def action_choose(self) -> None:
        """Take the row under the cursor."""
        key = self.query_one(RowList).key
        if key is not None and key != _NO_CHOICE:
            self._answer(key)

    def action_give_up(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)

    def _answer(self, key: str) -> None:
        if not key.startswith(_NEW):
            self.dismiss(NameOf(key, None))
            return
        name = " ".join(self.query_one("#entity-name", Input).value.split())
        self.dismiss(NameOf(name, EntityType(key.removeprefix(_NEW))))

    def _narrow(self, typed: str) -> None:
        wanted = fold(" ".join(typed.split()))
        found = [each for each in self._entities if _fits(each, wanted)][:_SHOWN]
        rows = [Row(each.name, (((each.name, ""), (f"  {each.type}", "faint")),)) for each in found]
        if wanted and all(fold(each.name) != wanted for each in found):
            new = one_line(typed)
            if not rows:
                rows.append(Row(_NO_CHOICE, ((("not known: ↓ choose what it is", "faint"),),)))
            rows += [
                Row(_NEW + kind, (((f"new {kind}", "strong"), (f"  {new}", "")),))
                for kind in EntityType
            ]
        self.query_one(RowList).show_rows(Rows.of(rows), rows[0].key if rows else None)


def _fits(entity: Entity, wanted: str) -> bool:
    names = (entity.name, *entity.aliases, *entity.cased)
    return any(wanted in fold(name) for name in names)
