"""How one text became another: which of its words stand where in the other.

Whole sentences are matched first, then words in what is left between them, last what was
moved past something else. Knows texts, not what is tagged in them.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

from nkreader.model.span import Span
from nkreader.text.patience import common, runs
from nkreader.text.words import Vocabulary, Words

# Runs of words that are looked for between sentences that are the same, the longest first.
_SIZES = (6, 3, 1)
# So many words in a row that stood and stand once were moved together.
_MOVED = 6
# As many words in a row hardly agree by chance; and such a share of either text is needed.
_SOLID = 6
_RELATED = 0.3


class Side:
    """One of two texts: its words, and in ``others`` which word of the other text each is.

    -1 stands for none.
    """

    def __init__(self, text: str, vocabulary: Vocabulary) -> None:
        """Cut a text into words, of which nothing is known yet."""
        self.text = text
        self.words = Words(text, vocabulary)
        self.others = array("q", [-1]) * len(self.words)

    def left_over(self, size: int) -> Iterator[tuple[Hashable, int]]:
        """Yield the runs of ``size`` words that are none of the other text, and their places."""
        start = 0
        while start < len(self.words):
            end = start
            while end < len(self.words) and self.others[end] < 0:
                end += 1
            places = range(start, end)
            yield from zip(runs(self.words.numbers, start, end, size), places, strict=False)
            start = end + 1

    def is_known(self, span: Span) -> bool:
        """Tell whether a passage stands in the other text too, word by word in a row."""
        words = self.words.within(span)
        first = self.others[words.start] if words else -1
        return first >= 0 and all(self.others[k] == first + n for n, k in enumerate(words))

    def reach(self, span: Span, most: int) -> Span:
        """Return the stretch around a passage with ``most`` known words on either side of it."""
        words, known = self.words.within(span), self._known
        first = bisect_right(known, known[words.start] - most) - 1
        last = bisect_left(known, known[words.stop] + most)
        return Span(
            self.words.starts[first] if first > 0 else 0,
            self.words.ends[last - 1] if last < len(known) else len(self.text),
        )

    @cached_property
    def _known(self) -> Sequence[int]:
        """How many words before each one, and before the end, are known in the other text."""
        return array("q", accumulate((other >= 0 for other in self.others), initial=0))


class Alignment:
    """Two versions of a text, ``old`` and ``new``.

    ``related`` tells whether they have enough in common to be that.
    """

    def __init__(self, old: str, new: str) -> None:
        """Compare two texts, in a time that grows with their length only."""
        vocabulary = Vocabulary()
        self.old, self.new = Side(old, vocabulary), Side(new, vocabulary)
        self._match_in_order()
        self._moved: set[int] = set()
        self._match_moved()
        shorter = min(len(self.old.words), len(self.new.words))
        self.related = self._solid() >= _RELATED * shorter

    def has_moved(self, span: Span) -> bool:
        """Tell whether any word of a passage of the old text was moved past something else."""
        return not self._moved.isdisjoint(self.old.words.within(span))

    def _match_in_order(self) -> None:
        ours, theirs = [*self.old.words.segments()], [*self.new.words.segments()]
        names: dict[tuple[int, ...], int] = {}
        i = j = 0
        for match in common(
            _named(self.old.words, ours, names), _named(self.new.words, theirs, names)
        ):
            for k in range(match.length):
                here, there = ours[match.old + k], theirs[match.new + k]
                self._match_words(range(i, here.start), range(j, there.start))
                self._join(here.start, there.start, len(here))
                i, j = here.stop, there.stop
        self._match_words(range(i, len(self.old.words)), range(j, len(self.new.words)))

    def _match_words(self, ours: range, theirs: range) -> None:
        if not ours or not theirs:
            return
        old = self.old.words.numbers[ours.start : ours.stop]
        new = self.new.words.numbers[theirs.start : theirs.stop]
        for match in common(old, new, _SIZES):
            self._join(ours.start + match.old, theirs.start + match.new, match.length)

    def _match_moved(self) -> None:
        """Match runs of words left over on both sides that each text has once in all."""
        theirs = dict(self.new.left_over(_MOVED))
        both = [(run, i) for run, i in self.old.left_over(_MOVED) if run in theirs]
        wanted = {run for run, _ in both}
        once = wanted and _once(self.old.words, wanted) & _once(self.new.words, wanted)
        for run, i in both:
            if run in once:
                self._match_around(i, theirs[run])

    def _match_around(self, i: int, j: int) -> None:
        """Match two words and those beside them, as far as they are the same and left over."""
        for step in (-1, 1):
            a, b = (i, j) if step < 0 else (i + 1, j + 1)
            while self._are_left_over(a, b):
                self._join(a, b)
                self._moved.add(a)
                a, b = a + step, b + step

    def _are_left_over(self, i: int, j: int) -> bool:
        old, new = self.old, self.new
        return (
            0 <= i < len(old.words)
            and 0 <= j < len(new.words)
            and old.others[i] < 0
            and new.others[j] < 0
            and old.words.numbers[i] == new.words.numbers[j]
        )

    def _join(self, i: int, j: int, length: int = 1) -> None:
        """Note that the words of the old text from ``i`` on are those of the new from ``j`` on."""
        for k in range(length):
            self.old.others[i + k] = j + k
            self.new.others[j + k] = i + k

    def _solid(self) -> int:
        """Return how many words stand in runs that are the same in both texts."""
        total = length = 0
        last = -2
        for j in self.old.others:
            length = length + 1 if j >= 0 and j == last + 1 else int(j >= 0)
            total += _SOLID if length == _SOLID else int(length > _SOLID)
            last = j
        return total


def _named(words: Words, segments: Sequence[range], names: dict[tuple[int, ...], int]) -> list[int]:
    """Return a number for each segment, the same for those of the same words."""
    numbers = words.numbers
    return [
        names.setdefault(tuple(numbers[each.start : each.stop]), len(names)) for each in segments
    ]


def _once(words: Words, wanted: set[Hashable]) -> set[Hashable]:
    """Return which of the ``wanted`` runs a text has exactly once."""
    numbers = words.numbers
    found = Counter(run for run in runs(numbers, 0, len(numbers), _MOVED) if run in wanted)
    return {run for run, count in found.items() if count == 1}
