"""White space: taken off the ends of a stretch, or made one space wherever it is."""

from nkreader.model.span import Span
from nkreader.text.regex import regex

# What some programs trim besides white space: zero-width space, marks of direction, BOM.
_ROOMLESS = frozenset("\u200b\u200e\u200f\ufeff")
_INK = regex(r"\S")


def trimmed(text: str, start: int, end: int) -> Span:
    """Return ``start`` to ``end`` without white space at its ends; empty, at ``end``, if all is."""
    first = _INK.search(text, start, end)
    if not first:
        return Span(end, end)
    while text[end - 1].isspace():
        end -= 1
    return Span(first.start(), end)


def inked(text: str, span: Span) -> Span:
    """Return ``span`` without blanks at its ends: white space, and marks that take no room.

    It is empty where there is nothing else.
    """
    start, end = span
    while start < end and _is_blank(text[start]):
        start += 1
    while start < end and _is_blank(text[end - 1]):
        end -= 1
    return Span(start, end)


def one_spaced(text: str) -> str:
    """Return ``text`` with every run of white space as one space, none at its ends."""
    return " ".join(text.split())


def _is_blank(char: str) -> bool:
    return char.isspace() or char in _ROOMLESS
