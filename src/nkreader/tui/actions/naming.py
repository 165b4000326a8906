"""Names and quotes: adding to the gazetteer, copying a passage."""

from collections import Counter
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from nkreader.text.quotable import readable
from nkreader.tui.actions.tagging import Tagging

if TYPE_CHECKING:
    from nkreader.tui.dialogs.entity import NameOf

# A longer selection is no name; in code points, and in words.
_LONGEST_NAME = 80
_MOST_WORDS = 6


class Naming(Tagging):
    """What is done with the words of a passage beside tagging them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("E", "name", "Make the selection a name of an entity", id="entity.name"),
        Binding("y", "copy", "Copy quote and citation", id="passage.copy"),
    ]

    def action_name(self) -> None:
        """Ask which entity the selected words name."""
        if self.opened is None:
            return
        alias = readable(self.opened.source, self.text.selection.span)
        if not alias or len(alias) > _LONGEST_NAME or len(alias.split()) > _MOST_WORDS:
            self.say("select just the name: v, then L grows it; then E")
            return

        def keep(answer: "NameOf | None") -> None:
            if answer is not None:
                self.attempt(lambda: self._add(alias, answer))

        here = Counter(mention.entity.name for mention in self.opened.all_mentions)
        from nkreader.tui.dialogs.entity import EntityDialog

        self.app.push_screen(EntityDialog(alias, self.session.entities, here), keep)

    def action_copy(self) -> None:
        """Copy the passage with where it stands; of an orphan, with where it stood."""
        if self.opened is None:
            return
        from nkreader.analysis.citation import citation, citation_as_tagged

        row = self.row_in_hand()
        if row and row.span is None:
            ref = self.session.everybody.refs.get(row.annotation.source)
            self._copy(citation_as_tagged(row.annotation, ref))
            return
        span = row.span if row and row.span else self.text.selection.span
        self._copy(citation(self.opened.source, self.opened.path, span))

    def _add(self, alias: str, answer: "NameOf") -> None:
        from nkreader.session.name import add_name

        entity = add_name(self.session, answer.name, answer.kind, (alias,))
        if self.opened is not None:
            self.opened.rematch(self.session.late_matcher)
        self.text.settle()
        self.text.mentions_changed()
        self.saved(f"“{alias}” is now a name of {entity.name} ({entity.type})")

    @work(thread=True, group="clipboard", exclusive=True)
    def _copy(self, text: str) -> None:
        from nkreader.tui import clipboard

        def osc52(what: str) -> None:
            self.app.call_from_thread(self.app.copy_to_clipboard, what)

        try:
            way = clipboard.copy(text, osc52)
        except ValueError as error:
            self.app.call_from_thread(self.say, f"not copied: {error}", wrong=True)
            return
        self.app.call_from_thread(self.say, f"quote and citation copied to {way}")
