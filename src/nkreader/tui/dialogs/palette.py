"""The command palette, as it comes, but for an end that may come at any moment."""

from contextlib import suppress
from inspect import unwrap

from textual import work
from textual.command import CommandPalette
from textual.css.query import NoMatches

from nkreader.tui.answering import AnswersOnTop

_search = unwrap(CommandPalette._gather_commands)


class Palette(AnswersOnTop, CommandPalette):
    """Looks for commands until it is closed.

    Textual's own ends the program when it is closed while it begins to look.
    """

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)
    async def _gather_commands(self, search_value: str) -> None:
        with suppress(NoMatches):
            await _search(self, search_value)
