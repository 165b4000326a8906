"""Many names in one reading: an index that finds where any of them stands in a text.

Knows folded strings and nothing else: not what a name means, nor whether it counts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Generic, TypeVar

from nkreader.text.spaces import one_spaced

T = TypeVar("T")

_FIRST_WORD = re.compile(r"[^\w ]*\w+")
# A word or one mark.
_TOKEN = re.compile(r"\w+|[^\w ]")

# What a name stands behind. Places behind one of 26 letters, which most are, are passed over
# at once; what else is a letter is told only where a name was found.
_BEFORE = r"[^a-z]"
# A name may begin after a digit: dates are glued to names in transcripts.
_LETTER = re.compile(r"[^\W\d_]")
# A name may end in the middle of what a forgotten blank joins, but not of a word.
_ENDS = r"(?!\B\w)"


def alternation(words: Iterable[str]) -> str:
    """Return a regular expression that matches the words, the longest that fits first.

    Words that begin alike become one branch, so that matching does not try each in turn.
    """
    return _branches(sorted(set(words)), 0)


def _branches(words: list[str], depth: int) -> str:
    """Return the expression for what of sorted `words` follows their first `depth` characters."""
    if len(words) == 1:
        return re.escape(words[0][depth:])
    first, last = words[0], words[-1]
    shared = depth
    while shared < len(first) and first[shared] == last[shared]:
        shared += 1
    ends_here = len(first) == shared
    branches: list[str] = []
    for _, group in groupby(words[ends_here:], key=itemgetter(shared)):
        branches.append(_branches(list(group), shared))
    inner = f"(?:{'|'.join(branches)}){'?' * ends_here}"
    return re.escape(first[depth:shared]) + inner


class NameIndex(Generic[T]):
    """Folded names and what each stands for.

    A blank in a name stands for any run of blanks in the text. The text begins with a character
    that is no letter: no name stands at its very beginning.
    """

    def __init__(self, names: Mapping[str, T]) -> None:
        self._names = {name: value for name, value in names.items() if _FIRST_WORD.match(name)}
        source = alternation(self._names).replace("\\ ", " +") if self._names else r"(?!)"
        self._search = re.compile(f"{_BEFORE}({source}){_ENDS}").search

    def next_from(self, folded: str, at: int) -> tuple[int, int, T] | None:
        """Return the next name, the longest of those that begin there: from, to, its value."""
        found = self._search(folded, at - 1)
        while found is not None:
            start, end = found.span(1)
            before = folded[start - 1]
            if before < "\x80" or not _LETTER.match(before):
                written = folded[start:end]
                value = self._names.get(written)
                return start, end, self._names[one_spaced(written)] if value is None else value
            found = self._search(folded, start)
        return None

    def shorter(self, folded: str, start: int, end: int) -> Iterator[tuple[int, T]]:
        """Yield the end and the value of each shorter name that begins there, longest first."""
        ends = [token.end() for token in _TOKEN.finditer(folded, start, end)]
        for stop in reversed(ends[:-1]):
            value = self._names.get(one_spaced(folded[start:stop]))
            if value is not None:
                yield stop, value


def first_word_end(folded: str, start: int) -> int:
    """Return where the first word of the name that begins at ``start`` ends."""
    return _FIRST_WORD.match(folded, start).end()  # type: ignore[union-attr]
