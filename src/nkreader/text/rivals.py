"""Who could have become what: whether a place is the only one that a passage can have come to.

The same words stand in many places, and a text that lost one of two says nowhere which. A
match is a passage of the old text and a place in the new one; it is certain if every rival, a
match of either of them with something else, is worse.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from nkreader.model.span import Span
from nkreader.text.alignment import Alignment, Side

_TELLING = 32  # a quote of this length hardly stands twice by chance
_PROOF = 4  # words beside a shorter one that must be the same, before and after in all
_FAR = 64  # words beside a passage that are looked at, at most
_CROWD = 500  # rivals beyond which all is in doubt


class _Agreement(NamedTuple):
    """How many words before and after a passage are the same before and after a place."""

    before: int
    after: int

    def beats(self, other: "_Agreement") -> bool:
        """Tell whether this is better on one side, and on neither worse."""
        return self != other and self.before >= other.before and self.after >= other.after


def is_certain(alignment: Alignment, passage: Span, place: Span) -> bool:
    """Tell whether ``passage`` of the old text, and nothing else, has become ``place``.

    The same code points stand at both.
    """
    agreement = _agreement(alignment, passage, place)
    if passage.end - passage.start < _TELLING and sum(agreement) < _PROOF:
        return False
    anywhere = alignment.has_moved(passage)
    ours = islice(_rivals(alignment.old, passage, anywhere=anywhere), _CROWD)
    theirs = islice(_rivals(alignment.new, place, anywhere=anywhere), _CROWD)
    others = [*((each, place) for each in ours), *((passage, each) for each in theirs)]
    return len(others) < _CROWD and all(
        agreement.beats(_agreement(alignment, *other)) for other in others
    )


def _rivals(side: Side, passage: Span, *, anywhere: bool) -> Iterator[Span]:
    """Yield where else the words of a passage stand that may have changed places with it.

    They may where one of them is not known in the other text: it, or any between. Unless the
    passage can have come from ``anywhere``, no more than a few known words lie between them.
    """
    for step in (-1, 1):
        between: list[Span] = []
        at = passage
        while beyond := _next(side, at, step, anywhere=anywhere):
            at = beyond
            between.append(at)
            if not side.is_known(at):
                yield from between
                between.clear()


def _next(side: Side, passage: Span, step: int, *, anywhere: bool) -> Span | None:
    """Return the nearest place of the same words, after (-1: before) a passage."""
    reach = Span(0, len(side.text)) if anywhere else side.reach(passage, _FAR)
    quote = passage.of(side.text)
    if step < 0:
        found = side.text.rfind(quote, reach.start, passage.end - 1)
    else:
        found = side.text.find(quote, passage.start + 1, reach.end)
    return Span(found, found + len(quote)) if found >= 0 else None


def _agreement(alignment: Alignment, passage: Span, place: Span) -> _Agreement:
    old, new = alignment.old.words, alignment.new.words
    ours, theirs = old.within(passage), new.within(place)
    before = _same(
        (old.numbers[k] for k in reversed(range(ours.start))),
        (new.numbers[k] for k in reversed(range(theirs.start))),
    )
    after = _same(
        (old.numbers[k] for k in range(ours.stop, len(old))),
        (new.numbers[k] for k in range(theirs.stop, len(new))),
    )
    # Where both texts begin, or end, no more could be the same.
    begin = ours.start == theirs.start == before
    end = len(old) - ours.stop == len(new) - theirs.stop == after
    return _Agreement(_FAR if begin else before, _FAR if end else after)


def _same(ours: Iterable[int], theirs: Iterable[int]) -> int:
    """Count the first numbers that are the same, up to ``_FAR``."""
    count = 0
    for one, other in islice(zip(ours, theirs, strict=False), _FAR):
        if one != other:
            break
        count += 1
    return count
