"""The form for what is said of a passage: speaker, about, certainty, note, tags."""

from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from nkreader.model.annotation import Annotation, Certainty
from nkreader.session.annotate import Details, details_of
from nkreader.text.display import one_line
from nkreader.tui.line import Line

CERTAINTIES = ("", *(certainty.value for certainty in Certainty))


class ProposedInput(Line):
    """A field that may hold a proposal, which one key takes while the field is empty."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "take_or_right", "Take the proposal", id="details.proposal")
    ]

    def __init__(self, value: str, *, id: str, hint: str, proposal: str, disabled: bool) -> None:
        """Show the proposal, else the hint, while there is no value."""
        shown = f"{proposal}?  → takes it" if proposal else hint
        super().__init__(
            value,
            id=id,
            placeholder=shown,
            compact=True,
            disabled=disabled,
            select_on_focus=False,
        )
        self._proposal = proposal

    def action_take_or_right(self) -> None:
        """Take the proposal, or move the cursor."""
        if self.value or not self._proposal:
            self.action_cursor_right()
            return
        self.value = self._proposal
        self.cursor_position = len(self.value)


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is proposed for empty fields."""

    speaker: str | None = None
    outlet: str | None = None


class DetailsForm(ModalScreen[Details | None]):
    """Asks what is to be said of an annotation; Escape changes nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Change nothing", id="details.give-up"),
        Binding("enter", "accept", "Save", id="details.save", priority=True),
        Binding("down", "app.focus_next", "Next field", id="details.down"),
        Binding("up", "app.focus_previous", "Previous field", id="details.up"),
    ]

    def __init__(self, annotation: Annotation, proposals: Proposals, *, mine: bool) -> None:
        """Ask about one annotation; only one's own can be changed."""
        super().__init__()
        self._annotation = annotation
        self._proposals = proposals
        self._mine = mine
        self._certainty = annotation.certainty or ""

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        annotation = self._annotation
        details = details_of(annotation)
        with Vertical(id="form"):
            yield Static(Content(self._title()), id="form-title")
            yield Static(Content(one_line(annotation.text)), id="form-quote")
            with VerticalScroll(id="form-fields", can_focus=False):
                for name, value, hint, proposal in (
                    ("speaker", details.speaker, "who says it", self._proposals.speaker),
                    ("via", details.via, "who reports it", None),
                    ("outlet", details.outlet, "where it was published", self._proposals.outlet),
                    ("about", details.about, "the proposition, in a sentence", None),
                    ("certainty", details.certainty, "low, medium or high: l, m, h", None),
                    ("note", details.note, "", None),
                    ("tags", ", ".join(details.tags), "with commas between", None),
                ):
                    yield Label(name, markup=False)
                    yield ProposedInput(
                        one_line(value or ""),
                        id=f"field-{name}",
                        hint=hint,
                        proposal=one_line(proposal or ""),
                        disabled=not self._mine,
                    )
            yield Static(Content(self._hint()), id="form-hint")

    def on_mount(self) -> None:
        """Begin with the first field."""
        if self._mine:
            self.set_focus(self.query_one("#field-speaker", Input))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Complete a certainty from its first letter."""
        if event.input.id != "field-certainty":
            return
        grown, self._certainty = not self._certainty, event.value
        if not grown or len(event.value) != 1:
            return
        for certainty in Certainty:
            if certainty.value.startswith(event.value.lower()):
                event.input.value = certainty.value
                event.input.cursor_position = len(certainty.value)

    def action_accept(self) -> None:
        """Answer with what the fields hold, or say which of them is wrong."""
        certainty = self._value("certainty").lower()
        if certainty not in CERTAINTIES:
            hint = self.query_one("#form-hint", Static)
            hint.update(Content("certainty is low, medium, high or empty"))
            self.set_focus(self.query_one("#field-certainty", Input))
            return
        before = details_of(self._annotation)
        after = replace(
            before,
            speaker=self._kept("speaker", before.speaker),
            via=self._kept("via", before.via),
            outlet=self._kept("outlet", before.outlet),
            about=self._kept("about", before.about),
            certainty=Certainty(certainty) if certainty else None,
            note=self._kept("note", before.note),
            tags=self._tags(before.tags),
        )
        self.dismiss(after)

    def action_give_up(self) -> None:
        """Answer with nothing."""
        self.dismiss(None)

    def _value(self, name: str) -> str:
        return " ".join(self.query_one(f"#field-{name}", Input).value.split())

    def _kept(self, name: str, before: str | None) -> str | None:
        """Return a field's text; what was not touched stays as it was, line ends and all."""
        value = self._value(name)
        return before if before and value == one_line(before) else value or None

    def _tags(self, before: tuple[str, ...]) -> tuple[str, ...]:
        value = self._value("tags")
        if value == one_line(", ".join(before)):
            return before
        tags = (tag.strip() for tag in value.split(","))
        return tuple(dict.fromkeys(tag for tag in tags if tag))

    def _title(self) -> str:
        annotation = self._annotation
        return f"{annotation.label.upper()} by {one_line(annotation.annotator)}"

    def _hint(self) -> str:
        if not self._mine:
            return "Esc close · somebody else's work: tag the passage yourself to differ"
        return "Enter save · Tab next field · Esc change nothing"
