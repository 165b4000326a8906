"""Where one is, what is selected and who one is, at the end of the status line."""

from collections.abc import Callable

from nkreader.reading.selection import Grain
from nkreader.text.counted import counted
from nkreader.text.hidden import character_name, hidden
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.notices import Notices
from nkreader.tui.panes.status import Whereabouts


class Locating:
    """Tells where one is."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        """Hold the desk."""
        self._desk = desk
        self._notices = notices
        self.further: list[Callable[[], str]] = []
        """Who has something to say of what is selected, nothing where that is not so now."""

    def show_facts(self) -> None:
        """Show where one is, what is selected, who one is."""
        desk, session = self._desk, self._desk.session
        if desk.opened is None:
            return
        source, selection = desk.opened.source, desk.text.selection
        span, grain = selection.span, selection.grain
        words = len(source.text[span.start : span.end].split())
        share = span.start / max(desk.opened.whole_length, 1)
        by_grain = "" if grain is Grain.SENTENCE else f"by {grain}"
        more = (by_grain, *(tell() for tell in self.further), _revealed(span.of(source.text)))
        told = not desk.saved_at or desk.saved_at in desk.status.message
        reads_only = " (read-only)" if self._notices.reads_only else ""
        desk.status.show_facts(
            Whereabouts(
                count=counted(words, "word"),
                place=f"{desk.index + 1}/{len(session.library.entries)}",
                share=f"{share:.0%}",
                more=tuple(filter(None, more)),
                saved="" if told else f"saved {desk.saved_at}",
                who=session.workspace.annotator + reads_only,
            )
        )


def _revealed(passage: str) -> str:
    """Return, for the status line, what a passage hides, if it does."""
    first, *further = [*hidden(passage)] or [""]
    more = f" and {len(further)} more" if further else ""
    return f"hidden: {character_name(first)}{more}" if first else ""
