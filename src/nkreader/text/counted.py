"""Numbers with what they count, in words, and the first few of many names."""

from collections.abc import Sequence

_NAMED = 5


def counted(number: int, noun: str) -> str:
    """Return a number with its noun, as in "1 row" and "2 rows"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def some(names: Sequence[str]) -> str:
    """Return the first few names in a row, with a sign that there are more."""
    return ", ".join(names[:_NAMED]) + (", …" if len(names) > _NAMED else "")
