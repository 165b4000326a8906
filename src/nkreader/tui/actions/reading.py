"""How far one has read, and where one is, in each source: found again in the next sitting."""

from msgspec.structs import replace

from nkreader.store.beside.places import Place
from nkreader.tui.actions.listing import Listing


class Reading(Listing):
    """Keeps one's place in each source."""

    read_to = 0
    """How far the open source was read, in code points: what was jumped to is not."""

    def note_place(self) -> None:
        """Note where one is in the open source; soon it is also on disk."""
        if self.opened is None or not self.opened.source.length or self.has_beginning:
            return
        path = str(self.session.library.entries[self.index].path)
        place = Place(path, self.text.selection.span, self.read_to)
        if self.places.put(self.opened.source.id, place):
            known = self.summaries[self.index]
            self.summaries[self.index] = replace(known, read=self.share_read(self.index))

    def keep_place(self) -> None:
        """Note where one is in the open source, on disk too."""
        if self.opened is None:
            return
        self.note_place()
        try:
            self.places.save()
        except OSError as error:
            self.log.warning(f"places not saved: {error}")

    def note_read(self, *, jumped: bool) -> None:
        """Note that what is selected was read, unless it was jumped to."""
        if not jumped:
            self.read_to = max(self.read_to, self.text.selection.span.end)
