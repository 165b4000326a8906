"""Sources in the command palette: one is opened by the words of its title."""

from collections.abc import Iterator
from functools import cached_property, partial
from itertools import islice

from rich.text import Text
from textual.command import Hit, Hits, Provider

from nkreader.text.display import one_line
from nkreader.text.fold import fold
from nkreader.tui.panes.sources import source_key
from nkreader.tui.screen import ReaderScreen

# More than anyone looks through: more words find fewer.
_MOST = 20
# Where it stands among commands, which Textual scores by how much of them was typed.
_SCORE = 1.0


class SourceCommands(Provider):
    """Finds sources by what is typed; before that there are too many to list."""

    async def search(self, query: str) -> Hits:
        """Yield a command for each of the first sources that have all words typed."""
        screen = self.screen
        if not isinstance(screen, ReaderScreen):
            return
        for index in islice(self._numbers_of(fold(query).split()), _MOST):
            name = f"Open {one_line(self._titles[index])}"
            choose = partial(screen.parts.opening.choose_source, source_key(index))
            told = f"source {index + 1} of {len(self._titles)}"
            yield Hit(score=_SCORE, match_display=Text(name), command=choose, text=name, help=told)

    def _numbers_of(self, words: list[str]) -> Iterator[int]:
        """Return the numbers of the sources whose commands have these words, in order."""
        for index, told in enumerate(self._folded):
            if all(word in told for word in words):
                yield index

    @cached_property
    def _titles(self) -> list[str]:
        """What the list calls each source, as far as it is known when the first word is typed."""
        screen = self.screen
        return screen.parts.listing.titles() if isinstance(screen, ReaderScreen) else []

    @cached_property
    def _folded(self) -> list[str]:
        return [fold(f"open {title}") for title in self._titles]
