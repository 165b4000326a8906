"""A source's text as it is laid out: what is drawn where, and what in the margin."""

from collections.abc import Container

from msgspec import Struct

from nkreader.model.source import Source
from nkreader.model.span import Span, merged
from nkreader.reading.shown import Shown


class Flow(Struct, frozen=True):
    """What is shown of a text, and where its lines must end.

    ``hidden``: spans that take no room in the lines, because they stand in the margin.
    ``breaks``: offsets at which a line must begin.
    """

    shown: Shown
    hidden: tuple[Span, ...] = ()
    breaks: tuple[int, ...] = ()


def flow(source: Source, prose: str, *, margin: bool) -> Flow:
    """Return how ``source`` is laid out; ``prose`` is its prose, of the same length.

    Without a ``margin``, clock lines and speakers' marks stay where they are.
    """
    edges = {
        edge
        for span in (*source.boilerplate, *source.standalone)
        for edge in (span.start, span.end)
    }
    edges |= {turn.mark.start for turn in source.turns}
    shown = Shown(source.text, prose)
    return Flow(
        shown=shown,
        hidden=_hidden(source, shown, edges) if margin else (),
        breaks=tuple(sorted(edges)),
    )


def _hidden(source: Source, shown: Shown, edges: Container[int]) -> tuple[Span, ...]:
    """Return the clock lines, each with the line end after it, and the turns' marks."""
    clocks = (
        Span(
            _line_start(source.text, shown, edges, code.span.start),
            _past_line_end(source.text, code.span.end),
        )
        for code in source.timecodes
    )
    return merged([*clocks, *(turn.mark for turn in source.turns)])


def _line_start(text: str, shown: Shown, edges: Container[int], at: int) -> int:
    """Return where the line ends before a clock begin, if nothing is drawn before them."""
    start = at
    while start > 0 and text[start - 1] in "\r\n":
        start -= 1
    is_edge = start == 0 or start in edges or shown.line_end(start - 1, start) >= 0
    return start if is_edge else at


def _past_line_end(text: str, at: int) -> int:
    if text.startswith("\r\n", at):
        return at + 2
    return at + 1 if text[at : at + 1] in ("\n", "\r") else at
