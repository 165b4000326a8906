"""Where a text quotes: stretches between quotation marks, untidy ones too."""

import re
from collections.abc import Iterator

from nkreader.model.span import Span

_MARK = re.compile(r"[“”„\"«»]")
_OPENS_AFTER = "([{—–-/"


def quotations(prose: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the quoted stretches between ``start`` and ``end``, marks included.

    A mark is read by what stands before it, not by its shape, since shapes are often
    wrong: after a space it opens, after a letter or a stop it closes. A first one that
    closes what nothing opened quotes its paragraph from the beginning, one that is
    never closed quotes it to the end.
    """
    return tuple(
        found for part in _paragraphs(prose, start, end) for found in _quotations(prose, part)
    )


def _quotations(prose: str, paragraph: Span) -> Iterator[Span]:
    opened: int | None = None
    first = True
    for match in _MARK.finditer(prose, *paragraph):
        at = match.start()
        if _opens(prose, at, paragraph.start):
            opened = at if opened is None else opened
            continue
        if opened is not None or first:
            yield Span(paragraph.start if opened is None else opened, at + 1)
        opened, first = None, False
    if opened is not None:
        yield Span(opened, paragraph.end)


def _opens(prose: str, at: int, start: int) -> bool:
    before = prose[at - 1] if at > start else " "
    return before.isspace() or before in _OPENS_AFTER


def _paragraphs(prose: str, start: int, end: int) -> Iterator[Span]:
    while start < end:
        stop = prose.find("\n", start, end)
        stop = end if stop < 0 else stop
        if stop > start:
            yield Span(start, stop)
        start = stop + 1
