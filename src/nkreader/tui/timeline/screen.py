"""A timeline: what was said when, in order, with what shifts standing out."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType

from nkreader.analysis.claims.ledger import Ledger
from nkreader.analysis.claims.timeline import Event
from nkreader.analysis.dates import to_the_minute
from nkreader.reading.margin import GLYPHS
from nkreader.text.counted import counted
from nkreader.text.display import one_line
from nkreader.tui.fullscreen import FullScreen
from nkreader.tui.ledger.rows import NO_DATE, fitted, where
from nkreader.tui.panes.hints import Hints
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.panes.rows import Line, Row, Rows
from nkreader.tui.timeline.subject import Subject

ANOTHER = ""
"""The answer of who wants the timeline of something else that is here."""

_WHEN = len("2024-06-18 18:30+02:00 ")


class EventList(RowList):
    """One row for each thing said: when and who, what, and what shifts."""

    BINDING_GROUP_TITLE = "Timeline"
    LINES: ClassVar[int] = 3
    EMPTY: ClassVar[str] = "nothing tagged here was said by, or of, this"


class TimelineScreen(FullScreen[str | None]):
    """Answers with the id of the annotation whose place is wanted, or with ``ANOTHER``."""

    BINDING_GROUP_TITLE = "Timeline"
    HINTS: ClassVar[Hints] = (
        (("row.next", "row.previous"), "row"),
        (("row.open",), "to its place"),
        (("timeline.shift",), "next shift"),
        (("timeline.other",), "of something else"),
        (("screen.back",), "back"),
        (("help.show",), "help"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "shift(1)", "Next shift", id="timeline.shift"),
        Binding("N", "shift(-1)", "Previous shift", id="timeline.shift.back"),
        Binding("T", "other", "Timeline of something else here", id="timeline.other"),
    ]

    def __init__(
        self,
        ledger: Ledger,
        subject: Subject,
        events: Sequence[Event],
        *,
        at: str = "",
        others: bool = False,
    ) -> None:
        """Show the events of ``subject``, the cursor on the annotation ``at``.

        ``others`` tells whether there is anything else of which a timeline can be asked for.
        """
        super().__init__()
        self._ledger = ledger
        self._subject = subject
        self._events = events
        self._at = at
        self._others = others
        self._list = EventList(id="events")

    def body(self) -> ComposeResult:
        """Lay out the list."""
        yield self._list

    def on_mount(self) -> None:
        """Show the events."""
        keys = [each.annotation.id for each in self._events]
        rows = Rows(keys, lambda at: Row(keys[at], _lines(self._ledger, self._events[at])))
        self._list.show_rows(rows, self._at or None)
        shifts = sum(each.shift is not None and each.shift.same for each in self._events)
        told = f" · {counted(shifts, 'shift')} !!" if shifts else ""
        subject = self._subject
        self.title_line.say(f"Timeline {len(keys)}{told} · {subject.kind}: {subject.told}")
        self.set_focus(self._list)

    def keys_here(self) -> list[ActiveBinding]:
        """Return what has a key here; something else is offered only where there is anything."""
        keys = super().keys_here()
        return [each for each in keys if self._others or each.binding.action != "other"]

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go to the place of what was said."""
        self.dismiss(event.key)

    def action_shift(self, step: int) -> None:
        """Go to the next or previous shift."""
        ids = [each.annotation.id for each in self._events]
        here = ids.index(self._list.key) if self._list.key in ids else 0
        beyond = range(here + 1, len(ids)) if step > 0 else range(here - 1, -1, -1)
        found = next((at for at in beyond if self._events[at].shift), None)
        if found is None:
            self.say("no further shift" if step > 0 else "no shift before this")
        else:
            self._list.put_cursor(ids[found])

    def action_other(self) -> None:
        """Ask for another timeline; where there is none, say so."""
        if self._others:
            self.dismiss(ANOTHER)
        else:
            self.say("there is no timeline of anything else here")


def _lines(ledger: Ledger, event: Event) -> tuple[Line, ...]:
    each, label = event.annotation, event.annotation.label
    when = to_the_minute(event.when) if event.when else NO_DATE
    place = where(each, ledger.sources.get(each.source))
    head: Line = (
        (fitted(when, _WHEN), ""),
        (f"{GLYPHS[label]} {label} ", label.value),
        (one_line(each.speaker or "somebody"), "strong"),
        (f" · {one_line(place)}", "faint"),
    )
    said: Line = ((f"  {one_line(each.text or each.quote)}", ""),)
    if event.shift is None:
        return head, said, ((f"  {one_line(each.about)}" if each.about else "", "faint"),)
    words = event.shift.words
    if event.shift.same:
        return head, said, ((f"  !! the same side: {words}", "wrong"),)
    return head, said, ((f"  !  of this claim, for the first time: {words}", "strong"),)
