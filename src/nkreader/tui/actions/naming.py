"""Names and quotes: adding to the gazetteer, copying a passage."""

from collections import Counter
from functools import partial

from nkreader.analysis.citation import citation, citation_as_tagged
from nkreader.session.name import add_name
from nkreader.text.quotable import readable
from nkreader.tui import clipboard
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.in_hand import InHand
from nkreader.tui.actions.saving import Saving
from nkreader.tui.dialogs.entity import EntityDialog, NameOf

# A longer selection is no name; in code points, and in words.
_LONGEST_NAME = 80
_MOST_WORDS = 6


class Naming:
    """What is done with the words of a passage beside tagging them."""

    def __init__(self, desk: Desk, in_hand: InHand, saving: Saving) -> None:
        """Hold what has the words."""
        self._desk = desk
        self._in_hand = in_hand
        self._saving = saving

    def name(self) -> None:
        """Ask which entity the selected words name."""
        desk, opened = self._desk, self._desk.opened
        if opened is None:
            return
        alias = readable(opened.source, desk.text.selection.span)
        if not alias or len(alias) > _LONGEST_NAME or len(alias.split()) > _MOST_WORDS:
            desk.say("select just the name: v, then L grows it; then E")
            return

        def keep(answer: NameOf | None) -> None:
            if answer is not None:
                self._saving.attempt(lambda: self._add(alias, answer))

        here = Counter(mention.entity.name for mention in opened.all_mentions)
        desk.app.push_screen(EntityDialog(alias, desk.session.entities, here), keep)

    def copy(self) -> None:
        """Copy the passage with where it stands; of an orphan, with where it stood."""
        desk, opened = self._desk, self._desk.opened
        if opened is None:
            return
        row = self._in_hand.row
        if row and row.span is None:
            ref = desk.session.everybody.refs.get(row.annotation.source)
            text = citation_as_tagged(row.annotation, ref)
        else:
            span = row.span if row and row.span else desk.text.selection.span
            text = citation(opened.source, opened.path, span)
        desk.behind("clipboard", partial(self._copy, text), exclusive=True)

    def _add(self, alias: str, answer: NameOf) -> None:
        desk = self._desk
        entity = add_name(desk.session, answer.name, answer.kind, (alias,))
        if desk.opened is not None:
            desk.opened.rematch(desk.session.late_matcher)
        desk.text.settle()
        desk.text.mentions_changed()
        self._saving.saved(f"“{alias}” is now a name of {entity.name} ({entity.type})")

    def _copy(self, text: str) -> None:
        app, say = self._desk.app, self._desk.say

        def osc52(what: str) -> None:
            app.call_from_thread(app.copy_to_clipboard, what)

        try:
            way = clipboard.copy(text, osc52)
        except ValueError as error:
            app.call_from_thread(say, f"not copied: {error}", wrong=True)
            return
        app.call_from_thread(say, f"quote and citation copied to {way}")
