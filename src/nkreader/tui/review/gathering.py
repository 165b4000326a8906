"""Finding what a review goes through: at once, or while keys wait for it, and Esc leaves."""

from collections.abc import Collection, Iterator, Sequence

from textual import work
from textual.worker import get_current_worker

from nkreader.model.errors import NkreaderError
from nkreader.model.review import Material, Queue, Review
from nkreader.session.library import Entry
from nkreader.session.reviewing.queue import Item, items_of
from nkreader.session.reviewing.sitting import Sitting, begin
from nkreader.session.session import Session
from nkreader.tui.answering import AnswersOnTop
from nkreader.tui.key_order import hold_keys, let_keys_go
from nkreader.tui.one_frame import DrawnWithKeys

# So many annotations are looked through without a wait.
_MANY = 5_000


class Gathering(AnswersOnTop, DrawnWithKeys[Review | str], inherit_bindings=False):
    """The state of a review: what was chosen, and the sitting once its items are found.

    Answers with the record of the sitting, or why there is none.
    """

    def __init__(self, session: Session, chosen: Review | Queue) -> None:
        """Take the review to go on with, or the queue of a new one."""
        super().__init__()
        self.session = session
        self._chosen = chosen
        self.queue = chosen.queue if isinstance(chosen, Review) else chosen
        self.sitting: Sitting | None = None

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Tell what has happened."""

    def show(self) -> None:
        """Show the item one is at."""

    def gather(self) -> None:
        """Find what there is to go through: at once, unless sources must be read for it."""
        hold_keys(self.app)
        if self._takes_long():
            self._gather()
            return
        try:
            self._begin(items_of(self.session, self.queue))
        except NkreaderError as error:
            self._answer(str(error))

    def _begin(self, items: Sequence[Item]) -> None:
        if isinstance(self._chosen, Review):
            self.sitting = Sitting(self.session, self._chosen, items)
        else:
            self.sitting = begin(self.session, self._chosen, items)
        if self.sitting.item is None and not self.sitting.is_recorded:
            self._answer(f"there is nothing in {self.queue}")
        else:
            self.show()
            self.call_after_refresh(let_keys_go, self.app)

    def _answer(self, why: str) -> None:
        """Answer why there is no sitting; what was typed for it is for no other place."""
        let_keys_go(self.app, drop=True)
        self.dismiss(why)

    def _refuse(self, why: str) -> None:
        self.say(why, wrong=True)
        let_keys_go(self.app, drop=True)

    def _takes_long(self) -> bool:
        """Tell whether sources must be read to find what there is, or very much of it."""
        reads = self.queue.material is Material.SENTENCES or "entity:" in self.queue.query
        return reads or len(self.session.store.annotations) + len(self.session.others) > _MANY

    @work(thread=True, group="queue", exclusive=True)
    def _gather(self) -> None:
        """Read the sources for what there is to go through, Esc staying free to leave."""
        worker = get_current_worker()

        def watched(entries: Collection[Entry]) -> Iterator[Entry]:
            for number, entry in enumerate(entries):
                if worker.is_cancelled:
                    return
                told = f"looking for what to review: {number} of {len(entries)} · Esc gives up"
                self.app.call_from_thread(self.say, told)
                yield entry

        try:
            items = items_of(self.session, self.queue, watched)
        except NkreaderError as error:
            self.app.call_from_thread(self._refuse, str(error))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self.say, "")
            self.app.call_from_thread(self._begin, items)
