"""The words of a text as numbers, so that two texts can be compared word by word.

A word is a run of letters and digits, or a single other sign that is no white space. Words
that differ in case, in the kind of quotation mark or in how an accent is encoded are the same.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from nkreader.model.span import Span
from nkreader.text.fold import fold

# Combining marks belong to the letter before them.
_WORD = re.compile(r"\w[\w\u0300-\u036f]*|\S")
_PARAGRAPH = re.compile(r"\n[ \t\r]*\n|\r[ \t]*\r")
_STOPS = frozenset(".!?")
# A stop ends a segment only after as many words: abbreviations have stops too.
_SHORTEST = 5


class Vocabulary(dict[str, int]):
    """Numbers of words, given out as words are met."""

    def __missing__(self, word: str) -> int:
        """Give a word its number."""
        plain = word if word.isascii() else unicodedata.normalize("NFC", word)
        number = self[word] = self[plain] if plain != word else len(self)
        return number


class Words:
    """The words of ``text``: where each begins and ends, in code points, and its number."""

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        """Cut a text into words; texts that are compared share a vocabulary."""
        self.text = text
        folded = fold(text)
        spans = [match.span() for match in _WORD.finditer(folded)]
        self.starts = array("q", (start for start, _ in spans))
        self.ends = array("q", (end for _, end in spans))
        self.numbers = [vocabulary[folded[start:end]] for start, end in spans]
        self._stops = {vocabulary[stop] for stop in _STOPS}

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.numbers)

    def within(self, span: Span) -> range:
        """Return which words share a code point with ``span``."""
        return range(bisect_right(self.ends, span.start), bisect_left(self.starts, span.end))

    def weight(self, first: int, end: int) -> int:
        """Return how many code points the words ``first`` to ``end`` (exclusive) have."""
        return sum(self.ends[k] - self.starts[k] for k in range(first, end))

    def segments(self) -> Iterator[range]:
        """Yield the words of each stretch from stop to stop, or to the end of a paragraph.

        Where one ends depends on the words near it only: far from a change, two versions of
        a text are cut alike.
        """
        breaks = [match.start() for match in _PARAGRAPH.finditer(self.text)]
        paragraphs = sorted({0, *(bisect_left(self.starts, at) for at in breaks), len(self)})
        for begin, end in pairwise(paragraphs):
            first = begin
            for k in range(begin, end):
                if self.numbers[k] in self._stops and k - first >= _SHORTEST:
                    yield range(first, k + 1)
                    first = k + 1
            if first < end:
                yield range(first, end)
