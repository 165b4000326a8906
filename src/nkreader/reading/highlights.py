"""What is highlighted where: stretches of a row and the marks that lie on each.

Knows names of marks, not their looks.
"""

from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from nkreader.model.span import Span


class Mark(Struct, frozen=True):
    """A named mark on a span."""

    span: Span
    name: str


class Run(Struct, frozen=True):
    """A stretch on which the same marks lie, in the order they were given."""

    span: Span
    names: tuple[str, ...]


def runs(row: Span, marks: Iterable[Mark]) -> tuple[Run, ...]:
    """Return ``row`` cut where a mark begins or ends."""
    here = [mark for mark in marks if mark.span.overlaps(row)]
    edges = {row.start, row.end}
    for mark in here:
        edges.add(max(mark.span.start, row.start))
        edges.add(min(mark.span.end, row.end))
    cuts = sorted(edges)
    return tuple(
        Run(Span(a, b), tuple(mark.name for mark in here if mark.span.start <= a < mark.span.end))
        for a, b in pairwise(cuts)
    )
