"""Phrases as patterns of words, and where any of many of them stands among words.

A phrase is words, apart by spaces. In it ``a|b`` is either word, ``deny~`` any form of
`deny` (denies, denied, denying), ``...`` up to three words, and a leading ``^`` the first
word of a sentence. Nothing else has a meaning, so that no phrase can take long.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct, field

from nkreader.text.fold import fold

WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LONGEST = 8  # words of a phrase
_WIDEST = 3  # words that a gap stands for
_MOST_GAPS = 2
_CHOICES = 40  # words at one place of a phrase
_GAP = frozenset[str]()
_START = "^"
_VOWELS = "aeiou"


class Found(NamedTuple):
    """A phrase of group ``number``, at the words ``first`` to ``end`` (exclusive)."""

    number: int
    first: int
    end: int


class Pattern(NamedTuple):
    """The words that may stand at each place; an empty set is a gap."""

    places: tuple[frozenset[str], ...]
    opens: bool


def words(folded: str, start: int, end: int) -> list[str]:
    """Return the words of folded text between two offsets."""
    return WORD.findall(folded, start, end)


def pattern(phrase: str) -> Pattern:
    """Return what a phrase means; ValueError says, in a few words, what is wrong with it."""
    pieces = _folded(phrase).split()
    opens = bool(pieces) and pieces[0] == _START
    places = tuple(_place(piece) for piece in pieces[opens:])
    if not places:
        raise ValueError("has no word")
    if len(places) > _LONGEST:
        raise ValueError(f"has more than {_LONGEST} words")
    if _GAP in (places[0], places[-1]):
        raise ValueError("begins or ends with a gap")
    if places.count(_GAP) > _MOST_GAPS:
        raise ValueError(f"has more than {_MOST_GAPS} gaps")
    return Pattern(places, opens)


def _folded(phrase: str) -> str:
    """Return a phrase as text is folded."""
    return fold(phrase.replace(_START, f"{_START} "))


def forms(word: str) -> frozenset[str]:
    """Return a regular verb or noun in all its forms."""
    if word.endswith("e"):
        return frozenset((word, word + "s", word + "d", word[:-1] + "ing"))
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return frozenset((word, word[:-1] + "ies", word[:-1] + "ied", word + "ing"))
    plural = "es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s"
    found = {word, word + plural, word + "ed", word + "ing"}
    if word[-1:] not in _VOWELS + "wxy" and word[-2:-1] in tuple(_VOWELS):
        found |= {word + word[-1] + "ed", word + word[-1] + "ing"}
    return frozenset(found)


def _place(piece: str) -> frozenset[str]:
    if piece == "...":
        return _GAP
    found: set[str] = set()
    for choice in piece.split("|"):
        stem = choice.removesuffix("~")
        if not WORD.fullmatch(stem):
            raise ValueError(f"has “{choice}”, which is no word")
        found |= forms(stem) if stem != choice else {stem}
    if len(found) > _CHOICES:
        raise ValueError(f"has more than {_CHOICES} words at one place")
    return frozenset(found)


class _Beginnings(Struct, frozen=True):
    """Patterns that begin with one word: that word ``alone``, or by what may be the second.

    ``wide`` ones go on with a gap.
    """

    alone: list[tuple[int, Pattern]] = field(default_factory=list)
    by_second: dict[str, list[tuple[int, Pattern]]] = field(default_factory=dict)
    wide: list[tuple[int, Pattern]] = field(default_factory=list)

    def add(self, number: int, one: Pattern) -> None:
        """Take a pattern in."""
        if len(one.places) == 1:
            self.alone.append((number, one))
        elif not one.places[1]:
            self.wide.append((number, one))
        for word in one.places[1] if len(one.places) > 1 else ():
            self.by_second.setdefault(word, []).append((number, one))


class PatternIndex:
    """Groups of patterns, looked for together in one reading of the words."""

    def __init__(self, groups: Iterable[Iterable[Pattern]]) -> None:
        """Take groups; what is found is told by the group's number."""
        self._from: dict[str, _Beginnings] = defaultdict(_Beginnings)
        for number, patterns in enumerate(groups):
            for one in patterns:
                for word in one.places[0]:
                    self._from[word].add(number, one)
        self._from = dict(self._from)

    def find(self, words: Sequence[str]) -> tuple[Found, ...]:
        """Return what stands in the words, in order, without what lies in something longer."""
        found: list[Found] = []
        known = self._from
        for at, word in enumerate(words):
            if word in known:
                _note(found, known[word], words, at)
        return tuple(_outermost(found)) if len(found) > 1 else tuple(found)


def _note(found: list[Found], here: _Beginnings, words: Sequence[str], at: int) -> None:
    """Add what begins at a word."""
    for number, one in here.alone:
        if not at or not one.opens:
            found.append(Found(number, at, at + 1))
    following = words[at + 1] if at + 1 < len(words) else ""
    further = here.by_second.get(following)
    if further or here.wide:
        for number, one in (*(further or ()), *here.wide):
            end = 0 if at and one.opens else _end(words, at + 1, one.places, 1)
            if end:
                found.append(Found(number, at, end))


def _end(words: Sequence[str], at: int, places: tuple[frozenset[str], ...], place: int) -> int:
    """Return where the rest of a pattern ends among the words, 0 where it does not fit."""
    for further in range(place, len(places)):
        choices = places[further]
        if not choices:
            tries = (_end(words, at + skip, places, further + 1) for skip in range(_WIDEST + 1))
            return next((end for end in tries if end), 0)
        if at >= len(words) or words[at] not in choices:
            return 0
        at += 1
    return at


def _outermost(found: list[Found]) -> Iterator[Found]:
    """Yield what lies in nothing longer."""
    reach = -1
    found.sort(key=lambda one: (one.first, -one.end))
    longest: tuple[int, int] = (-1, -1)
    for one in found:
        if one.end > reach or (one.first, one.end) == longest:
            yield one
        if one.end > reach:
            reach, longest = one.end, (one.first, one.end)
