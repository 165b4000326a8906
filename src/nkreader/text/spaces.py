"""White space: taken off the ends of a stretch, or made one space wherever it is."""

import re

from nkreader.model.span import Span

_INK = re.compile(r"\S")


def trimmed(text: str, start: int, end: int) -> Span:
    """Return ``start`` to ``end`` without white space at its ends; empty, at ``end``, if all is."""
    first = _INK.search(text, start, end)
    if not first:
        return Span(end, end)
    while text[end - 1].isspace():
        end -= 1
    return Span(first.start(), end)


def one_spaced(text: str) -> str:
    """Return ``text`` with every run of white space as one space, none at its ends."""
    return " ".join(text.split())
