"""A line to type into: a search, a filter."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from nkreader.reading import cells

if TYPE_CHECKING:
    from textual.widgets import Label

    from nkreader.tui.line import Line

Answer = Callable[[str], None]
GivenUp = Callable[[], None]


class Prompt(Horizontal):
    """Hidden until something is asked.

    The answer is a call and no message: it must be done before the next key is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "answer", "Take it", id="prompt.answer", priority=True),
        Binding("escape", "give_up", "Give up", id="prompt.give-up", priority=True),
    ]

    def __init__(self, *, id: str) -> None:
        """Be hidden."""
        super().__init__(id=id)
        self.display = False
        self._answer: Answer | None = None
        self._given_up: GivenUp | None = None
        self._back: Widget | None = None

    @cached_property
    def _label(self) -> "Label":
        from textual.widgets import Label

        return Label("", markup=False)

    @cached_property
    def _line(self) -> "Line":
        from nkreader.tui.line import Line

        return Line()

    def make_ready(self) -> None:
        """Hold the question and the line for the answer, which no start waits for."""
        if not self.children:
            self.mount(self._label, self._line)

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return self._line.value

    def take(self, text: str) -> None:
        """Take into the line what was typed too late to be drawn."""
        at, value = self._line.cursor_position, self._line.value
        self._line.set_reactive(Input.value, value[:at] + text + value[at:])

    def ask(
        self,
        what: str,
        text: str,
        *,
        hint: str,
        answer: Answer,
        back: Widget,
        given_up: GivenUp | None = None,
        typed_over: bool = True,
    ) -> None:
        """Show the line with ``text`` and take the keys; give them ``back`` in the end.

        What is typed first goes in place of a text that is ``typed_over``, else behind it.
        """
        self.make_ready()
        self._answer, self._given_up, self._back = answer, given_up, back
        asked = f" {what}: "
        self._label.update(Content(asked))
        self._line.placeholder = cells.cut(hint, self.screen.size.width - cells.width(asked))
        self._line.value = text
        self._line.cursor_position = len(text)
        self._line.select_on_focus = typed_over
        self.display = True
        self.screen.set_focus(self._line)

    def action_answer(self) -> None:
        """Hide the line and pass on what was typed."""
        answer, text, self._given_up = self._answer, self._line.value, None
        self.action_give_up()
        if answer is not None:
            answer(text)

    def action_give_up(self) -> None:
        """Hide the line; nothing has happened."""
        self.display = False
        given_up, self._answer, self._given_up = self._given_up, None, None
        self.screen.set_focus(self._back)
        if given_up is not None:
            given_up()
