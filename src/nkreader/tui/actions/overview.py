"""Seeing across sources: the ledger of claims, and timelines."""

from collections.abc import Iterable, Sequence
from functools import partial

from nkreader.analysis.claims.ledger import Ledger
from nkreader.analysis.claims.timeline import around, spoken_by, timeline
from nkreader.model.annotation import Annotation
from nkreader.session.annotating.proposing import proposals
from nkreader.session.annotating.verdict import verdicts_on
from nkreader.session.ledger import sides_known
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.gathering import Gathering
from nkreader.tui.actions.in_hand import InHand
from nkreader.tui.actions.travelling import Travelling
from nkreader.tui.ledger.screen import LedgerScreen
from nkreader.tui.ledger.view import Left, View
from nkreader.tui.timeline.choice import SubjectChoice
from nkreader.tui.timeline.screen import ANOTHER, TimelineScreen
from nkreader.tui.timeline.subject import Named, Subject, names_of, statements_of

# So many names of a passage are offered.
_MOST_NAMES = 8


class Overview:
    """Opens what is a screen of its own, and goes where that answers to."""

    def __init__(
        self, desk: Desk, in_hand: InHand, gathering: Gathering, travelling: Travelling
    ) -> None:
        """Have looked at nothing."""
        self._desk = desk
        self._in_hand = in_hand
        self._gathering = gathering
        self._travelling = travelling
        # How the ledger was looked at last.
        self._view = View()

    def show_ledger(self) -> None:
        """Show the claims, as they were looked at last."""
        self._gathering.with_ledger(self._show_ledger)

    def show_timeline(self) -> None:
        """Show the timeline of the claim here; else ask of which of those named here."""
        self._gathering.with_ledger(self._show_timeline_here)

    def _show_ledger(self, ledger: Ledger) -> None:
        session = self._desk.session
        sides, verdicts = sides_known(session), partial(verdicts_on, session)
        screen = LedgerScreen(ledger, self._view, sides, self._gathering.mentioned, verdicts)
        self._desk.app.push_screen(screen, self._ledger_left)

    def _ledger_left(self, left: Left | None) -> None:
        if left is not None:
            self._view = left.view
            if left.go_to:
                self._travelling.go_to_annotation(left.go_to)

    def _show_timeline_here(self, ledger: Ledger) -> None:
        subjects = self._subjects(ledger)
        statements = [each for each in subjects if each.is_statement]
        if len(statements) == 1 or len(subjects) == 1:
            self._show_timeline(ledger, subjects, (statements or subjects)[0])
        elif subjects:
            self._choose_subject(ledger, subjects)
        else:
            none = "nothing is tagged here, and nobody named: select a passage that names one"
            self._desk.say(none)

    def _subjects(self, ledger: Ledger) -> Sequence[Subject]:
        """Return of what there may be a timeline here, the likeliest first."""
        opened, row = self._desk.opened, self._in_hand.row
        here = [each.annotation for each in ([row] if row else self._in_hand.here())]
        speakers = [each.speaker for each in here]
        entities: dict[str, None] = {}
        span = row.span if row else self._desk.text.selection.span
        if opened is not None and span is not None:
            if not any(speakers):
                speakers.append(proposals(opened, span).speaker)
            entities = dict.fromkeys(each.entity.name for each in opened.mentions(span))
        named = names_of(speakers, [*entities][:_MOST_NAMES])
        return (*statements_of(ledger, here), *named)

    def _choose_subject(self, ledger: Ledger, subjects: Sequence[Subject]) -> None:
        def show(subject: Subject | None) -> None:
            if subject is not None:
                self._show_timeline(ledger, subjects, subject)

        self._desk.app.push_screen(SubjectChoice(subjects), show)

    def _show_timeline(self, ledger: Ledger, subjects: Sequence[Subject], subject: Subject) -> None:
        """Show the timeline of one of the ``subjects`` here."""
        if subject.is_statement:
            self._push_timeline(ledger, subjects, subject, around(ledger, subject.key))
        elif subject.kind is Named.SPEAKER:
            said = spoken_by(ledger, subject.key, sides_known(self._desk.session))
            self._push_timeline(ledger, subjects, subject, said)
        else:
            show = partial(self._show_mentions, subjects, subject)
            self._gathering.with_mentions(ledger, subject.told, show)

    def _show_mentions(self, subjects: Sequence[Subject], subject: Subject, ledger: Ledger) -> None:
        names = self._gathering.mentioned.in_passage
        found = [each for each in ledger.annotations.values() if subject.key in names(each)]
        self._push_timeline(ledger, subjects, subject, found)

    def _push_timeline(
        self,
        ledger: Ledger,
        subjects: Sequence[Subject],
        subject: Subject,
        wanted: Iterable[Annotation],
    ) -> None:
        said = timeline(ledger, wanted, sides_known(self._desk.session))
        here = [each.annotation.id for each in self._in_hand.here()]
        screen = TimelineScreen(
            ledger,
            subject,
            said,
            at=here[0] if here else "",
            others=len(subjects) > 1,
        )
        self._desk.app.push_screen(screen, partial(self._timeline_left, ledger, subjects))

    def _timeline_left(
        self, ledger: Ledger, subjects: Sequence[Subject], answer: str | None
    ) -> None:
        if answer == ANOTHER:
            self._choose_subject(ledger, subjects)
        elif answer is not None:
            self._travelling.go_to_annotation(answer)
