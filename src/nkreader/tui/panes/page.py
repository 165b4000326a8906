"""What the reading pane draws: rows of a source as strips of styled cells.

Pure of keys and messages: it is told what is selected and tagged, and asked for rows.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from nkreader.model.entity import EntityType
from nkreader.model.span import Span
from nkreader.reading import cells
from nkreader.reading.cover import Cover
from nkreader.reading.highlights import Mark, runs
from nkreader.reading.layout import Layout
from nkreader.reading.margin import COLUMNS, Labelled, glyphs
from nkreader.session.opened import Opened
from nkreader.session.placed import NOTHING_PLACED, InTextOrder, Placed

if TYPE_CHECKING:
    from nkreader.session.cue_words import CueWords

# Lines longer than this tire the eye.
MEASURE = 76
# Narrower panes have no room for clock times and speakers beside the text.
ROOM_FOR_MARGIN = 60
# A clock time fits into the narrow margin, most speakers' names into the wide one.
NARROW_NOTES = 10
WIDE_NOTES = 18
ROOM_FOR_WIDE_NOTES = 96
GUTTER = COLUMNS + 1
# More cells than these no text has a use for.
WIDEST = GUTTER + WIDE_NOTES + MEASURE + 1

KINDS = {
    EntityType.PERSON: "person",
    EntityType.GPE: "place",
    EntityType.LOC: "place",
    EntityType.ORG: "organisation",
    EntityType.MEDIA: "organisation",
}
OTHER_KIND = "thing"

StyleOf = Callable[..., Style]


class Page:
    """A source laid out for a pane ``columns`` cells wide."""

    def __init__(self, opened: Opened, columns: int) -> None:
        """Lay the source out; rows are wrapped when they are asked for."""
        self.opened = opened
        self.columns = columns
        self._margin = opened.margin
        roomy = columns >= ROOM_FOR_MARGIN and bool(self._margin)
        notes = WIDE_NOTES if columns >= ROOM_FOR_WIDE_NOTES else NARROW_NOTES
        self._notes = notes if roomy else 0
        self.text_x = GUTTER + self._notes
        measure = min(columns - self.text_x - 1, MEASURE)
        self.layout = Layout(opened.flow(margin=roomy), measure)
        self._boilerplate = Cover(opened.source.boilerplate, _itself)
        self._timecodes = Cover(
            [] if roomy else [code.span for code in opened.source.timecodes], _itself
        )
        self._headings = Cover(_headings(opened), _itself)
        self._hits: Cover[Span] = Cover([], _itself)
        self._cues: CueWords | None = None
        self._placed: Cover[Placed] = Cover([], _span_of)
        self.placed = NOTHING_PLACED

    def place(self, annotations: InTextOrder) -> None:
        """Show these annotations; those without a place are left out."""
        self.placed = annotations.in_text
        self._placed = self._placed.renewed(self.placed)

    def mark_hits(self, hits: Sequence[Span]) -> None:
        """Mark what a search has found."""
        self._hits = Cover(hits, _itself)

    def mark_cues(self, cues: "CueWords | None") -> None:
        """Mark the words that signal a label."""
        self._cues = cues

    def over(self, span: Span) -> tuple[Placed, ...]:
        """Return the annotations that share a code point with ``span``."""
        return self._placed.over(span)

    def strip(self, y: int, selection: Span, style_of: StyleOf) -> Strip:
        """Return row ``y`` as cells, padded to the width of the pane."""
        plain = style_of()
        if y >= self.layout.height:
            return Strip.blank(self.columns, plain)
        row = self.layout.row(y)
        segments = [*self._gutter(y, style_of), *self._text(row, selection, style_of)]
        used = sum(segment.cell_length for segment in segments)
        if used < self.columns:
            segments.append(Segment(" " * (self.columns - used), plain))
            return Strip(segments, self.columns)
        return Strip(segments, used).crop(0, self.columns)

    def _gutter(self, y: int, style_of: StyleOf) -> list[Segment]:
        """Return the cells left of the text: clock or speaker, then the labels' glyphs."""
        out = []
        if self._notes:
            out.append(Segment(_fitted(self._note(y), self._notes - 1) + " ", style_of("margin")))
        row = self.layout.row(y)
        over = [
            Labelled(each.span, each.annotation.label, each.is_certain)
            for each in self.over(row)
            if each.span
        ]
        signs = glyphs(row, over)
        out += [
            Segment(each.sign, style_of("glyph", f"glyph-{each.label or 'more'}")) for each in signs
        ]
        out.append(Segment(" " * (GUTTER - len(signs)), style_of()))
        return out

    def _note(self, y: int) -> str:
        """Return what stands beside row ``y``; what finds no room there goes a row down."""
        here = self._margin.beside(self.layout.extent(y))
        if here:
            return here[0] if self._too_wide(here) else " ".join(here)
        above = self._margin.beside(self.layout.extent(y - 1)) if y else ()
        return above[1] if self._too_wide(above) else ""

    def _too_wide(self, notes: Sequence[str]) -> bool:
        return len(notes) > 1 and cells.width(" ".join(notes)) >= self._notes

    def _text(self, row: Span, selection: Span, style_of: StyleOf) -> list[Segment]:
        shown = self.layout.shown
        pieces = self.layout.pieces(row)
        last = shown.of(pieces[-1]) if pieces else ""
        words_end = row.end - (len(last) - len(last.rstrip(" ")))
        marks = [_to_the_words(mark, row.end, words_end) for mark in self._marks(row, selection)]
        return [
            Segment(shown.of(run.span), style_of(*run.names))
            for piece in pieces
            for run in runs(piece, marks)
        ]

    def _marks(self, row: Span, selection: Span) -> list[Mark]:
        """Return the marks on a row, the weaker first."""
        marks = [Mark(span, "heading") for span in self._headings.over(row)]
        marks += [Mark(span, KINDS.get(kind, OTHER_KIND)) for span, kind in self.opened.drawn(row)]
        marks += [Mark(span, "boilerplate") for span in self._boilerplate.over(row)]
        marks += [Mark(span, "margin") for span in self._timecodes.over(row)]
        labelled = [each for each in self.over(row) if each.span]
        marks += [Mark(each.span, each.annotation.label) for each in labelled if each.span]
        marks += [Mark(span, "cue") for span in (self._cues.over(row) if self._cues else ())]
        marks += [Mark(span, "overlap") for span in _overlaps(labelled)]
        marks.append(Mark(selection, "selection"))
        marks += [Mark(hit, "hit") for hit in self._hits.over(row)]
        return marks


def _itself(span: Span) -> Span:
    return span


def _span_of(placed: Placed) -> Span:
    return placed.span or Span(0, 0)


def _headings(opened: Opened) -> list[Span]:
    return [
        Span(section.span.start, section.span.start + len(section.title))
        for section in opened.source.sections
        if section.title and opened.source.text.startswith(section.title, section.span.start)
    ]


def _to_the_words(mark: Mark, row_end: int, words_end: int) -> Mark:
    """Return a mark that goes on in the next row without the blank at which this one is broken."""
    goes_on = words_end < row_end < mark.span.end
    return Mark(Span(min(mark.span.start, words_end), words_end), mark.name) if goes_on else mark


def _overlaps(placed: Sequence[Placed]) -> list[Span]:
    spans = [each.span for each in placed if each.span]
    return [
        Span(max(a.start, b.start), min(a.end, b.end))
        for k, a in enumerate(spans)
        for b in spans[k + 1 :]
        if a.overlaps(b)
    ]


def _fitted(text: str, columns: int) -> str:
    """Return ``text`` right-aligned in ``columns`` cells, cut with an ellipsis."""
    text = cells.cut(text, columns)
    return " " * (columns - cells.width(text)) + text
