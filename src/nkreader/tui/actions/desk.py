"""What lies on the desk: the open source, its annotations, the panes, and the way back."""

from collections.abc import Callable
from typing import Any

from textual.app import App
from textual.screen import Screen
from textual.widget import Widget

from nkreader.model.annotation import Annotation
from nkreader.reading.selection import Selection
from nkreader.session.memory import Memory
from nkreader.session.on_disk import Disk, on_disk
from nkreader.session.opened import Opened
from nkreader.session.placed import NOTHING_PLACED, Placed
from nkreader.session.session import Session
from nkreader.tui.key_order import KeyOrder
from nkreader.tui.panes.annotations import AnnotationsPane
from nkreader.tui.panes.prompt import Prompt
from nkreader.tui.panes.sources import SourcesPane
from nkreader.tui.panes.status import StatusLine
from nkreader.tui.panes.text import TextPane
from nkreader.tui.panes.title import PaneTitle

# How many jumps can be gone back.
_WAYS_BACK = 100


class Desk:
    """What all parts of the reader hold and share; what they do is in the files beside."""

    def __init__(self, screen: Screen[None], session: Session, memory: Memory) -> None:
        """Begin with nothing open; ``memory`` is what the sitting before has left."""
        self.screen = screen
        self.session = session
        self.memory = memory
        self.shown = False
        """Whether the screen is there, and what is done behind it may take time from it."""
        self.index = 0
        self.opened: Opened | None = None
        self.wanted: int | None = None
        """The source that is being read in the background."""
        self.placed = NOTHING_PLACED
        self.current: str | None = None
        """The annotation that was opened last."""
        self.show_others = True
        self.saved_at = ""
        self.ways_back: list[tuple[int, Selection]] = []
        self.when_put: list[Callable[[Opened], None]] = []
        """Who is told that a source was put on the desk, in this order."""
        self.given_up: list[Callable[[], None]] = []
        """Who is told that Esc gives up what is being gathered."""
        self._said_by = -1
        self.sources = SourcesPane(id="sources")
        self.text = TextPane(id="text")
        self.annotations = AnnotationsPane(id="annotations")
        self.titles = {
            pane: PaneTitle(id=f"{pane.id}-title")
            for pane in (self.sources, self.text, self.annotations)
        }
        self.prompt = Prompt(id="prompt")
        self.status = StatusLine(id="status")

    # --- what is told

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Tell what has happened; it stands until the selection moves by another key."""
        self._said_by = self._keys_taken
        self.status.say(message, wrong=wrong)

    @property
    def room_to_say(self) -> int:
        """How many cells of a message can be seen."""
        return self.status.room(self.screen.size.width)

    def forget_what_was_said(self) -> None:
        """Take a message away that an earlier key has left."""
        if self._said_by != self._keys_taken:
            self.status.say("")

    @property
    def _keys_taken(self) -> int:
        return self.app.keys_taken if isinstance(self.app, KeyOrder) else 0

    # --- what is open

    @property
    def has_beginning(self) -> bool:
        """Whether only the beginning of the open source is here, the rest being read."""
        return self.opened is not None and self.opened.source.is_beginning

    @property
    def on_disk(self) -> Disk:
        """What has become of the file of the open source since it was read."""
        if self.opened is None or self.has_beginning:
            return Disk.SAME
        library = self.session.library
        return on_disk(library, library.entries[self.index], self.opened.source)

    def find_placed(self, annotation_id: str | None) -> Placed | None:
        """Return an annotation of the open source by its id."""
        return self.placed.find(annotation_id)

    def is_mine(self, annotation: Annotation) -> bool:
        """Tell whether an annotation is in one's own database."""
        return annotation.id in self.session.store.annotations

    def remember_way_back(self, selection: Selection) -> None:
        """Note where a jump began."""
        if not self.ways_back or self.ways_back[-1] != (self.index, selection):
            self.ways_back.append((self.index, selection))
            del self.ways_back[:-_WAYS_BACK]

    # --- the screen it is on

    @property
    def app(self) -> App[Any]:
        """The application."""
        return self.screen.app

    @property
    def is_on_top(self) -> bool:
        """Whether no other screen is over it."""
        return self.app.screen is self.screen

    def has_keys(self, pane: Widget) -> bool:
        """Tell whether keys go to a pane."""
        return self.screen.focused is pane

    def behind(self, group: str, work: Callable[[], None], *, exclusive: bool = False) -> None:
        """Do something in a thread while the screen goes on.

        What is ``exclusive`` takes the place of what its group was doing.
        """
        self.screen.run_worker(work, group=group, exclusive=exclusive, thread=True)
