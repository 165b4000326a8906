"""The ledger on a screen: claims or open ends, sorted and filtered."""

from typing import Any, ClassVar

from msgspec.structs import replace
from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from nkreader.analysis.claims.ledger import Ledger
from nkreader.analysis.claims.orders import ClaimOrder, in_order
from nkreader.analysis.claims.timeline import Sides, around, timeline
from nkreader.analysis.filters import Filter
from nkreader.analysis.query import mistaken_fields, parse_query
from nkreader.analysis.verdicts import VerdictsOn
from nkreader.model.errors import NkreaderError
from nkreader.session.ledger import fitting
from nkreader.session.mentioned import Mentioned
from nkreader.tui.bar import bar
from nkreader.tui.fullscreen import FullScreen
from nkreader.tui.key_order import hold_keys, let_keys_go
from nkreader.tui.ledger.claim import ClaimScreen
from nkreader.tui.ledger.rows import LINES, claim_rows, heading, open_end_rows
from nkreader.tui.ledger.view import Left, View
from nkreader.tui.panes.hints import Hints
from nkreader.tui.panes.row_list import RowList

_ORDERS = tuple(ClaimOrder)
_NO_CLAIMS = "no claims yet: c tags one, > ties what answers it"
_NO_ENDS = "no open ends: every claim is answered, and all else is tied"
# Lower screens have no heading.
_ROOM_FOR_HEADING = 12


class ClaimList(RowList):
    """Two lines for each claim or open end."""

    BINDING_GROUP_TITLE = "Ledger"
    LINES: ClassVar[int] = LINES


