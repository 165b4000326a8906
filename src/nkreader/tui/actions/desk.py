"""What lies on the desk: the open source, its annotations, and the way back."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from nkreader.model.annotation import Annotation, Status
from nkreader.model.errors import NkreaderError
from nkreader.reading.selection import Selection
from nkreader.session.anchoring import NOTHING_PLACED, InTextOrder, Placed, placed
from nkreader.session.annotating.verdict import held_otherwise, verdicts_on
from nkreader.session.linking.links import Tie, ties_of
from nkreader.session.on_disk import Disk, on_disk
from nkreader.session.opened import Opened
from nkreader.session.session import Session
from nkreader.tui.key_order import KeyOrder
from nkreader.tui.one_frame import DrawnWithKeys
from nkreader.tui.panes.annotations import AnnotationsPane, annotation_rows, states_told
from nkreader.tui.panes.prompt import Prompt
from nkreader.tui.panes.sources import SourcesPane
from nkreader.tui.panes.status import StatusLine
from nkreader.tui.panes.text import TextPane
from nkreader.tui.panes.title import PaneTitle

if TYPE_CHECKING:
    from nkreader.analysis.filters import Filter
    from nkreader.session.annotating.proposing import Proposals

# How many jumps can be gone back.
_WAYS_BACK = 100


_STILL = "what you tag is of the text you see"
_SAID_OF_FILES = {
    Disk.CHANGED: "this file was changed: open it again in Sources to read it as it is now",
    Disk.GONE: f"this file is gone: {_STILL}",
    Disk.UNREADABLE: f"this file cannot be read any more: {_STILL}",
}


class Desk(DrawnWithKeys[None], inherit_bindings=False):
    """The state that all actions share; the actions themselves are in the files beside."""

    shown = False
    """Whether the screen is there, and what is done behind it may take time from it."""
    owes_ties = False
    """Whether the list was shown without what ties its annotations."""

    def __init_subclass__(cls, *, whole: bool = False, inherit_bindings: bool = True) -> None:
        """Have Textual go through a ``whole`` screen; of each part alone it would be in vain."""
        if whole:
            super().__init_subclass__(inherit_bindings=inherit_bindings)
        else:
            cls._inherit_bindings = inherit_bindings

    def __init__(self, session: Session) -> None:
        """Begin with nothing open."""
        super().__init__()
        self.session = session
        self.index = 0
        self.opened: Opened | None = None
        self.placed = NOTHING_PLACED
        self.current: str | None = None
        self.show_others = True
        self.filter_text = ""
        self.filter: Filter | None = None
        self.saved_at = ""
        self._said_by = -1
        # What was said of the files already, each as often as it was.
        self._noticed: Counter[str] = Counter()
        # What the open source was said to be by now: once is enough.
        self._said_of_file: tuple[Opened | None, Disk] = (None, Disk.SAME)
        self.ways_back: list[tuple[int, Selection]] = []
        self.sources = SourcesPane(id="sources")
        self.text = TextPane(id="text")
        self.annotations = AnnotationsPane(id="annotations")
        self.titles = {
            pane: PaneTitle(id=f"{pane.id}-title")
            for pane in (self.sources, self.text, self.annotations)
        }
        self.prompt = Prompt(id="prompt")
        self.status = StatusLine(id="status")

    # --- what everything uses

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Tell what has happened; it stands until the selection moves by another key."""
        self._said_by = self._keys_taken
        self.status.say(message, wrong=wrong)

    @property
    def room_to_say(self) -> int:
        """How many cells of a message can be seen."""
        return self.status.room(self.size.width)

    def forget_what_was_said(self) -> None:
        """Take a message away that an earlier key has left."""
        if self._said_by != self._keys_taken:
            self.status.say("")

    @property
    def _keys_taken(self) -> int:
        return self.app.keys_taken if isinstance(self.app, KeyOrder) else 0

    def attempt(self, work: Callable[[], None]) -> None:
        """Do something that may be refused; a refusal is said, and nothing has changed."""
        try:
            work()
        except NkreaderError as error:
            # What stood in the way may have come from elsewhere: show what there is now.
            self.show_annotations()
            self.say(" · ".join([str(error), *self.news()]), wrong=True)

    def file_notices(self) -> tuple[str, ...]:
        """Return what should be known of the files that hold what is tagged and typed."""
        return (*self.session.store.notices, *self.session.store.drafts.notices)

    def news(self) -> list[str]:
        """Return the newest of the notices that were not said yet, if any; now they are."""
        notices = self.file_notices()
        fresh = Counter(notices) - self._noticed
        self._noticed = Counter(notices)
        if not fresh:
            return []
        newest = next(each for each in reversed(notices) if each in fresh)
        more = f" ({fresh.total()} such notices: ? shows them)" if fresh.total() > 1 else ""
        return [newest + more]

    def remember_way_back(self, selection: Selection) -> None:
        """Note where a jump began."""
        if not self.ways_back or self.ways_back[-1] != (self.index, selection):
            self.ways_back.append((self.index, selection))
            del self.ways_back[:-_WAYS_BACK]

    @property
    def has_beginning(self) -> bool:
        """Whether only the beginning of the open source is here, the rest being read."""
        return self.opened is not None and self.opened.source.is_beginning

    def find_placed(self, annotation_id: str | None) -> Placed | None:
        """Return an annotation of the open source by its id."""
        return self.placed.find(annotation_id)

    def row_in_hand(self) -> Placed | None:
        """Return the annotation that keys act on because the list has them, and it is there."""
        has_keys = self.focused is self.annotations
        return self.find_placed(self.annotations.key) if has_keys else None

    def is_mine(self, annotation: Annotation) -> bool:
        """Tell whether an annotation is in one's own database."""
        return annotation.id in self.session.store.annotations

    def show_annotations(self) -> None:
        """Show what is tagged in the open source, in text and list."""
        if self.opened is None:
            return
        self.placed = NOTHING_PLACED if self.has_beginning else self._placed_here(self.opened)
        shown = self.placed
        if self._asks_for_rejected:
            shown = InTextOrder(
                each for each in shown if each.annotation.status is not Status.REJECTED
            )
        self.text.show_annotations(shown)
        self.show_list()

    @property
    def _asks_for_rejected(self) -> bool:
        return self.filter is not None and Status.REJECTED in self.filter.statuses

    def _placed_here(self, opened: Opened) -> InTextOrder:
        rejected = self._asks_for_rejected
        return placed(self.session, opened, others=self.show_others, rejected=rejected)

    def show_list(self) -> None:
        """Show the list of what is tagged; rows that say nothing new are not drawn again."""
        wanted = self.placed
        if self.filter_text and self.filter and self.opened:
            fits = partial(self._fits, self.filter, self.opened)
            wanted = InTextOrder(each for each in wanted if fits(each))
        self.annotations.show_rows(
            annotation_rows(
                wanted,
                self._ties_of,
                me=self.session.workspace.annotator,
                held=lambda each: held_otherwise(self.session, each),
                proposed=self.proposed,
            ),
            self.current,
            empty=self._why_none(),
        )
        count = (
            f"{len(wanted)}"
            if len(wanted) == len(self.placed)
            else (f"{len(wanted)} of {len(self.placed)}")
        )
        note = [self.filter_text] if self.filter_text else []
        hidden = [] if self.show_others else ["only mine"]
        told = (f"Tagged {count}", *states_told(wanted), *note, *hidden)
        self.titles[self.annotations].say(" · ".join(told))

    def _ties_of(self, annotation: Annotation) -> Sequence[Tie]:
        """Return what ties an annotation; the first page does not wait until that is looked for."""
        if self.shown or self.session.everybody.links_are_known:
            return ties_of(self.session, annotation)
        self.owes_ties = True
        return ()

    def follow(self) -> None:
        """Show what others have written meanwhile; write, once nobody else does."""
        session = self.session
        before = session.others, session.verdicts_of_others
        if session.reread() or (session.others, session.verdicts_of_others) != before:
            self._show_what_there_is()
        self.attempt(self._take_in)
        if session.store.holder and session.store.take_over():
            self._show_what_there_is()
            self.show_facts()
            self.say("the other nkreader is gone: what you tag here is saved")
        self._follow_file()
        if news := self.news():
            self.say(news[0], wrong=True)

    def _take_in(self) -> None:
        if self.session.take_in():
            self._show_what_there_is()

    def _show_what_there_is(self) -> None:
        self.show_annotations()
        self.show_counts()

    def on_disk(self) -> Disk:
        """Return what has become of the file of the open source since it was read."""
        if self.opened is None or self.has_beginning:
            return Disk.SAME
        library = self.session.library
        return on_disk(library, library.entries[self.index], self.opened.source)

    def _follow_file(self) -> None:
        """Mark the open source for as long as its file is another one than what is on screen."""
        now = self.on_disk()
        self.titles[self.text].mark(now.value)
        if (self.opened, now) != self._said_of_file:
            self._said_of_file = (self.opened, now)
            if now is not Disk.SAME:
                self.say(_SAID_OF_FILES[now])

    def proposed(self, each: Placed) -> "Proposals | None":
        """Return what is proposed to be said of an annotation, if that is known."""
        return None

    def show_counts(self) -> None:
        """Show how much is tagged in each source; the list of sources knows where."""

    def show_facts(self) -> None:
        """Show where one is, and who; the screen knows where."""

    def set_filter(self, text: str) -> None:
        """Show only annotations that a typed filter asks for.

        Raises NkreaderError where it asks for what there is not.
        """
        from nkreader.analysis.query import parse_query

        self.filter = parse_query(text)
        self.filter_text = " ".join(text.split())
        self.show_annotations()

    def _why_none(self) -> str:
        """Return why the list is empty, if it is."""
        if self.placed:
            return f"none of {len(self.placed)} fits the filter"
        return "" if self.show_others else "nothing of yours here: o shows others'"

    def _fits(self, wanted: "Filter", opened: Opened, each: Placed) -> bool:
        span = each.span
        names = {mention.entity.name for mention in opened.mentions(span)} if span else set()
        verdicts = partial(verdicts_on, self.session)
        return wanted.matches(each.annotation, names, opened.ref, verdicts)
