"""What is typed of a passage and not saved yet: kept meanwhile, and offered again."""

from contextlib import suppress
from typing import TYPE_CHECKING

from nkreader.model.annotation import Annotation
from nkreader.model.draft import Draft
from nkreader.model.errors import NkreaderError
from nkreader.model.moment import moment
from nkreader.reading import cells
from nkreader.reading.selection import Selection
from nkreader.session.annotating import drafts
from nkreader.session.opened import Opened
from nkreader.text.display import one_line
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.opening import Opening
from nkreader.tui.key_order import KeyOrder

if TYPE_CHECKING:  # the form is not needed to begin with
    from nkreader.tui.dialogs.details import DetailsForm

# How much of a passage stands in the status line, in cells, and what is left out of a narrow one.
_EXCERPT = 30
_LEAST = 8
_ASTRAY = "is kept, but not what it is on: nkreader doctor says where"
_IN_A_REVIEW = "was kept: in a review (R) n on it goes on"


class Drafting:
    """Loses nothing that was typed, however the reader ends."""

    def __init__(self, desk: Desk, opening: Opening) -> None:
        """Have no form open."""
        self._desk = desk
        self._opening = opening
        self.typing: tuple[Annotation, DetailsForm] | None = None
        """The form that is open, and what it is about."""
        # What is to be offered once its source is there.
        self._awaited: Draft | None = None
        desk.when_put.append(self._offer_awaited)

    def keep_draft_meanwhile(self) -> None:
        """Keep what is being typed; keys do not wait for the disk."""
        if self._note_typed():
            self._desk.behind("drafts", self._write_drafts)

    def keep_draft(self) -> None:
        """Keep what is being typed, also what was not drawn yet: the reader ends."""
        app = self._desk.app
        if self.typing and isinstance(app, KeyOrder):
            self.typing[1].take(app.untaken)
        if self._note_typed():
            with suppress(NkreaderError):  # there is nobody left to tell
                drafts.write(self._desk.session)

    def offer_drafts(self) -> None:
        """Open the annotation on which something was typed last and not saved, and say so."""
        desk = self._desk
        found = drafts.find(desk.session)
        for each in reversed(found):
            if self._show_draft(each):
                break
        else:
            if found:
                from nkreader.session.reviewing import noting

                on_item = noting.is_on_item(desk.session, found[-1])
                desk.say(
                    _told(found[-1], _IN_A_REVIEW if on_item else _ASTRAY, desk.room_to_say),
                    wrong=not on_item,
                )

    def _note_typed(self) -> bool:
        if self.typing is None:
            return False
        annotation, form = self.typing
        drafts.note(self._desk.session, annotation, form.typed)
        return True

    def _write_drafts(self) -> None:
        try:
            drafts.write(self._desk.session)
        except NkreaderError as error:
            self._desk.app.call_from_thread(self._cannot_keep, str(error))

    def _cannot_keep(self, why: str) -> None:
        if self.typing:
            self.typing[1].say(why)

    def _show_draft(self, draft: Draft) -> bool:
        """Select the passage that a draft is on; tell whether it is here."""
        desk, session = self._desk, self._desk.session
        annotation = session.store.annotations.get(draft.id)
        ref = session.store.sources.get(annotation.source) if annotation else None
        if annotation is None or ref is None:
            return False
        relative = session.workspace.relative
        entries = session.library.entries
        here = (k for k, each in enumerate(entries) if relative(each.path) == ref.path)
        index = next(here, None)
        if index is None:
            return False
        if index == desk.index and desk.opened is not None and not desk.has_beginning:
            self._point_at(draft)
            return True
        self._awaited = draft
        place = Selection(annotation.span)
        return index == desk.wanted or self._opening.open_source(index, place)

    def _offer_awaited(self, opened: Opened) -> None:
        awaited, self._awaited = self._awaited, None
        if awaited and self._desk.find_placed(awaited.id):
            self._point_at(awaited)

    def _point_at(self, draft: Draft) -> None:
        """Select the annotation that a draft is of, and say how to go on with it."""
        desk = self._desk
        each = desk.find_placed(draft.id)
        desk.current = draft.id
        desk.annotations.put_cursor(draft.id)
        if each and each.span:
            desk.text.select(Selection(each.span), jump=True)
        lost = each is not None and each.span is None
        how = "Tab to the tags, then Enter, opens it" if lost else "Enter opens it"
        desk.say(_told(draft, f"was kept: {how}", desk.room_to_say))


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
