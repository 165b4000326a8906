"""The next start, played through unseen: so its first page is known before it comes.

It is the reader itself that plays, on no terminal, up to where it would show itself.
Nothing else can know all that decides what it then shows.
"""

import os

from nkreader.firstpage.kept import Page
from nkreader.model.span import Span
from nkreader.session.memory import recall, remember
from nkreader.session.session import Session
from nkreader.tui.actions.listing import nearest_first
from nkreader.tui.app import ReaderApp
from nkreader.tui.painting import erases_coloured

# How far around the place mentions are remembered, in code points: more than a screen shows.
_AROUND = 10_000


class Rehearsal(ReaderApp):
    """A reader that ends where it would begin."""

    def __init__(self, session: Session, trouble: str | None, memory: bytes) -> None:
        """Take what the next start would find."""
        super().__init__(session, trouble, memory=recall(memory))
        self.screen_painted = b""

    def raise_curtain(self) -> None:
        """Note what would be seen, and end; what has not settled in time is no first page."""
        if not self.patience_is_over:
            erases = erases_coloured(os.environ.get("TERM", ""))
            self.screen_painted = b"".join(self.painted(self.rendered(), erases=erases))
        self.exit()

    def _fatal_error(self) -> None:
        """End without a word: it is the next start that would have to tell."""
        self._close_messages_no_wait()


def rehearse(session: Session, trouble: str | None, left: ReaderApp) -> Page | None:
    """Return the page with which the reader that was left will begin next; None if with none."""
    desk, listing = left.reader.desk, left.reader.parts.listing
    opened, span = desk.opened, desk.text.selection.span
    if opened is None or opened.source.is_beginning:
        return None
    session.reread()
    drawn = [(each.span, each.entity.type) for each in opened.mentions(_around(span))]
    entries = session.library.entries
    near = (k for k in nearest_first(len(entries), desk.index) if k in listing.facts)
    facts = [(entries[index].path, listing.facts[index]) for index in near]
    memory = remember(facts, opened.source, drawn, since=session.began)
    app = Rehearsal(session, trouble, memory)
    app.run(headless=True, size=(left.size.width, left.size.height))
    return Page(app.screen_painted, memory) if app.screen_painted else None


def _around(span: Span) -> Span:
    return Span(max(0, span.start - _AROUND), span.end + _AROUND)
