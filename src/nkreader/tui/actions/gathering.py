"""Gathering what is said across all sources: at once, or while the screen goes on."""

from collections.abc import Callable
from functools import cached_property, partial

from nkreader.analysis.claims.ledger import Ledger
from nkreader.session.everybody import Everybody
from nkreader.session.ledger import ledger_of
from nkreader.session.mentioned import Mentioned
from nkreader.session.tagged import Tagged
from nkreader.tui.actions.awaited import Awaited
from nkreader.tui.actions.desk import Desk

# More annotations than these are gathered while the screen goes on.
_MANY = 20_000

Then = Callable[[Ledger], None]


class Gathering:
    """Does something with the ledger once that is there, unless Esc gives it up before."""

    def __init__(self, desk: Desk) -> None:
        """Gather nothing yet."""
        self._desk = desk
        self._awaited: Awaited[[Ledger]] = Awaited(desk)
        # The ledger that was made last, and of what.
        self._ledger_made: tuple[Everybody, Ledger] | None = None

    @cached_property
    def mentioned(self) -> Mentioned:
        """What is known of the names in tagged passages."""
        return Mentioned(self._desk.session)

    def with_ledger(self, then: Then) -> None:
        """Do something with the ledger, made anew where anybody's work has changed."""
        desk, session, made = self._desk, self._desk.session, self._ledger_made
        everybody = session.everybody
        if made and made[0] is everybody:
            then(made[1])
            return
        tagged = Tagged(session, samples=True)
        if len(tagged.annotations) <= _MANY:
            ledger = ledger_of(tagged)
            self._ledger_made = (everybody, ledger)
            desk.say("")
            then(ledger)
            return
        desk.say(f"gathering {len(tagged.annotations):,} annotations · Esc gives up")
        self._awaited.begin(then)
        make = partial(self._make_ledger, everybody, tagged, then)
        desk.behind("gathering", make, exclusive=True)

    def with_mentions(self, ledger: Ledger, what: str, then: Then) -> None:
        """Do something with the ledger once the names in all its passages are known."""
        if not self.mentioned.missing(ledger.annotations.values()):
            then(ledger)
            return
        self._awaited.begin(then)
        find = partial(self._find_names, ledger, what, then)
        self._desk.behind("gathering", find, exclusive=True)

    def _make_ledger(self, everybody: Everybody, tagged: Tagged, then: Then) -> None:
        call = self._desk.app.call_from_thread
        call(self._take_ledger, everybody, ledger_of(tagged), then)

    def _find_names(self, ledger: Ledger, what: str, then: Then) -> None:
        """Look for names source by source."""
        call = self._desk.app.call_from_thread
        everything = ledger.annotations.values()
        total = self.mentioned.missing(everything)
        for done, _ in enumerate(self.mentioned.look(everything, ledger.sources), start=1):
            if not self._awaited.is_(then):
                return
            call(self._desk.say, f"looking for {what}, {done} of {total} sources · Esc gives up")
        call(self._go_on_with, ledger, then)

    def _take_ledger(self, everybody: Everybody, ledger: Ledger, then: Then) -> None:
        self._ledger_made = (everybody, ledger)
        self._go_on_with(ledger, then)

    def _go_on_with(self, ledger: Ledger, then: Then) -> None:
        if self._awaited.is_(then):
            self._awaited.end(ledger)
