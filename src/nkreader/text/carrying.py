"""Carrying a passage from the text it was tagged in over to another version of that text.

A place is certain only if the quote stands there unchanged and no other place, of the old
text or of the new, has as good a claim. All else is a proposal, or nothing.
"""

from bisect import bisect_right

from nkreader.model.annotation import AnchorState, Annotation
from nkreader.model.span import Span
from nkreader.text.alignment import Alignment
from nkreader.text.anchor import Anchor, locate
from nkreader.text.rivals import is_certain

Pairs = list[tuple[int, int]]

_ORPHAN: Anchor = (AnchorState.ORPHAN, None)

_NEAR = 40  # words beside a passage that tell whether its surroundings have survived
_SURVIVES = 0.5  # share of a passage, in code points, that must be left of it
_GAP = 12  # words that may have been put between two of a passage


def carry(alignment: Alignment, annotation: Annotation) -> Anchor:
    """Return how the new text of ``alignment`` holds a passage tagged in the old one, and where.

    ``CHANGED`` with a place is a proposal: what stands there is not the quote. A quote that
    the old text does not hold at its offsets is located by its context alone.
    """
    old, new = alignment.old, alignment.new
    span, quote = annotation.span, annotation.quote
    words = old.words.within(span)
    if not quote or span.start < 0 or span.of(old.text) != quote or not words:
        return locate(new.text, annotation)
    kept = _kept(alignment, words)
    if not kept or not _in_its_surroundings(alignment, words, kept):
        return _ORPHAN
    place = _place(alignment, span, words, kept)
    if place.of(new.text) != quote:
        return AnchorState.CHANGED, place
    if not is_certain(alignment, span, place):
        return _ORPHAN
    return (AnchorState.EXACT if place.start == span.start else AnchorState.MOVED), place


def offset_today(alignment: Alignment, offset: int) -> int:
    """Return where one who was at ``offset`` in the old text is in the new one, about."""
    old, new = alignment.old, alignment.new
    k = bisect_right(old.words.starts, offset) - 1
    while k >= 0 and old.others[k] < 0:
        k -= 1
    return new.words.starts[old.others[k]] if k >= 0 else 0


def _kept(alignment: Alignment, words: range) -> Pairs:
    """Return the words of a passage that survive together, old and new; none if too few do."""
    groups: list[Pairs] = []
    for k in words:
        j = alignment.old.others[k]
        if j < 0:
            continue
        last = groups[-1][-1] if groups else None
        if last and last[1] < j <= last[1] + 3 * (k - last[0]) + _GAP:
            groups[-1].append((k, j))
        else:
            groups.append([(k, j)])
    old = alignment.old.words
    weights = [sum(old.ends[k] - old.starts[k] for k, _ in group) for group in groups]
    most = max(weights, default=0)
    if most < _SURVIVES * old.weight(words.start, words.stop):
        return []
    return groups[weights.index(most)]


def _in_its_surroundings(alignment: Alignment, words: range, kept: Pairs) -> bool:
    """Tell whether the texts are versions of one, or what is around the passage is."""
    if alignment.related:
        return True
    first, last = kept[0][1], kept[-1][1]
    near = range(max(0, words.start - _NEAR), min(len(alignment.old.words), words.stop + _NEAR))
    beside = [alignment.old.others[k] for k in near if k not in words]
    there = sum(first - 2 * _NEAR <= j <= last + 2 * _NEAR for j in beside if j >= 0)
    return there * 2 > len(beside) > 0


def _place(alignment: Alignment, span: Span, words: range, kept: Pairs) -> Span:
    """Return where a passage stands: its words that survive, and what replaced its ends."""
    old, new = alignment.old.words, alignment.new.words
    (first, at), (last, to) = kept[0], kept[-1]
    at -= _put_there(alignment, at, words.start, first, -1)
    to += _put_there(alignment, to, words.stop - 1, last, 1)
    start, end = new.starts[at], new.ends[to]
    if first == words.start:
        start += span.start - old.starts[first]
    if last == words.stop - 1:
        end += span.end - old.ends[last]
    start, end = max(0, start), min(len(new.text), end)
    return Span(start, end) if start < end else Span(new.starts[at], new.ends[to])


def _put_there(alignment: Alignment, at: int, edge: int, inner: int, step: int) -> int:
    """Return how many words beside ``at`` have replaced those from ``edge`` to ``inner``."""
    gone = abs(inner - edge)
    if not gone:
        return 0
    put = 0
    k = at + step
    while 0 <= k < len(alignment.new.words) and alignment.new.others[k] < 0 and put <= 2 * gone + 2:
        k, put = k + step, put + 1
    return put if put <= 2 * gone + 2 else gone
