"""What is tagged in the open source, in text and list, and which of it is shown."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from nkreader.model.annotation import Annotation, Status
from nkreader.session.anchoring import placed
from nkreader.session.annotating.verdict import held_otherwise, verdicts_on
from nkreader.session.linking.links import Tie, ties_of
from nkreader.session.opened import Opened
from nkreader.session.placed import NOTHING_PLACED, InTextOrder, Placed
from nkreader.tui.actions.desk import Desk
from nkreader.tui.actions.listing import Listing
from nkreader.tui.actions.proposing import Proposing
from nkreader.tui.key_order import quiet_of
from nkreader.tui.panes.annotations import annotation_rows, states_told

if TYPE_CHECKING:
    from nkreader.analysis.filters import Filter


class Showing:
    """Shows annotations: all of them, or what a filter asks for."""

    def __init__(self, desk: Desk, listing: Listing, proposing: Proposing) -> None:
        """Show all, and each proposal once it is found."""
        self._desk = desk
        self._listing = listing
        self._proposing = proposing
        proposing.when_found.append(self.show_list)
        self.filter_text = ""
        self._filter: Filter | None = None
        self._listed = NOTHING_PLACED
        # Whether the list was shown without what ties its annotations.
        self._owes_ties = False

    def go_on(self) -> None:
        """Show in the list what the first page has not waited for."""
        if self._owes_ties:
            self._desk.behind("ties", self._look_for_ties)

    def show_changed(self) -> None:
        """Show what there is by now, and how much of it is in each source."""
        self.show_annotations()
        self._listing.show_counts()

    def show_annotations(self) -> None:
        """Show what is tagged in the open source, in text and list."""
        desk = self._desk
        if desk.opened is None:
            return
        desk.placed = NOTHING_PLACED if desk.has_beginning else self._placed_here(desk.opened)
        shown = desk.placed
        if self._asks_for_rejected:
            shown = InTextOrder(
                each for each in shown if each.annotation.status is not Status.REJECTED
            )
        desk.text.show_annotations(shown)
        self.show_list()

    def show_list(self) -> None:
        """Show the list of what is tagged; rows that say nothing new are not drawn again."""
        desk, session = self._desk, self._desk.session
        wanted = desk.placed
        if self.filter_text and self._filter and desk.opened:
            fits = partial(self._fits, self._filter, desk.opened)
            wanted = InTextOrder(each for each in wanted if fits(each))
        self._listed = wanted
        desk.annotations.show_rows(
            annotation_rows(
                wanted,
                self._ties_of,
                me=session.workspace.annotator,
                held=lambda each: held_otherwise(session, each),
                proposed=self._proposing.proposed,
            ),
            desk.current,
            empty=self._why_none(),
        )
        all_of_them = len(wanted) == len(desk.placed)
        count = f"{len(wanted)}" if all_of_them else f"{len(wanted)} of {len(desk.placed)}"
        note = [self.filter_text] if self.filter_text else []
        hidden = [] if desk.show_others else ["only mine"]
        # Narrow panes cut the end: what is asked for comes before what is known without it.
        told = (count if note else f"Tagged {count}", *note, *states_told(wanted), *hidden)
        desk.annotations.is_filtered = bool(self.filter_text)
        desk.titles[desk.annotations].say(" · ".join(told), desk.annotations.how_to_clear)

    def set_filter(self, text: str) -> None:
        """Show only annotations that a typed filter asks for.

        Raises NkreaderError where it asks for what there is not.
        """
        from nkreader.analysis.query import mistaken_fields, parse_query

        self._filter = parse_query(text)
        self.filter_text = " ".join(text.split())
        key = self._desk.annotations.key
        self.show_annotations()
        if self._listed.find(key) is None:
            self._put_cursor_at_selection()
        self._desk.say("" if self._listed else mistaken_fields(text))

    def _put_cursor_at_selection(self) -> None:
        """Let keys in the list act near the passage one sees: the row they acted on is gone."""
        start = self._desk.text.selection.span.start
        spans = ((each.annotation.id, each.span) for each in self._listed)
        if key := next((key for key, span in spans if span and span.end > start), None):
            self._desk.annotations.put_cursor(key)

    @property
    def _asks_for_rejected(self) -> bool:
        return self._filter is not None and Status.REJECTED in self._filter.statuses

    def _placed_here(self, opened: Opened) -> InTextOrder:
        others, rejected = self._desk.show_others, self._asks_for_rejected
        return placed(self._desk.session, opened, others=others, rejected=rejected)

    def _ties_of(self, annotation: Annotation) -> Sequence[Tie]:
        """Return what ties an annotation; the first page does not wait until that is looked for."""
        session = self._desk.session
        if self._desk.shown or session.everybody.links_are_known:
            return ties_of(session, annotation)
        self._owes_ties = True
        return ()

    def _look_for_ties(self) -> None:
        quiet_of(self._desk.app).wait()
        self._desk.session.everybody.leading_to("")  # the first question finds all links
        self._desk.app.call_from_thread(self.show_list)

    def _why_none(self) -> str:
        """Return why the list is empty, if it is."""
        if self._desk.placed:
            return f"none of {len(self._desk.placed)} fits the filter: f"
        return "" if self._desk.show_others else "nothing of yours here: o shows others'"

    def _fits(self, wanted: "Filter", opened: Opened, each: Placed) -> bool:
        span = each.span
        names = {mention.entity.name for mention in opened.mentions(span)} if span else set()
        verdicts = partial(verdicts_on, self._desk.session)
        return wanted.matches(each.annotation, names, opened.ref, verdicts)