class LedgerScreen(FullScreen[Left]):
    """Answers with how it was looked at last, and the annotation whose place is wanted."""

    BINDING_GROUP_TITLE = "Ledger"
    HINTS: ClassVar[Hints] = (
        (("row.next", "row.previous"), "row"),
        (("row.open",), "open"),
        (("ledger.ends",), "open ends"),
        (("ledger.sort",), "sort"),
        (("ledger.filter",), "filter"),
        (("ledger.timeline",), "timeline"),
        (("screen.back",), "back"),
        (("help.show",), "help"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "ends", "Open ends, or all claims", id="ledger.ends"),
        Binding("s", "sort", "Sort by date, last answer, answers, speaker", id="ledger.sort"),
        Binding("r", "turn", "Sort the other way round", id="ledger.turn"),
        Binding("f", "filter", "Filter by words, speaker, entity, label, date", id="ledger.filter"),
        Binding("T", "timeline", "Timeline of the claim", id="ledger.timeline"),
        Binding("C", "back", "Back to the text", id="ledger.leave"),
    ]

    def __init__(
        self,
        ledger: Ledger,
        view: View,
        sides: Sides,
        mentioned: Mentioned,
        verdicts_on: VerdictsOn,
    ) -> None:
        """Show a ledger as it was looked at last.

        ``sides`` are those of speakers, ``mentioned`` knows the names in passages,
        ``verdicts_on`` what is held of an annotation.
        """
        super().__init__()
        self._ledger = ledger
        self._view = view
        self._sides = sides
        self._mentioned = mentioned
        self._verdicts_on = verdicts_on
        self._heading = Static(id="ledger-heading")
        self._list = ClaimList(id="ledger")
        self._looking = False

    def body(self) -> ComposeResult:
        """Lay out the list under its heading."""
        yield self._heading
        yield self._list

    def on_mount(self) -> None:
        """Give the keys to the list."""
        self.set_focus(self._list)

    def on_resize(self, event: events.Resize) -> None:
        """Show as many columns as there is room for."""
        super().on_resize(event)
        self._show()

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Know where one is."""
        self._view = replace(self._view, key=event.key)
        self.say("")

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open a claim; go to the place of an open end."""
        self._view = replace(self._view, key=event.key)
        if self._view.open_ends:
            self._leave(event.key)
        else:
            self.app.push_screen(ClaimScreen(self._ledger, event.key, self._sides), self._go)

    def action_back(self) -> None:
        """Answer with how the ledger was looked at; while names are looked for, give that up."""
        if not self._looking:
            self._leave(None)
            return
        self._looking = False
        self.workers.cancel_group(self, "names")
        self.say("the filter was given up")

    def action_ends(self) -> None:
        """Show open ends in place of claims, or claims again."""
        self._show_anew(open_ends=not self._view.open_ends)

    def action_sort(self) -> None:
        """Sort by the next order."""
        order = _ORDERS[(_ORDERS.index(self._view.order) + 1) % len(_ORDERS)]
        self._show_anew(order=order, turned=False)

    def action_turn(self) -> None:
        """Sort the other way round."""
        self._show_anew(turned=not self._view.turned)

    def action_filter(self) -> None:
        """Ask which claims are wanted."""
        self.say("")
        self.prompt.ask(
            "filter claims",
            self._view.filter_text,
            hint="empty shows all; words, speaker:kremlin entity:putin label:denial said:2024-06",
            answer=self._filter,
            back=self._list,
        )

    def action_timeline(self) -> None:
        """Show when what the cursor is on, and all that answers it, was said."""
        key = self._list.key
        if key is None:
            return
        from nkreader.tui.timeline.screen import TimelineScreen
        from nkreader.tui.timeline.subject import statement

        said = timeline(self._ledger, around(self._ledger, key), self._sides)
        screen = TimelineScreen(self._ledger, statement(self._ledger, key), said)
        self.app.push_screen(screen, self._go)

    def _go(self, annotation_id: str | None) -> None:
        if annotation_id:
            self._leave(annotation_id)

    def _leave(self, go_to: str | None) -> None:
        self.dismiss(Left(replace(self._view, key=self._list.key), go_to))

    def _filter(self, text: str) -> None:
        """Show what a typed filter asks for; names that nobody has looked for are, before."""
        try:
            wanted = parse_query(text)
        except NkreaderError as error:
            self.say(str(error), wrong=True)
            return
        if wanted.entities and self._mentioned.missing(self._ledger.annotations.values()):
            self._looking = True
            hold_keys(self.app)
            self._look_for_names(text)
        else:
            self._take_filter(text)

    @work(thread=True, group="names", exclusive=True)
    def _look_for_names(self, text: str) -> None:
        """Look for the names in all passages while the screen goes on."""
        worker, call = get_current_worker(), self.app.call_from_thread
        everything = self._ledger.annotations.values()
        total = self._mentioned.missing(everything)
        for done, _ in enumerate(self._mentioned.look(everything, self._ledger.sources), 1):
            if worker.is_cancelled:
                return
            call(self._show_looking, done, total)
        call(self._names_found, text)

    def _show_looking(self, done: int, total: int) -> None:
        if self._looking:
            told = f"looking for names, {done} of {total} sources · Esc gives up"
            self.say(f"{bar(done, total)} {told}")

    def _names_found(self, text: str) -> None:
        if self._looking:
            self._looking = False
            self.say("")
            self._take_filter(text)
            let_keys_go(self.app)

    def _take_filter(self, text: str) -> None:
        self._show_anew(filter_text=" ".join(text.split()))
        self.say("" if self._list.rows else mistaken_fields(text))

    def _show_anew(self, **changes: Any) -> None:
        """Look at the ledger in another way, from the top."""
        self._view = replace(self._view, key=None, **changes)
        self._show()

    def _show(self) -> None:
        """Show the rows that are wanted, in their order."""
        view, ledger = self._view, self._ledger
        keys = ledger.open_ends if view.open_ends else ledger.claims
        wanted = parse_query(view.filter_text)
        shown = keys if wanted == Filter() else fitting(ledger, keys, self._matching(wanted))
        width = self.size.width
        if view.open_ends:
            rows = open_end_rows(ledger, shown, width)
        else:
            shown = in_order(ledger, shown, view.order, turned=view.turned)
            rows = claim_rows(ledger, shown, width)
        none = _NO_ENDS if view.open_ends else _NO_CLAIMS
        if view.filter_text and keys:
            none = f"none of {len(keys)} fits the filter: f"
        self._list.show_rows(rows, view.key or next(iter(shown), None), empty=none)
        columns = "" if view.open_ends else heading(width)
        self._heading.update(Content(columns))
        self._heading.display = bool(columns) and self.size.height >= _ROOM_FOR_HEADING
        self.title_line.say(self._told(len(shown), len(keys)))

    def _matching(self, wanted: Filter) -> frozenset[str]:
        names, sources = self._mentioned.in_passage, self._ledger.sources
        return frozenset(
            each.id
            for each in self._ledger.annotations.values()
            if each.source in sources
            and wanted.matches(each, names(each), sources[each.source], self._verdicts_on)
        )

    def _told(self, shown: int, total: int) -> str:
        view = self._view
        count = f"{shown}" if shown == total else f"{shown} of {total}"
        what = "Open ends" if view.open_ends else "Claims"
        order = "" if view.open_ends else f"{view.order}{', turned round' if view.turned else ''}"
        facts = (f"{what} {count}", order, view.filter_text)
        return " · ".join(fact for fact in facts if fact)
