"""What is typed of a passage and not saved yet: kept meanwhile, and offered again."""

from contextlib import suppress

from textual import work

from nkreader.model.annotation import Annotation
from nkreader.model.draft import Draft
from nkreader.model.errors import NkreaderError
from nkreader.model.moment import moment
from nkreader.reading import cells
from nkreader.reading.selection import Selection
from nkreader.session import drafts
from nkreader.text.display import one_line
from nkreader.tui.actions.opening import Opening
from nkreader.tui.dialogs.details import DetailsForm

# How much of a passage stands in the status line, in cells.
_EXCERPT = 30


class Drafting(Opening):
    """Loses nothing that was typed, however the reader ends."""

    typing: tuple[Annotation, DetailsForm] | None = None
    """The form that is open, and what it is about."""

    def keep_draft_meanwhile(self) -> None:
        """Keep what is being typed; keys do not wait for the disk."""
        if self._note_typed():
            self._write_drafts()

    def keep_draft(self) -> None:
        """Keep what is being typed, now."""
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
                where = "nkreader doctor says where"
                self.say(f"{_named(found[-1])} is kept, but not what it is on: {where}", wrong=True)

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
        if (index != self.index or self.opened is None) and not self.open_source(
            index, Selection(annotation.span)
        ):
            return False
        each = self.find_placed(draft.id)
        self.current = draft.id
        self.annotations.put_cursor(draft.id)
        if each and each.span:
            self.text.select(Selection(each.span), jump=True)
        lost = each is not None and each.span is None
        how = "Tab to the tags, then Enter, opens it" if lost else "Enter opens it"
        self.say(f"{_named(draft)} was kept: {how}")
        return True


def _named(draft: Draft) -> str:
    """Return what a draft is of, and when it was typed."""
    label, text = draft.before.label.upper(), one_line(draft.before.text)
    return f"what you typed on {label} “{cells.cut(text, _EXCERPT)}” at {_clock(draft.at)}"


def _clock(at: str) -> str:
    instant = moment(at)
    with suppress(OverflowError, ValueError, OSError):  # a file may name any year
        return f"{instant.astimezone():%H:%M}" if instant else at
    return at
