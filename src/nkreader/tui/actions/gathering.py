"""Gathering what is said across all sources: at once, or while the screen goes on."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events, work

from nkreader.model.annotation import Annotation
from nkreader.tui.actions.travelling import Travelling
from nkreader.tui.key_order import hold_keys, let_keys_go

if TYPE_CHECKING:
    from nkreader.analysis.claims.ledger import Ledger
    from nkreader.session.mentioned import Mentioned
    from nkreader.session.tagged import Tagged

# More annotations than these are gathered while the screen goes on.
_MANY = 20_000

Then = Callable[["Ledger"], None]


class Gathering(Travelling):
    """Does something with the ledger once that is there, unless Esc gives it up before."""

    _gathering_for: Then | None = None
    """What is done once all is gathered."""
    _ledger_made: "tuple[int, tuple[Annotation, ...], Ledger] | None" = None
    """The ledger that was made last, and of what."""
    _mentioned: "Mentioned | None" = None

    @property
    def mentioned(self) -> "Mentioned":
        """What is known of the names in tagged passages."""
        from nkreader.session.mentioned import Mentioned

        if self._mentioned is None:
            self._mentioned = Mentioned(self.session)
        return self._mentioned

    def on_key(self, event: events.Key) -> None:
        """Give up what is being gathered."""
        if event.key == "escape" and self._gathering_for is not None:
            self._gathering_for = None
            self.say("given up")

    def with_ledger(self, then: Then) -> None:
        """Do something with the ledger, made anew where anybody's work has changed."""
        from nkreader.session.ledger import ledger_of
        from nkreader.session.tagged import Tagged

        version, others = self.session.store.version, self.session.others
        if self._ledger_made and self._ledger_made[0] == version and self._ledger_made[1] is others:
            then(self._ledger_made[2])
            return
        tagged = Tagged(self.session, samples=True)
        self._gathering_for = then
        if len(tagged.annotations) <= _MANY:
            self._take_ledger(version, others, ledger_of(tagged), then)
            return
        self.say(f"gathering {len(tagged.annotations):,} annotations · Esc gives up")
        hold_keys(self.app)
        self._make_ledger(version, others, tagged, then)

    def with_mentions(self, ledger: "Ledger", what: str, then: Then) -> None:
        """Do something with the ledger once the names in all its passages are known."""
        if not self.mentioned.missing(ledger.annotations.values()):
            then(ledger)
            return
        self._gathering_for = then
        hold_keys(self.app)
        self._find_names(ledger, what, then)

    @work(thread=True, group="gathering", exclusive=True)
    def _make_ledger(
        self, version: int, others: tuple[Annotation, ...], tagged: "Tagged", then: Then
    ) -> None:
        from nkreader.session.ledger import ledger_of

        self.app.call_from_thread(self._take_ledger, version, others, ledger_of(tagged), then)

    @work(thread=True, group="gathering", exclusive=True)
    def _find_names(self, ledger: "Ledger", what: str, then: Then) -> None:
        """Look for names source by source."""
        everything = ledger.annotations.values()
        total = self.mentioned.missing(everything)
        for done, _ in enumerate(self.mentioned.look(everything, ledger.sources), start=1):
            if self._gathering_for is not then:
                return
            told = f"looking for {what}, {done} of {total} sources · Esc gives up"
            self.app.call_from_thread(self.say, told)
        self.app.call_from_thread(self._go_on_with, ledger, then)

    def _take_ledger(
        self, version: int, others: tuple[Annotation, ...], ledger: "Ledger", then: Then
    ) -> None:
        self._ledger_made = (version, others, ledger)
        self._go_on_with(ledger, then)

    def _go_on_with(self, ledger: "Ledger", then: Then) -> None:
        if self._gathering_for is not then:
            return
        self._gathering_for = None
        # Whoever has gone on to something else meanwhile is not to be taken away from it.
        if self.app.screen is self:
            self.say("")
            then(ledger)
        if self._gathering_for is None:  # else more is gathered before there is anything to see
            let_keys_go(self.app, drop=self.app.screen is self)
