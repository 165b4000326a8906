"""One claim: what was said, beside what answers it, in full; below it where it is narrow."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal

from nkreader.analysis.claims.ledger import Ledger
from nkreader.analysis.claims.timeline import Sides, around, timeline
from nkreader.analysis.dates import to_the_minute
from nkreader.model.annotation import Annotation
from nkreader.model.statement import Answer
from nkreader.reading.margin import GLYPHS
from nkreader.tui.fullscreen import FullScreen
from nkreader.tui.ledger.quotes import Quote, QuoteList
from nkreader.tui.ledger.rows import NO_DATE, where
from nkreader.tui.panes.hints import Hints
from nkreader.tui.panes.row_list import RowList
from nkreader.tui.panes.side import Side
from nkreader.tui.panes.title import PaneTitle

# From this width on claim and answers stand side by side.
_SIDE_BY_SIDE = 80
_NOBODY = "nobody has answered this yet"


class ClaimScreen(FullScreen[str | None]):
    """Answers with the id of the annotation whose place is wanted."""

    BINDING_GROUP_TITLE = "Claim"
    HINTS: ClassVar[Hints] = (
        (("row.next", "row.previous"), "quote"),
        (("row.open",), "to its place"),
        (("claim.side",), "other side"),
        (("claim.timeline",), "timeline"),
        (("screen.back",), "back"),
        (("help.show",), "help"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,shift+tab,l,h,right,left", "side", "Claim or answers", id="claim.side"),
        Binding("T", "timeline", "Timeline of the claim", id="claim.timeline"),
    ]

    def __init__(self, ledger: Ledger, key: str, sides: Sides) -> None:
        """Show the statement of a ledger that has this key; ``sides`` are those of speakers."""
        super().__init__()
        self._ledger = ledger
        self._key = key
        self._sides = sides
        statement = ledger.statement(key)
        self._about = statement.about
        self._said = [self._quote(each, each.label.value) for each in statement.said]
        self._answers = list(self._answering(statement.answers))
        self._said_list = QuoteList(id="said")
        self._answer_list = QuoteList(id="answers")
        self._answer_side = Side(
            PaneTitle(_counted(ledger, key), id="answers-title"),
            self._answer_list,
            id="answers-side",
        )

    def body(self) -> ComposeResult:
        """Lay out both sides."""
        with Horizontal(id="claim"):
            with Side(id="said-side"):
                yield PaneTitle(f"Said {len(self._said)}", id="said-title")
                yield self._said_list
            yield self._answer_side

    def on_mount(self) -> None:
        """Begin with the claim."""
        self.title_line.say(self._about)
        self.set_focus(self._said_list)

    def on_resize(self, event: events.Resize) -> None:
        """Show both side by side, or one below the other."""
        super().on_resize(event)
        wide = event.size.width >= _SIDE_BY_SIDE
        for title in self.query("#said-title, #answers-title"):
            title.display = wide
        self._answer_side.display = wide
        if wide:
            self._said_list.show_quotes(self._said)
            self._answer_list.show_quotes(self._answers, empty=_NOBODY)
        else:
            self._said_list.show_quotes([*self._said, *self._answers])
            self.set_focus(self._said_list)
            if not self._answers:
                self.say(_NOBODY)

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Go to the place of a quote."""
        self.dismiss(event.key.partition(" ")[0])

    def action_side(self) -> None:
        """Give the keys to the other side, if it is seen and there is anything."""
        other = self._answer_list if self._said_list.has_focus else self._said_list
        if self._answer_side.display and other.rows:
            self.set_focus(other)

    def action_timeline(self) -> None:
        """Show when all this was said."""
        from nkreader.tui.timeline.screen import TimelineScreen
        from nkreader.tui.timeline.subject import statement

        events = timeline(self._ledger, around(self._ledger, self._key), self._sides)
        screen = TimelineScreen(self._ledger, statement(self._ledger, self._key), events)
        self.app.push_screen(screen, self._go)

    def _go(self, annotation_id: str | None) -> None:
        if annotation_id:
            self.dismiss(annotation_id)

    def _answering(self, answers: tuple[Answer, ...]) -> Iterator[Quote]:
        for answer in answers:
            label, how = answer.annotation.label.value, answer.relation.value
            yield self._quote(answer.annotation, f"{label} {how}", answer)

    def _quote(self, each: Annotation, what: str, answer: Answer | None = None) -> Quote:
        source = self._ledger.sources.get(each.source)
        when = self._ledger.when(each)
        via = f", via {each.via}" if each.via else ""
        title = source.title if source else None
        places = (where(each, source), each.section or title, f"by {each.annotator}")
        return Quote(
            key=f"{each.id} {answer.relation} {answer.target}" if answer else each.id,
            sign=(GLYPHS[each.label], each.label.value),
            head=f"{each.speaker or 'somebody'}{via} · {what} · "
            + (to_the_minute(when) if when else NO_DATE),
            text=f"“{each.text or each.quote}”",
            foot=" · ".join(dict.fromkeys(place for place in places if place)),
            depth=answer.depth if answer else 0,
        )


def _counted(ledger: Ledger, key: str) -> str:
    """Return how often a statement was answered, in words."""
    words = ("denied", "supported", "undermined", "guessed about")
    told = (
        f"{word} {count}" for word, count in zip(words, ledger.counts(key), strict=True) if count
    )
    return " · ".join(told).capitalize() or "Not answered"
