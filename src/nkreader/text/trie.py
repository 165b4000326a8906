"""Many names in one reading: an index that finds where any of them stands in a text.

Knows folded strings and nothing else: not what a name means, nor whether it counts.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Generic, TypeVar

T = TypeVar("T")

_FIRST_WORD = re.compile(r"[^\w ]*\w+")
# A word or one mark, and the blanks before it.
_TOKEN = re.compile(r"( *)(\w+|[^\w ])")

# A word may begin after a digit: dates are glued to names in transcripts.
_BEGINS = r"(?<![^\W\d_])"
_ENDS = r"(?!\w)"


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


class _Node(Generic[T]):
    """A point in the tree of names; `value` is set where a name ends."""

    __slots__ = ("then", "value")

    def __init__(self) -> None:
        self.then: dict[str, _Node[T]] = {}
        self.value: T | None = None


class NameIndex(Generic[T]):
    """Folded names and what each stands for.

    Only first words go into the regular expression, which makes it quick to build; the
    rest of a name is walked, token by token, where its first word was found. A blank in
    a name stands for any run of blanks in the text.
    """

    def __init__(self, names: Mapping[str, T]) -> None:
        self._roots: dict[str, _Node[T]] = {}
        for name, value in names.items():
            first = _FIRST_WORD.match(name)
            if first is None:
                continue
            node = self._roots.setdefault(first.group(), _Node())
            for token in _TOKEN.finditer(name, first.end()):
                node = node.then.setdefault(_step(token), _Node())
            node.value = value
        source = alternation(self._roots) if self._roots else r"(?!)"
        self._pattern = re.compile(f"{_BEGINS}(?:{source}){_ENDS}")

    def first_words(self, folded: str) -> Iterator[re.Match[str]]:
        """Yield where the first word of any name stands, in order."""
        return self._pattern.finditer(folded)

    def names_at(self, folded: str, first: re.Match[str]) -> list[tuple[int, T]]:
        """Return the end and the value of each name that begins with `first`, longest first."""
        node, at = self._roots[first.group()], first.end()
        found: list[tuple[int, T]] = []
        while True:
            if node.value is not None:
                found.append((at, node.value))
            token = _TOKEN.match(folded, at) if node.then else None
            after = node.then.get(_step(token)) if token else None
            if token is None or after is None:
                found.reverse()
                return found
            node, at = after, token.end()


def _step(token: re.Match[str]) -> str:
    return f" {token[2]}" if token[1] else token[2]
