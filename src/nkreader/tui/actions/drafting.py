"""What is typed of a passage and not saved yet: kept meanwhile, and offered again."""

from contextlib import suppress
from typing import TYPE_CHECKING

from textual import work

from nkreader.model.annotation import Annotation
from nkreader.model.draft import Draft
from nkreader.model.errors import NkreaderError
from nkreader.model.moment import moment
from nkreader.reading import cells
from nkreader.reading.selection import Selection
from nkreader.session.annotating import drafts
from nkreader.session.opened import Opened
from nkreader.text.display import one_line
from nkreader.tui.actions.opening import Opening
from nkreader.tui.key_order import KeyOrder

if TYPE_CHECKING:  # the form is not needed to begin with
    from nkreader.tui.dialogs.details import DetailsForm

# How much of a passage stands in the status line, in cells, and what is left out of a narrow one.
_EXCERPT = 30
_LEAST = 8
_ASTRAY = "is kept, but not what it is on: nkreader doctor says where"
_IN_A_REVIEW = "was kept: in a review (R) n on it goes on"


class Drafting(Opening):
    """Loses nothing that was typed, however the reader ends."""

    typing: "tuple[Annotation, DetailsForm] | None" = None
    """The form that is open, and what it is about."""
    _awaited: Draft | None = None
    """What is to be offered once its source is there."""

    def keep_draft_meanwhile(self) -> None:
        """Keep what is being typed; keys do not wait for the disk."""
        if self._note_typed():
            self._write_drafts()

    def keep_draft(self) -> None:
        """Keep what is being typed, also what was not drawn yet: the reader ends."""
        if self.typing and isinstance(self.app, KeyOrder):
            self.typing[1].take(self.app.untaken)
        if self._note_typed():
            with suppress(NkreaderError):  # there is nobody left to tell
                drafts.write(self.session)

    def offer_drafts(self) -> None:
        """Open the annotation on which something was typed last and not saved, and say so."""
        found = drafts.find(self.session)
        for each in reversed(found):
            if self._show_draft(each):
                break
        else:
            if found:
                from nkreader.session.reviewing import noting

                on_item = noting.is_on_item(self.session, found[-1])
                self.say(
                    _told(found[-1], _IN_A_REVIEW if on_item else _ASTRAY, self.room_to_say),
                    wrong=not on_item,
                )

    def follow(self) -> None:
        """Follow what others write; offer what they left, once it is this one that writes."""
        read_only = self.session.store.read_only
        super().follow()
        if read_only and not self.session.store.read_only:
            self.offer_drafts()

    def _note_typed(self) -> bool:
        if self.typing is None:
            return False
        annotation, form = self.typing
        drafts.note(self.session, annotation, form.typed)
        return True

    @work(thread=True, group="drafts")
    def _write_drafts(self) -> None:
        try:
            drafts.write(self.session)
        except NkreaderError as error:
            self.app.call_from_thread(self._cannot_keep, str(error))

    def _cannot_keep(self, why: str) -> None:
        if self.typing:
            self.typing[1].say(why)

    def _show_draft(self, draft: Draft) -> bool:
        """Select the passage that a draft is on; tell whether it is here."""
        annotation = self.session.store.annotations.get(draft.id)
        ref = self.session.store.sources.get(annotation.source) if annotation else None
        if annotation is None or ref is None:
            return False
        relative = self.session.workspace.relative
        entries = self.session.library.entries
        here = (k for k, each in enumerate(entries) if relative(each.path) == ref.path)
        index = next(here, None)
        if index is None:
            return False
        if index == self.index and self.opened is not None and not self.has_beginning:
            self._point_at(draft)
            return True
        self._awaited = draft
        return index == self.wanted or self.open_source(index, Selection(annotation.span))

    def _put_on_desk(self, index: int, opened: Opened, selection: Selection | None) -> None:
        super()._put_on_desk(index, opened, selection)
        awaited, self._awaited = self._awaited, None
        if awaited and self.find_placed(awaited.id):
            self._point_at(awaited)

    def _point_at(self, draft: Draft) -> None:
        """Select the annotation that a draft is of, and say how to go on with it."""
        each = self.find_placed(draft.id)
        self.current = draft.id
        self.annotations.put_cursor(draft.id)
        if each and each.span:
            self.text.select(Selection(each.span), jump=True)
        lost = each is not None and each.span is None
        how = "Tab to the tags, then Enter, opens it" if lost else "Enter opens it"
        self.say(_told(draft, f"was kept: {how}", self.room_to_say))


def _told(draft: Draft, what: str, width: int) -> str:
    """Return what a draft is of, when it was typed, and ``what`` of it, in ``width`` cells."""
    label, text = draft.before.label.upper(), one_line(draft.before.text)
    before, after = f"what you typed on {label}", f"at {_clock(draft.at)} {what}"
    room = min(width - len(f"{before} “” {after}"), _EXCERPT)
    if room >= _LEAST:
        return f"{before} “{cells.cut(text, room)}” {after}"
    return f"what you typed {what}"


def _clock(at: str) -> str:
    instant = moment(at)
    with suppress(OverflowError, ValueError, OSError):  # a file may name any year
        return f"{instant.astimezone():%H:%M}" if instant else at
    return at
