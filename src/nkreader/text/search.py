"""Literal search in prose, as a reader types it.

Case, hyphens, the kind of quotation mark and the amount of white space make no difference:
white space and hyphens of the query stand for any run of them, over line ends and clock
lines that prose flows over, never over a hard break.
"""

import re
from collections.abc import Iterator

from nkreader.model.span import Span
from nkreader.text.regex import regex

_HYPHENS = r"\-‐‑–"
_ALIKE = ("'’‘ʼ", '"“”')

_QUERY_GAP = regex(rf"[\s{_HYPHENS}]+")
_GAP = rf"(?:[^\S\n]|[{_HYPHENS}])++"
_VARIANTS = {sign: f"[{signs}]" for signs in _ALIKE for sign in signs}


def search(prose: str, query: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the places of ``query`` between ``start`` and ``end``, in order, none overlapping.

    A query without a letter, digit or sign has none.
    """
    words = [word for word in _QUERY_GAP.split(query) if word]
    if not words:
        return
    pattern = re.compile(_GAP.join(map(_literal, words)), re.IGNORECASE)
    stop = len(prose) if end is None else end
    for found in pattern.finditer(prose, start, stop):
        yield Span(*found.span())


def _literal(word: str) -> str:
    return "".join(_VARIANTS.get(sign) or re.escape(sign) for sign in word)
