"""Seeing across sources: the ledger of claims, and timelines."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.worker import get_current_worker

from nkreader.model.annotation import Annotation
from nkreader.tui.actions.travelling import Travelling

if TYPE_CHECKING:
    from nkreader.analysis.ledger import Ledger
    from nkreader.session.mentioned import Mentioned
    from nkreader.tui.ledger.view import Left, View
    from nkreader.tui.timeline.subject import Subject

# So many names of a passage are offered.
_MOST_NAMES = 8


class Overview(Travelling):
    """Opens what is a screen of its own, and goes where that answers to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("C", "ledger", "Ledger of claims, across sources", id="overview.ledger"),
        Binding("T", "timeline", "Timeline of the claim or name here", id="overview.timeline"),
    ]

    _view: "View | None" = None
    """How the ledger was looked at last."""
    _mentioned: "Mentioned | None" = None

    def action_ledger(self) -> None:
        """Show the claims, as they were looked at last."""
        from nkreader.session.ledger import sides_known
        from nkreader.tui.ledger.screen import LedgerScreen
        from nkreader.tui.ledger.view import View

        screen = LedgerScreen(
            self._ledger(), self._view or View(), sides_known(self.session), self._names()
        )
        self.app.push_screen(screen, self._ledger_left)

    def action_timeline(self) -> None:
        """Show the timeline of the claim here; else ask of which of those named here."""
        ledger = self._ledger()
        subjects = self._subjects(ledger)
        claims = [each for each in subjects if each.kind == "claim"]
        if len(claims) == 1 or len(subjects) == 1:
            self._show_timeline(ledger, (claims or subjects)[0])
        elif subjects:
            self._choose(ledger, subjects)
        else:
            self.say("nothing is tagged here, and nobody named: select a passage that names one")

    def _ledger(self) -> "Ledger":
        from nkreader.session.ledger import ledger_of
        from nkreader.session.tagged import Tagged

        return ledger_of(Tagged(self.session, samples=True))

    def _names(self) -> "Mentioned":
        from nkreader.session.mentioned import Mentioned

        if self._mentioned is None:
            self._mentioned = Mentioned(self.session)
        return self._mentioned

    def _ledger_left(self, left: "Left | None") -> None:
        if left is not None:
            self._view = left.view
            if left.go_to:
                self.go_to_annotation(left.go_to)

    def _subjects(self, ledger: "Ledger") -> "Sequence[Subject]":
        """Return of what there may be a timeline here, the likeliest first."""
        from nkreader.session.proposing import proposals
        from nkreader.tui.timeline.subject import claims_of, names_of

        row = self.row_in_hand()
        here = [each.annotation for each in ([row] if row else self.annotations_here())]
        speakers = [each.speaker for each in here]
        entities: dict[str, None] = {}
        span = row.span if row else self.text.selection.span
        if self.opened is not None and span is not None:
            if not any(speakers):
                speakers.append(proposals(self.opened, span).speaker)
            entities = dict.fromkeys(each.entity.name for each in self.opened.mentions(span))
        named = names_of(dict.fromkeys(speakers), [*entities][:_MOST_NAMES])
        return (*claims_of(ledger, here), *named)

    def _choose(self, ledger: "Ledger", subjects: "Sequence[Subject]") -> None:
        from nkreader.tui.timeline.choice import SubjectChoice

        def show(subject: "Subject | None") -> None:
            if subject is not None:
                self._show_timeline(ledger, subject)

        self.app.push_screen(SubjectChoice(subjects), show)

    def _show_timeline(self, ledger: "Ledger", subject: "Subject") -> None:
        from nkreader.analysis.timeline import around, spoken_by
        from nkreader.session.ledger import sides_known

        if subject.kind == "entity":
            self._find_mentions(ledger, subject)
            return
        if subject.kind == "claim":
            wanted = around(ledger, subject.key)
        else:
            wanted = spoken_by(ledger, subject.key, sides_known(self.session))
        self._push_timeline(ledger, subject, wanted)

    @work(thread=True, group="mentioned", exclusive=True)
    def _find_mentions(self, ledger: "Ledger", subject: "Subject") -> None:
        """Look for an entity in all passages while the screen goes on."""
        worker, call, names = get_current_worker(), self.app.call_from_thread, self._names()
        everything = ledger.annotations.values()
        total = names.missing(everything)
        for done, _ in enumerate(names.look(everything, ledger.sources), start=1):
            if worker.is_cancelled:
                return
            call(self.say, f"looking for {subject.told} in {done} of {total} sources")
        wanted = [each for each in everything if subject.key in names.in_passage(each)]
        call(self._push_timeline, ledger, subject, wanted)

    def _push_timeline(
        self, ledger: "Ledger", subject: "Subject", wanted: Iterable[Annotation]
    ) -> None:
        from nkreader.analysis.timeline import timeline
        from nkreader.session.ledger import sides_known
        from nkreader.tui.timeline.screen import TimelineScreen

        self.say("")
        events = timeline(ledger, wanted, sides_known(self.session))
        here = [each.annotation.id for each in self.annotations_here()]
        screen = TimelineScreen(
            ledger,
            f"{subject.kind}: {subject.told}",
            events,
            at=here[0] if here else "",
            others=len(self._subjects(ledger)) > 1,
        )
        self.app.push_screen(screen, partial(self._timeline_left, ledger))

    def _timeline_left(self, ledger: "Ledger", answer: str | None) -> None:
        from nkreader.tui.timeline.screen import ANOTHER

        if answer == ANOTHER:
            self._choose(ledger, self._subjects(ledger))
        elif answer is not None:
            self.go_to_annotation(answer)
