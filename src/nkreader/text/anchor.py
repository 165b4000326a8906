"""Anchors: a passage described so that it is found again after its text was edited.

Knows texts and quotes; must not know sources, files or hashes. A passage is found by the
identical quote only. What else could be it is for whoever can ask.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Self

from msgspec import Struct

from nkreader.model.annotation import AnchorState, Annotation
from nkreader.model.span import Span
from nkreader.text.fold import fold
from nkreader.text.spaces import one_spaced

# How a text holds a passage, and where.
Anchor = tuple[AnchorState, Span | None]

CONTEXT = 32  # code points kept on either side of a quote

_TELLING = 32  # a quote of this length hardly stands twice by chance
_HINT = 8  # code points of agreeing context that tell something
_PROOF = 24  # and that tell one place of a short quote from all others
_WINDOW = 2 * CONTEXT  # code points of today's text compared with a side's context
_CROWD = 2000  # places of one quote beyond which parts of its context tell too little


def describe(text: str, span: Span) -> tuple[str, str, str]:
    """Return the quote of ``span``, and what stands before and after it."""
    before = text[max(0, span.start - CONTEXT) : span.start]
    return span.of(text), before, text[span.end : span.end + CONTEXT]


def locate(text: str, annotation: Annotation) -> Anchor:
    """Return how ``text`` holds the passage of ``annotation``, and where.

    ``EXACT`` at its own offsets; ``MOVED`` where the quote stands elsewhere and context tells
    it from its like; ``ORPHAN`` and None where it is gone, in doubt, or was never a span.
    """
    start, quote = annotation.start, annotation.quote
    if start < 0 or not quote or annotation.end - start != len(quote):
        return AnchorState.ORPHAN, None
    if _frame_stands(text, annotation):
        return AnchorState.EXACT, annotation.span
    found = _likeliest(text, annotation)
    if found is None:
        return AnchorState.ORPHAN, None
    state = AnchorState.EXACT if found == start else AnchorState.MOVED
    return state, Span(found, found + len(quote))


def _frame_stands(text: str, annotation: Annotation) -> bool:
    """Tell whether quote and context stand at the annotation's offsets, unchanged."""
    first = annotation.start - len(annotation.prefix)
    return first >= 0 and text.startswith(_frame(annotation), first)


def _frame(annotation: Annotation) -> str:
    return annotation.prefix + annotation.quote + annotation.suffix


def _likeliest(text: str, annotation: Annotation) -> int | None:
    """Return the one place of the quote that its context singles out, if there is one.

    The place where most context agrees wins; of equals, only the one at the old offsets can.
    """
    context = _Context.of(annotation)
    places = _places(text, annotation)
    agreeing = {place: context.agreement(text, place) for place in places}
    most = max(agreeing.values(), default=0)
    best = [place for place, count in agreeing.items() if count == most]
    if annotation.start in best and most >= (context.all if context.has_twin else _HINT):
        return annotation.start
    return best[0] if len(best) == 1 and most >= context.needed else None


def _places(text: str, annotation: Annotation) -> set[int]:
    """Return where the quote stands.

    Of a crowd only the places are returned that offsets or the whole context point to; of
    places that overlap each other not all are.
    """
    quote, frame = annotation.quote, _frame(annotation)
    pointed = {at + len(annotation.prefix) for at in islice(occurrences(text, frame, step=1), 2)}
    if text.startswith(quote, annotation.start):
        pointed.add(annotation.start)
    places = set(islice(occurrences(text, quote, step=len(quote)), _CROWD))
    return pointed if len(places) == _CROWD else places | pointed


def occurrences(text: str, part: str, *, step: int) -> Iterator[int]:
    """Yield where ``part`` stands, looking on ``step`` code points after each place."""
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + step)


class _Context(Struct, frozen=True):
    """What stood beside a quote of some length, from the quote outwards, made comparable."""

    length: int
    before: str
    after: str
    has_twin: bool
    """Whether the quote begins anew beside itself: of the two, either may be gone."""

    @classmethod
    def of(cls, annotation: Annotation) -> Self:
        length = len(annotation.quote)
        nearest = CONTEXT // 2 if length >= _TELLING else CONTEXT
        before = _comparable(annotation.prefix)[::-1][:nearest]
        after = _comparable(annotation.suffix)[:nearest]
        # Of a quote only as much is compared as there is of context.
        quote = _comparable(annotation.quote[: 2 * CONTEXT])
        tail = _comparable(annotation.quote[-2 * CONTEXT :])[::-1]
        twin = _begins_alike(after, quote) or _begins_alike(before, tail)
        return cls(length, before, after, twin)

    def agreement(self, text: str, at: int) -> int:
        """Count the code points of those sides that agree at ``at``."""
        end = at + self.length
        before = _comparable(text[max(0, at - _WINDOW) : at])[::-1]
        after = _comparable(text[end : end + _WINDOW])
        return sum(
            len(kept)
            for kept, here in ((self.before, before), (self.after, after))
            if here.startswith(kept)
        )

    @property
    def needed(self) -> int:
        """How much must agree at a place that is not the old one.

        A quote that stands alone may still be another's: of two that were like each other one
        may be gone. A short one needs all of its context: names in a stock phrase share much
        of it.
        """
        if self.length >= _TELLING:
            return self.all if self.has_twin else _HINT
        return max(_PROOF, self.all)

    @property
    def all(self) -> int:
        """How much there is that could agree."""
        return len(self.before) + len(self.after)


def _begins_alike(one: str, other: str) -> bool:
    length = min(len(one), len(other))
    return length > 0 and one[:length] == other[:length]


def _comparable(context: str) -> str:
    """Return ``context`` so that white space, case, hyphens and quotes make no difference."""
    return one_spaced(fold(context))
