"""Clusters: what a reader takes for one character, and a cursor does not divide.

A letter with its marks, what joiners hold together, a flag of two letters.
"""

from nkreader.model.span import Span
from nkreader.reading import cells
from nkreader.text.display import NO_WIDTH, visible

_JOINER = "\u200d"
_FLAG_LETTERS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))
# Code points before one that decide how it is shown.
_BEFORE = 3


def is_edge(text: str, at: int) -> bool:
    """Tell whether a cluster of ``text`` begins or ends at ``at``."""
    if at <= 0 or at >= len(text) or (text[at] < "\x7f" and text[at - 1] < "\x7f"):
        return True
    if text[at].isspace() or text[at - 1] == "\n":
        return True
    if text[at] in _FLAG_LETTERS:
        return not _flag_letters_before(text, at) % 2
    low = max(0, at - _BEFORE)
    shown = visible(text[low : at + 2])
    joined = text[at - 1] == _JOINER and shown[at - low - 1] == NO_WIDTH
    return not joined and cells.width(shown[at - low]) > 0


def cluster_at(text: str, offset: int) -> Span:
    """Return the cluster that holds ``offset``, which lies in ``text``."""
    start, end = offset, offset + 1
    while not is_edge(text, start):
        start -= 1
    while not is_edge(text, end):
        end += 1
    return Span(start, end)


def _flag_letters_before(text: str, at: int) -> int:
    start = at
    while start and text[start - 1] in _FLAG_LETTERS:
        start -= 1
    return at - start
