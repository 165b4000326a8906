"""Notes in a review: asked for in a line, kept while they are typed, offered again."""

from contextlib import suppress

from textual import work
from textual.timer import Timer
from textual.widgets import Input

from nkreader.model.annotation import Annotation
from nkreader.model.errors import NkreaderError
from nkreader.model.review import Queue, Review
from nkreader.session.annotating import drafts
from nkreader.session.reviewing import noting
from nkreader.session.reviewing.deciding import Seen
from nkreader.session.session import Session
from nkreader.tui.key_order import KeyOrder
from nkreader.tui.panes.prompt import Prompt
from nkreader.tui.review.gathering import Gathering

# What is typed is kept after so many seconds, or so many characters more or less.
_PAUSE = 2.0
_MUCH = 100
TYPED = "you typed this and did not save it · Enter saves · Esc throws it away"


class Noting(Gathering, inherit_bindings=False):
    """Loses nothing of a note that is being typed, however the reader ends."""

    def __init__(self, session: Session, chosen: Review | Queue) -> None:
        """Begin without a question."""
        super().__init__(session, chosen)
        self.prompt = Prompt(id="review-prompt")
        self._noted: Annotation | None = None
        self._kept = 0
        self._clock: Timer | None = None

    def ask_for_note(self, seen: Seen) -> None:
        """Ask for a note on an item; what was typed before and not saved is there already."""
        try:
            annotation = noting.noted(self.session, seen)
        except NkreaderError as error:
            self.say(str(error), wrong=True)
            return
        draft = noting.typed(self.session, annotation)
        text = annotation.note or "" if draft is None else draft
        self._noted, self._kept = annotation, len(text)
        self._clock = self.set_interval(_PAUSE, self._keep)
        if draft is not None:
            self.say(TYPED)
        self.prompt.ask(
            "note",
            text,
            hint="what you hold of it",
            answer=self._answered,
            back=self.focused or self,
            given_up=self._thrown_away,
            typed_over=False,
        )

    def take_note(self, text: str) -> bool:
        """Save a note on the item; tell whether it is on disk."""
        raise NotImplementedError(text)

    def has_typed_note(self, seen: Seen) -> bool:
        """Tell whether a note on an item was typed and not saved."""
        if not self.session.store.drafts.all:  # as nearly always
            return False
        try:
            annotation = noting.noted(self.session, seen)
        except NkreaderError:
            return False
        return noting.typed(self.session, annotation) is not None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep much of what is typed at once."""
        if self._noted and abs(len(event.value) - self._kept) >= _MUCH:
            self._keep()

    def on_unmount(self) -> None:
        """Keep also what was not drawn yet: the reader ends."""
        if self._noted and isinstance(self.app, KeyOrder):
            self.prompt.take(self.app.untaken)
            noting.keep(self.session, self._noted, self.prompt.typed.strip())
            with suppress(NkreaderError):  # there is nobody left to tell
                drafts.write(self.session)

    def _answered(self, text: str) -> None:
        annotation = self._stopped()
        if annotation and self.take_note(text.strip()):
            self._drop(annotation)
        elif annotation:
            noting.keep(self.session, annotation, text.strip())
            self._write()

    def _thrown_away(self) -> None:
        annotation = self._stopped()
        if annotation:
            self._drop(annotation)
            self.say("")

    def _stopped(self) -> Annotation | None:
        """Keep no more, and return what the note was on."""
        if self._clock:
            self._clock.stop()
        noted, self._noted = self._noted, None
        return noted

    def _drop(self, annotation: Annotation) -> None:
        try:
            drafts.drop(self.session, annotation.id)
        except NkreaderError as error:
            self.say(str(error), wrong=True)

    def _keep(self) -> None:
        if self._noted:
            text = self.prompt.typed
            self._kept = len(text)
            noting.keep(self.session, self._noted, text.strip())
            self._write()

    @work(thread=True, group="drafts")
    def _write(self) -> None:
        try:
            drafts.write(self.session)
        except NkreaderError as error:
            self.app.call_from_thread(self.say, str(error), wrong=True)
