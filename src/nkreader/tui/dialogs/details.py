"""The form for what is said of a passage: speaker, about, certainty, note, tags."""

from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static

from nkreader.model.annotation import Annotation, Certainty
from nkreader.session.annotating.annotate import Details, details_of
from nkreader.session.annotating.proposing import Proposals
from nkreader.text.display import inert_line, one_line
from nkreader.text.joined_lines import joined_lines, parted_lines
from nkreader.tui.answering import AnswersOnTop
from nkreader.tui.dialogs.view import BREAKPOINTS, title_of
from nkreader.tui.dialogs.wordings import WIDTHS, Wordings
from nkreader.tui.line import Line

_HINT = "Enter save · Tab next field · Esc change nothing"
_PROPOSED = "Enter save · Ctrl+T take proposals · Tab next · Esc change nothing"
_TAKE_WORDS = "Ctrl+R take today's words · "
_LOSE = "Esc again throws away what you typed · Enter saves"
_TYPED = "you typed this and did not save it · Enter save · Esc twice throws it away"
_CHANGED = "you typed this, but {} changed meanwhile · Enter save · Esc twice throws it away"
_CERTAIN = "certainty is low, medium, high or empty: l, m, h or Backspace"
# What is typed is told of after so many seconds, or so many characters more or less.
_PAUSE = 2.0
_MUCH = 100


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
        else:
            self.take_proposal()

    def take_proposal(self) -> None:
        """Take the proposal, if there is one and nothing else."""
        if self._proposal and not self.value:
            self.value = self._proposal
            self.cursor_position = len(self.value)


class Answer(Struct, frozen=True):
    """What is said of a passage, and whether it is to be what its words have become."""

    details: Details
    takes_words: bool = False


