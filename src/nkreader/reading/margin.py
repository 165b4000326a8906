"""What stands in the margin beside each row: clock times, speakers, labels' glyphs."""

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from nkreader.model.annotation import Label
from nkreader.model.source import Source
from nkreader.model.span import Span
from nkreader.text.display import one_line

GLYPHS = {Label.CLAIM: "C", Label.DENIAL: "D", Label.EVIDENCE: "E", Label.SPECULATION: "S"}
# A label that goes on from the row above.
CONTINUED = "│"
# A label whose place is a proposal: the text was changed there.
DOUBTFUL = "?"
# How many labels have a column of their own; more share a sign.
COLUMNS = 3
MORE = "+"


class Glyph(Struct, frozen=True):
    """A sign in the margin, and the label whose colour it has."""

    sign: str
    label: Label | None


class Labelled(Struct, frozen=True):
    """A passage with a label; of one that is not certain the place is a proposal."""

    span: Span
    label: Label
    is_certain: bool = True


def glyphs(row: Span, labelled: Sequence[Labelled]) -> tuple[Glyph, ...]:
    """Return one glyph for each passage that lies over a row, at most ``COLUMNS``."""
    out = [
        Glyph(_sign(each) if each.span.start >= row.start else CONTINUED, each.label)
        for each in labelled
    ]
    if len(out) > COLUMNS:
        return (*out[: COLUMNS - 1], Glyph(MORE, None))
    return tuple(out)


def _sign(labelled: Labelled) -> str:
    return GLYPHS[labelled.label] if labelled.is_certain else DOUBTFUL


class Margin:
    """The clock times and speakers of a source, by where their text begins."""

    def __init__(self, source: Source) -> None:
        """Sort the marks of a source."""
        marks = [(code.covers.start, False, one_line(code.text)) for code in source.timecodes]
        marks += [(turn.span.start, True, _speaker(turn.speaker)) for turn in source.turns]
        marks.sort()
        self._at = [at for at, _, _ in marks]
        self._marks = [(speaks, text) for _, speaks, text in marks]

    def __bool__(self) -> bool:
        """Tell whether anything ever stands in this margin."""
        return bool(self._at)

    def beside(self, extent: Span) -> tuple[str, ...]:
        """Return what stands beside a row of the code points ``extent``, speakers first."""
        lo = bisect_left(self._at, extent.start)
        hi = bisect_left(self._at, extent.end)
        here = sorted(self._marks[lo:hi], key=lambda mark: not mark[0])
        return tuple(text for _, text in here)


def _speaker(speaker: str | None) -> str:
    return one_line(speaker) if speaker else ">>"
