"""Which words of a passage were replaced by which, when it was edited."""

from collections.abc import Iterator
from typing import NamedTuple

from nkreader.model.span import Span
from nkreader.text.alignment import Alignment
from nkreader.text.words import Words


class Replaced(NamedTuple):
    """A stretch of the old words and the one that stands for it now; either may be empty."""

    old: Span
    new: Span


def rewording(old: str, new: str) -> tuple[Replaced, ...]:
    """Return what differs between two wordings, in order; white space makes no difference."""
    alignment = Alignment(old, new)
    ours, theirs = alignment.old.words, alignment.new.words
    out: list[Replaced] = []
    i = j = 0
    for a, b in (*_kept(alignment), (len(ours), len(theirs))):
        if a > i or b > j:
            out.append(Replaced(_stretch(ours, i, a), _stretch(theirs, j, b)))
        i, j = a + 1, b + 1
    return tuple(out)


def _kept(alignment: Alignment) -> Iterator[tuple[int, int]]:
    """Yield the words that are the same to the letter, in the order of both wordings."""
    ours, theirs = alignment.old.words, alignment.new.words
    last = -1
    for i, j in enumerate(alignment.old.others):
        if j > last and _letters(ours, i) == _letters(theirs, j):
            yield i, j
            last = j


def _letters(words: Words, k: int) -> str:
    return words.text[words.starts[k] : words.ends[k]]


def _stretch(words: Words, first: int, end: int) -> Span:
    """Return the code points from word ``first`` to ``end`` (exclusive)."""
    if first < end:
        return Span(words.starts[first], words.ends[end - 1])
    at = words.ends[end - 1] if end else 0
    return Span(at, at)
