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

# A word may begin after a digit: dates are glued to names in transcripts.
# Most places lie behind one of 26 letters: that alone is told sooner.
_BEGINS = r"(?<![a-z])(?<![^\W\d_])"
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

    A blank in a name stands for any run of blanks in the text.
    """

    def __init__(self, names: Mapping[str, T]) -> None:
        self._names = {name: value for name, value in names.items() if _FIRST_WORD.match(name)}
        source = alternation(self._names).replace("\\ ", " +") if self._names else r"(?!)"
        self._search = re.compile(f"{_BEGINS}(?:{source}){_ENDS}").search

    def next_from(self, folded: str, at: int) -> re.Match[str] | None:
        """Return where the next name stands, the longest of those that begin there."""
        return self._search(folded, at)

    def named(self, found: re.Match[str]) -> T:
        """Return what the name that was ``found`` stands for."""
        written = found.group()
        value = self._names.get(written)
        return self._names[one_spaced(written)] if value is None else value

    def first_word_end(self, found: re.Match[str]) -> int:
        """Return where the first word of the name that was ``found`` ends."""
        return _FIRST_WORD.match(found.string, found.start()).end()  # type: ignore[union-attr]

    def shorter(self, found: re.Match[str]) -> Iterator[tuple[int, T]]:
        """Yield the end and the value of each shorter name that begins there, longest first."""
        written, start = found.group(), found.start()
        ends = [token.end() for token in _TOKEN.finditer(written)]
        for end in reversed(ends[:-1]):
            value = self._names.get(one_spaced(written[:end]))
            if value is not None:
                yield start + end, value
