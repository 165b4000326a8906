"""Who is proposed to have said a passage: looked for behind the keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from nkreader.model.span import Span
from nkreader.session.opened import Opened
from nkreader.session.placed import Placed
from nkreader.tui.actions.desk import Desk

if TYPE_CHECKING:  # not needed before there is something to read
    from nkreader.session.annotating.proposing import Proposals, Proposer

# How often it is looked whether the gazetteer is there, in seconds.
_PATIENCE = 0.1


class Proposing:
    """Knows what is proposed of the open source's annotations. Saves nothing."""

    def __init__(self, desk: Desk) -> None:
        """Propose nothing yet."""
        self._desk = desk
        self.when_found: list[Callable[[], None]] = []
        """Who is told that there is something new to show, in this order."""
        self._proposer: Proposer | None = None
        # Passages of the open source on which nothing was proposed yet, the next one last.
        self._wanting: tuple[Span, ...] = ()
        self._looking = False
        # Whether anything was proposed that is not shown yet.
        self._finds = False

    def forget(self) -> None:
        """Begin anew: another source is put on the desk."""
        self._proposer, self._wanting = None, ()

    def proposed(self, each: Placed) -> "Proposals | None":
        """Return what is proposed of an annotation; what is not known yet is looked for soon."""
        annotation, span = each.annotation, each.span
        whole = annotation.speaker and annotation.via and annotation.outlet
        if span is None or whole or not self._desk.is_mine(annotation):
            return None
        known = self._proposer.known(span) if self._proposer else None
        if known is None:
            self._want(span)
            return None
        from nkreader.session.annotating.proposing import still_open

        return still_open(annotation, known)

    def find(self, opened: Opened, span: Span) -> "Proposals":
        """Return what is proposed of a passage, which is looked at now."""
        from nkreader.session.annotating.proposing import Proposer

        if self._proposer is None or self._proposer.opened is not opened:
            self._proposer = Proposer(opened)
        return self._proposer.find(span)

    def can_look(self, opened: Opened) -> bool:
        """Tell whether a passage can be looked at without waiting."""
        return self._desk.shown and opened.matcher.ready

    def _want(self, span: Span) -> None:
        if span not in self._wanting:
            self._wanting = (*self._wanting, span)
        if not self._looking:
            self._looking = True
            self._desk.screen.call_later(self._look)

    def _look(self) -> None:
        """Look at one passage; keys that were pressed meanwhile come before the next."""
        opened, screen = self._desk.opened, self._desk.screen
        if self._wanting and opened is not None:
            if not self.can_look(opened):
                screen.set_timer(_PATIENCE, self._look)
                return
            *rest, span = self._wanting
            self._wanting = tuple(rest)
            self._finds |= bool(self.find(opened, span))
        if self._wanting:
            screen.call_later(self._look)
            return
        self._looking = False
        if self._finds:
            self._finds = False
            for tell in self.when_found:
                tell()
