"""What others do meanwhile: to the databases, and to the file that is read."""

from nkreader.session.on_disk import Disk
from nkreader.session.opened import Opened
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.drafting import Drafting
from nkreader.tui.actions.locating import Locating
from nkreader.tui.actions.notices import Notices
from nkreader.tui.actions.saving import Saving
from nkreader.tui.actions.showing import Showing

_STILL = "what you tag is of the text you see"
_SAID_OF_FILES = {
    Disk.CHANGED: "this file was changed: open it again in Sources to read it as it is now",
    Disk.GONE: f"this file is gone: {_STILL}",
    Disk.UNREADABLE: f"this file cannot be read any more: {_STILL}",
}


class Following:
    """Shows what others have written, and tells of it."""

    def __init__(
        self,
        desk: Desk,
        notices: Notices,
        locating: Locating,
        showing: Showing,
        saving: Saving,
        drafting: Drafting,
    ) -> None:
        """Hold what shows it."""
        self._desk = desk
        self._notices = notices
        self._locating = locating
        self._showing = showing
        self._saving = saving
        self._drafting = drafting
        # What the open source was said to be by now: once is enough.
        self._said_of_file: tuple[Opened | None, Disk] = (None, Disk.SAME)

    def follow(self) -> None:
        """Show what others have written meanwhile; write, once nobody else does.

        Then what they have left is offered too.
        """
        session = self._desk.session
        read_only = session.store.read_only
        before = session.everybody, session.verdicts_of_others
        session.reread()
        if before != (session.everybody, session.verdicts_of_others):
            self._showing.show_changed()
        self._saving.attempt(self._take_in)
        if session.store.holder and session.store.take_over():
            self._showing.show_changed()
            self._locating.show_facts()
            self._desk.say("the other nkreader is gone: what you tag here is saved")
        self._follow_file()
        if news := self._notices.news():
            self._desk.say(news[0], wrong=True)
        if read_only and not session.store.read_only:
            self._drafting.offer_drafts()

    def _take_in(self) -> None:
        if self._desk.session.take_in():
            self._showing.show_changed()

    def _follow_file(self) -> None:
        """Mark the open source for as long as its file is another one than what is on screen."""
        desk, now = self._desk, self._desk.on_disk
        desk.titles[desk.text].mark(now.value)
        if (desk.opened, now) != self._said_of_file:
            self._said_of_file = (desk.opened, now)
            if now is not Disk.SAME:
                desk.say(_SAID_OF_FILES[now])