class DetailsForm(AnswersOnTop, ModalScreen[Answer | None]):
    """Asks what is to be said of an annotation; Escape changes nothing."""

    class Typed(Message):
        """Something was typed that was not told of yet; ``typed`` of the form says what."""

    VERTICAL_BREAKPOINTS = BREAKPOINTS
    HORIZONTAL_BREAKPOINTS = WIDTHS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", "Change nothing", id="details.give-up"),
        Binding("enter", "accept", "Save", id="details.save", priority=True),
        Binding("ctrl+t", "take_all", "Take all that is proposed", id="details.proposals"),
        Binding("ctrl+r", "take_words", "Take today's words, and save", id="details.words"),
        Binding("down", "app.focus_next", "Next field", id="details.down"),
        Binding("up", "app.focus_previous", "Previous field", id="details.up"),
    ]

    def __init__(
        self,
        annotation: Annotation,
        proposals: Proposals,
        links: Sequence[str] = (),
        draft: Details | None = None,
        changed: Sequence[str] = (),
        *,
        today: str | None = None,
        notice: str = "",
    ) -> None:
        """Ask about one annotation; ``links`` are lines on what it is tied to.

        ``draft`` is what was typed before and not saved, ``changed`` the names of its
        fields that were changed since. ``today`` is what has become of the words of a
        changed passage, ``notice`` what is to be known of the passage before all else.
        """
        super().__init__()
        self._annotation = annotation
        self._draft = draft
        self._changed = changed
        self._inputs: dict[str, ProposedInput] = {}
        self._in_use = ""
        self._length = 0
        self._untold = False
        self._proposals = proposals
        self._links = links
        self._today = today
        self._notice = notice
        self._certainty = (draft or details_of(annotation)).certainty or ""
        self._warned = False

    def compose(self) -> ComposeResult:
        """Lay out the fields."""
        annotation, proposals = self._annotation, self._proposals
        details = self._draft or details_of(annotation)
        with Vertical(id="form"):
            yield Static(Content(title_of(annotation)), id="form-title")
            if self._notice:
                yield Static(Content(self._notice), classes="form-notice")
            if self._today is None:
                yield Static(Content(one_line(annotation.text)), id="form-quote")
            else:
                yield Wordings(annotation.quote, self._today)
            with Vertical(id="form-fields"):
                yield from self._field("speaker", details.speaker, "who says it", proposals.speaker)
                yield from self._field("via", details.via, "who reports it", proposals.via)
                yield from self._field("outlet", details.outlet, "where it stood", proposals.outlet)
                yield from self._field("about", details.about, "the proposition, in a sentence")
                yield from self._field("certainty", details.certainty, "low, medium, high: l m h")
                yield from self._field("note", details.note, "")
                yield from self._field("tags", ", ".join(details.tags), "with commas between")
            for link in self._links:
                yield Static(Content(one_line(link)), classes="form-link")
            yield Static(Content(self._hint()), id="form-hint")

    def _field(
        self, name: str, value: str | None, hint: str, proposal: str | None = None
    ) -> ComposeResult:
        yield Label(name, markup=False)
        field = self._inputs[name] = ProposedInput(
            joined_lines(value or ""),
            id=f"field-{name}",
            hint=hint,
            proposal=inert_line(proposal or ""),
        )
        yield field

    def on_mount(self) -> None:
        """Begin with the first field."""
        self.set_focus(self._inputs["speaker"])
        self._length = self._typed_length()
        self.set_interval(_PAUSE, self._tell)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Heed the certainty; tell of what is typed, of much of it at once."""
        self._complete_certainty(event)
        self._untold = True
        if abs(self._typed_length() - self._length) >= _MUCH:
            self._tell()

    @property
    def typed(self) -> Details:
        """What the fields hold."""
        before = details_of(self._annotation)
        if not self._inputs:  # not laid out yet
            return self._draft or before
        certainty = _completed(self._inputs["certainty"].value, self._certainty)
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

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Know the field in use also when the form is gone."""
        self._in_use = (event.widget.id or "").removeprefix("field-")

    def take(self, text: str) -> None:
        """Take into the field in use what was typed too late to be drawn."""
        field = self._inputs.get(self._in_use)
        if field is not None and self._in_use != "certainty":
            at, value = field.cursor_position, field.value
            field.set_reactive(Input.value, value[:at] + text + value[at:])

    def say(self, hint: str) -> None:
        """Show a hint, until another one is needed."""
        self.query_one("#form-hint", Static).update(Content(one_line(hint)))

    def _hint(self) -> str:
        words = "" if self._today is None else _TAKE_WORDS
        if self._draft is None:
            return words + (_PROPOSED if self._proposals else _HINT)
        return words + (_CHANGED.format(" and ".join(self._changed)) if self._changed else _TYPED)

    def _tell(self) -> None:
        if self._untold:
            self._untold, self._length = False, self._typed_length()
            self.post_message(self.Typed())

    def _typed_length(self) -> int:
        return sum(len(field.value) for field in self._inputs.values())

    def _complete_certainty(self, event: Input.Changed) -> None:
        """Complete a certainty from its first letter; take back what is none."""
        if event.input.id != "field-certainty" or event.value == self._certainty:
            return
        certainty = _completed(event.value, self._certainty)
        event.input.value = certainty
        if certainty == self._certainty:
            self.say(_CERTAIN)
        else:
            event.input.cursor_position = len(certainty)
        self._certainty = certainty

    def action_take_all(self) -> None:
        """Take every proposal into its field, where that is empty."""
        for field in self._inputs.values():
            field.take_proposal()

    def action_accept(self) -> None:
        """Answer with what the fields hold."""
        self.dismiss(Answer(self.typed))

    def action_take_words(self) -> None:
        """Answer also that the passage is to be what the words of a changed one have become."""
        if self._today is not None:
            self.dismiss(Answer(self.typed, takes_words=True))

    def action_give_up(self) -> None:
        """Answer with nothing; ask once, where something was typed."""
        if self._warned or self.typed == details_of(self._annotation):
            self.dismiss(None)
            return
        self._warned = True
        self.say(_LOSE)

    def _value(self, name: str) -> str:
        return " ".join(self._inputs[name].value.split())

    def _kept(self, name: str, before: str | None) -> str | None:
        """Return a field's text; what was not touched stays as it was, blanks and all."""
        value = self._value(name)
        untouched = before and value == joined_lines(before)
        return before if untouched else parted_lines(value) or None

    def _tags(self, before: tuple[str, ...]) -> tuple[str, ...]:
        value = self._value("tags")
        if value == inert_line(", ".join(before)):
            return before
        tags = (tag.strip() for tag in value.split(","))
        return tuple(dict.fromkeys(tag for tag in tags if tag))


def _completed(typed: str, before: str) -> str:
    """Return the certainty that what is typed over the one before stands for, or the one before."""
    typed = typed.lower()
    found = [each.value for each in Certainty if typed and each.value.startswith(typed)]
    if typed == before or (typed and not found):
        return before
    # Half a word is no certainty.
    return found[0] if found and len(typed) >= len(before) else ""
