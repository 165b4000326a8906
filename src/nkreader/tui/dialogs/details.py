"""The form for what is said of a passage: speaker, about, certainty, note, tags."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from nkreader.model.annotation import Annotation, Certainty
from nkreader.session.annotate import Details, details_of
from nkreader.text.display import inert_line, one_line
from nkreader.tui.dialogs.view import BREAKPOINTS, title_of
from nkreader.tui.line import Line

_HINT = "Enter save · Tab next field · Esc change nothing"
_LOSE = "Esc again throws away what you typed · Enter saves"
_CERTAIN = "certainty is low, medium, high or empty: l, m, h or Backspace"


class ProposedInput(Line):
    """A field that may hold a proposal, which one key takes while the field is empty."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "take_or_right", "Take the proposal", id="details.proposal")
    ]

    def __init__(self, value: str, *, id: str, hint: str, proposal: str) -> None:
        """Show the proposal, else the hint, while there is no value."""
        shown = f"→ takes {proposal}" if proposal else hint
        super().__init__(value, id=id, placeholder=shown, select_on_focus=False)
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

    VERTICAL_BREAKPOINTS = BREAKPOINTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Change nothing", id="details.give-up"),
        Binding("enter", "accept", "Save", id="details.save", priority=True),
        Binding("down", "app.focus_next", "Next field", id="details.down"),
        Binding("up", "app.focus_previous", "Previous field", id="details.up"),
    ]

    def __init__(
        self, annotation: Annotation, proposals: Proposals, links: Sequence[str] = ()
    ) -> None:
        """Ask about one annotation; ``links`` are lines on what it is tied to."""
        super().__init__()
        self._annotation = annotation
        self._proposals = proposals
        self._links = links
        self._certainty = annotation.certainty or ""
        self._warned = False

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        annotation, proposals = self._annotation, self._proposals
        details = details_of(annotation)
        with Vertical(id="form"):
            yield Static(Content(title_of(annotation)), id="form-title")
            yield Static(Content(one_line(annotation.text)), id="form-quote")
            with Vertical(id="form-fields"):
                yield from self._field("speaker", details.speaker, "who says it", proposals.speaker)
                yield from self._field("via", details.via, "who reports it")
                yield from self._field("outlet", details.outlet, "where it stood", proposals.outlet)
                yield from self._field("about", details.about, "the proposition, in a sentence")
                yield from self._field("certainty", details.certainty, "low, medium, high: l m h")
                yield from self._field("note", details.note, "")
                yield from self._field("tags", ", ".join(details.tags), "with commas between")
            for link in self._links:
                yield Static(Content(one_line(link)), classes="form-link")
            yield Static(Content(_HINT), id="form-hint")

    def _field(
        self, name: str, value: str | None, hint: str, proposal: str | None = None
    ) -> ComposeResult:
        yield Label(name, markup=False)
        yield ProposedInput(
            inert_line(value or ""),
            id=f"field-{name}",
            hint=hint,
            proposal=inert_line(proposal or ""),
        )

    def on_mount(self) -> None:
        """Begin with the first field."""
        self.set_focus(self.query_one("#field-speaker", Input))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Complete a certainty from its first letter; take back what is none."""
        if event.input.id != "field-certainty" or event.value == self._certainty:
            return
        typed, before = event.value.lower(), self._certainty
        found = [each.value for each in Certainty if typed and each.value.startswith(typed)]
        if typed and not found:
            event.input.value = before
            self._say(_CERTAIN)
        elif typed and not before:
            event.input.value = found[0]
            event.input.cursor_position = len(found[0])
        elif len(typed) < len(before):
            event.input.value = ""  # half a word is no certainty
        self._certainty = event.input.value

    def action_accept(self) -> None:
        """Answer with what the fields hold."""
        self.dismiss(self._filled())

    def action_give_up(self) -> None:
        """Answer with nothing; ask once, where something was typed."""
        if self._warned or self._filled() == details_of(self._annotation):
            self.dismiss(None)
            return
        self._warned = True
        self._say(_LOSE)

    def _filled(self) -> Details:
        before = details_of(self._annotation)
        certainty = self._value("certainty")
        return replace(
            before,
            speaker=self._kept("speaker", before.speaker),
            via=self._kept("via", before.via),
            outlet=self._kept("outlet", before.outlet),
            about=self._kept("about", before.about),
            certainty=Certainty(certainty) if certainty else None,
            note=self._kept("note", before.note),
            tags=self._tags(before.tags),
        )

    def _say(self, hint: str) -> None:
        self.query_one("#form-hint", Static).update(Content(hint))

    def _value(self, name: str) -> str:
        return " ".join(self.query_one(f"#field-{name}", Input).value.split())

    def _kept(self, name: str, before: str | None) -> str | None:
        """Return a field's text; what was not touched stays as it was, line ends and all."""
        value = self._value(name)
        return before if before and value == inert_line(before) else value or None

    def _tags(self, before: tuple[str, ...]) -> tuple[str, ...]:
        value = self._value("tags")
        if value == inert_line(", ".join(before)):
            return before
        tags = (tag.strip() for tag in value.split(","))
        return tuple(dict.fromkeys(tag for tag in tags if tag))
