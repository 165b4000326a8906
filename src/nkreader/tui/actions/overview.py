"""Seeing across sources: the ledger of claims, and timelines."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from nkreader.model.annotation import Annotation
from nkreader.session.annotating.verdict import verdicts_on
from nkreader.tui.actions.gathering import Gathering

if TYPE_CHECKING:
    from nkreader.analysis.claims.ledger import Ledger
    from nkreader.tui.ledger.view import Left, View
    from nkreader.tui.timeline.subject import Subject

# So many names of a passage are offered.
_MOST_NAMES = 8


class Overview(Gathering):
    """Opens what is a screen of its own, and goes where that answers to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("C", "ledger", "Ledger of claims, across sources", id="overview.ledger"),
        Binding("T", "timeline", "Timeline of the claim or name here", id="overview.timeline"),
    ]

    _ledger_view: "View | None" = None
    """How the ledger was looked at last."""

    def action_ledger(self) -> None:
        """Show the claims, as they were looked at last."""
        self.with_ledger(self._show_ledger)

    def action_timeline(self) -> None:
        """Show the timeline of the claim here; else ask of which of those named here."""
        self.with_ledger(self._show_timeline_here)

    def _show_ledger(self, ledger: "Ledger") -> None:
        from nkreader.session.ledger import sides_known
        from nkreader.tui.ledger.screen import LedgerScreen
        from nkreader.tui.ledger.view import View

        view, sides = self._ledger_view or View(), sides_known(self.session)
        verdicts = partial(verdicts_on, self.session)
        screen = LedgerScreen(ledger, view, sides, self.mentioned, verdicts)
        self.app.push_screen(screen, self._ledger_left)

    def _ledger_left(self, left: "Left | None") -> None:
        if left is not None:
            self._ledger_view = left.view
            if left.go_to:
                self.go_to_annotation(left.go_to)

    def _show_timeline_here(self, ledger: "Ledger") -> None:
        subjects = self._subjects(ledger)
        claims = [each for each in subjects if each.kind == "claim"]
        if len(claims) == 1 or len(subjects) == 1:
            self._show_timeline(ledger, subjects, (claims or subjects)[0])
        elif subjects:
            self._choose_subject(ledger, subjects)
        else:
            self.say("nothing is tagged here, and nobody named: select a passage that names one")

    def _subjects(self, ledger: "Ledger") -> "Sequence[Subject]":
        """Return of what there may be a timeline here, the likeliest first."""
        from nkreader.session.annotating.proposing import proposals
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
        named = names_of(speakers, [*entities][:_MOST_NAMES])
        return (*claims_of(ledger, here), *named)

    def _choose_subject(self, ledger: "Ledger", subjects: "Sequence[Subject]") -> None:
        from nkreader.tui.timeline.choice import SubjectChoice

        def show(subject: "Subject | None") -> None:
            if subject is not None:
                self._show_timeline(ledger, subjects, subject)

        self.app.push_screen(SubjectChoice(subjects), show)

    def _show_timeline(
        self, ledger: "Ledger", subjects: "Sequence[Subject]", subject: "Subject"
    ) -> None:
        """Show the timeline of one of the ``subjects`` here."""
        from nkreader.analysis.claims.timeline import around, spoken_by
        from nkreader.session.ledger import sides_known

        if subject.kind == "claim":
            self._push_timeline(ledger, subjects, subject, around(ledger, subject.key))
        elif subject.kind == "speaker":
            said = spoken_by(ledger, subject.key, sides_known(self.session))
            self._push_timeline(ledger, subjects, subject, said)
        else:
            show = partial(self._show_mentions, subjects, subject)
            self.with_mentions(ledger, subject.told, show)

    def _show_mentions(
        self, subjects: "Sequence[Subject]", subject: "Subject", ledger: "Ledger"
    ) -> None:
        names = self.mentioned.in_passage
        found = [each for each in ledger.annotations.values() if subject.key in names(each)]
        self._push_timeline(ledger, subjects, subject, found)

    def _push_timeline(
        self,
        ledger: "Ledger",
        subjects: "Sequence[Subject]",
        subject: "Subject",
        wanted: Iterable[Annotation],
    ) -> None:
        from nkreader.analysis.claims.timeline import timeline
        from nkreader.session.ledger import sides_known
        from nkreader.tui.timeline.screen import TimelineScreen

        said = timeline(ledger, wanted, sides_known(self.session))
        here = [each.annotation.id for each in self.annotations_here()]
        screen = TimelineScreen(
            ledger,
            f"{subject.kind}: {subject.told}",
            said,
            at=here[0] if here else "",
            others=len(subjects) > 1,
        )
        self.app.push_screen(screen, partial(self._timeline_left, ledger, subjects))

    def _timeline_left(
        self, ledger: "Ledger", subjects: "Sequence[Subject]", answer: str | None
    ) -> None:
        from nkreader.tui.timeline.screen import ANOTHER

        if answer == ANOTHER:
            self._choose_subject(ledger, subjects)
        elif answer is not None:
            self.go_to_annotation(answer)
