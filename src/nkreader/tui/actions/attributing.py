"""Who is proposed to have said a passage: looked for behind the keys, taken with one."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from nkreader.model.annotation import Annotation
from nkreader.model.span import Span
from nkreader.reading import cells
from nkreader.reading.selection import Selection
from nkreader.session.anchoring import Placed
from nkreader.session.opened import Opened
from nkreader.text.display import visible
from nkreader.tui.actions.tagging import UNDOES, Tagging
from nkreader.tui.panes.annotations import proposed_in_words

if TYPE_CHECKING:  # not needed before there is something to read
    from nkreader.session.annotating.proposing import Proposals, Proposer

# How often it is looked whether the gazetteer is there, in seconds.
_PATIENCE = 0.1


class Attributing(Tagging):
    """Shows proposals as such, and saves them when asked to, never by itself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("p", "accept", "Take the proposed speaker, via, outlet", id="details.accept")
    ]

    _proposer: "Proposer | None" = None
    _wanting: tuple[Span, ...] = ()
    """Passages of the open source on which nothing was proposed yet, the next one last."""
    _looking = False
    _finds = False
    """Whether anything was proposed that is not shown yet."""
    _told: tuple[str, str] = ("", "")
    """The annotation that was tagged last, and what was said then."""

    def action_accept(self) -> None:
        """Save what is proposed of the annotation in hand, where it says nothing yet."""
        each = self.in_hand(mine=True)
        if each is None or self.opened is None:
            self.say("nothing of yours is tagged here: c d e s tag, then p takes what is proposed")
            return
        from nkreader.session.annotating.attribute import accept
        from nkreader.session.annotating.proposing import NOTHING_PROPOSED, still_open

        annotation = each.annotation
        found = self._proposer_of(self.opened).find(each.span) if each.span else NOTHING_PROPOSED
        taken = still_open(annotation, found)
        if not taken:
            self.say("nothing is proposed here: Enter opens what can be said of it")
            return

        def keep() -> None:
            accept(self.session, [(annotation, taken)])
            self.saved(f"{annotation.label}: {proposed_in_words(taken, mark='')}")

        self.attempt(keep)

    def proposed(self, each: Placed) -> "Proposals | None":
        """Return what is proposed of an annotation; what is not known yet is looked for soon."""
        annotation, span = each.annotation, each.span
        whole = annotation.speaker and annotation.via and annotation.outlet
        if span is None or whole or not self.is_mine(annotation):
            return None
        known = self._proposer.known(span) if self._proposer else None
        if known is None:
            self._want(span)
            return None
        from nkreader.session.annotating.proposing import still_open

        return still_open(annotation, known)

    def _put_on_desk(self, index: int, opened: Opened, selection: Selection | None) -> None:
        self._proposer, self._wanting = None, ()
        super()._put_on_desk(index, opened, selection)

    def _tagged(self, annotation: Annotation, what: str) -> None:
        opened = self.opened
        if opened and annotation.source == opened.source.id and self._can_look(opened):
            # Before it is shown: the list is made once.
            self._proposer_of(opened).find(annotation.span)
        super()._tagged(annotation, what)
        told = self.status.message
        # There is room for one: news of the files matters more.
        self._told = (annotation.id, told) if UNDOES in told else ("", "")
        self._tell()

    def _want(self, span: Span) -> None:
        if span not in self._wanting:
            self._wanting = (*self._wanting, span)
        if not self._looking:
            self._looking = True
            self.call_later(self._look)

    def _look(self) -> None:
        """Look at one passage; keys that were pressed meanwhile come before the next."""
        opened = self.opened
        if self._wanting and opened is not None:
            if not self._can_look(opened):
                self.set_timer(_PATIENCE, self._look)
                return
            *rest, span = self._wanting
            self._wanting = tuple(rest)
            self._finds |= bool(self._proposer_of(opened).find(span))
        if self._wanting:
            self.call_later(self._look)
            return
        self._looking = False
        if self._finds:
            self._finds = False
            self.show_list()
            self._tell()

    def _can_look(self, opened: Opened) -> bool:
        return self.shown and opened.matcher.ready

    def _tell(self) -> None:
        """Add what is proposed, where it has room, to what was said of the last tag."""
        annotation_id, told = self._told
        each = self.find_placed(annotation_id)
        found = self.proposed(each) if each else None
        if not found or told != self.status.message:
            return
        self._told = ("", "")
        for where in (True, False):
            words = proposed_in_words(found, where=where)
            more = f"{told} · p takes {words}"
            if words and cells.width(visible(more)) <= self.room_to_say:
                self.status.say(more)
                return

    def _proposer_of(self, opened: Opened) -> "Proposer":
        from nkreader.session.annotating.proposing import Proposer

        if self._proposer is None or self._proposer.opened is not opened:
            self._proposer = Proposer(opened)
        return self._proposer
