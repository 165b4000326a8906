"""Spans without the white space at their ends."""

from nkreader.model.span import Span


def trimmed(text: str, start: int, end: int) -> Span:
    """Return ``start`` to ``end`` without white space at its ends, empty if there is nothing else.

    An empty result lies at ``end``.
    """
    piece = text[start:end]
    inner = piece.lstrip()
    start = end - len(inner)
    return Span(start, start + len(inner.rstrip()))
