"""Line ends: what they are, and which of them prose flows over.

Knows two neighbouring lines and how the text is wrapped; must not know sources.
"""

from itertools import pairwise

from msgspec import Struct

from nkreader.model.source import Shape
from nkreader.text.regex import regex
from nkreader.text.stops import is_abbreviated

LINE_END = regex(r"\r\n|\r|\n")

SAMPLE = 1 << 17
"""Code points from which the wrapping is measured."""
_OPENING = "\"“‘'«([¿¡"
_CLOSING = "\"”’'»)]“"
_SENTENCE_ENDS = frozenset(".?!…:。！？")
_UNENDED = frozenset(",;-–—")
_BULLET = regex(r"[*•·▪‣-]\s|[–—]\s+[^\Wa-z]|\d{1,3}[.)]\s")


class Wrapping(Struct, frozen=True):
    """How a text that is broken into lines of some width is broken.

    A line shorter than ``least`` was ended on purpose; one that ends like a sentence was too,
    unless it is so full that the next word would make it longer than ``full``.
    """

    least: int = 0
    full: int | None = None


def wrapping(text: str, shape: Shape) -> Wrapping | None:
    """Return how ``text`` is wrapped, or None where its lines are paragraphs.

    Captions and podcasts are wrapped by what they are; of other shapes it is measured.
    """
    if shape is Shape.CAPTIONS:
        return Wrapping()
    lines = [line.strip() for line in LINE_END.split(text[:SAMPLE])]
    lengths = sorted(len(line) for line in lines if line)
    if not lengths:
        return None
    least = lengths[len(lengths) // 2] // 2
    if shape is Shape.PODCAST:
        return Wrapping(least)
    if not _is_wrapped(lines):
        return None
    return Wrapping(least, lengths[len(lengths) * 9 // 10])


def flows_on(line: str, following: str, wrap: Wrapping | None) -> bool:
    """Tell whether prose flows from ``line`` over one line end to ``following``.

    Both are without white space at the line end; of ``following`` the beginning will do.
    """
    if not line or not following:
        return False
    if following[0].islower() or _begins_small(following):
        return True
    if wrap is None or _BULLET.match(following):
        return False
    if _is_ended(line):
        word = following.split(None, 1)[0]
        return wrap.full is not None and len(line) + 1 + len(word) > wrap.full
    return len(line) >= wrap.least or line[-1] in _UNENDED


def _is_wrapped(lines: list[str]) -> bool:
    """Tell whether at least every third line end stands in the middle of a sentence."""
    pairs = [(line, after) for line, after in pairwise(lines) if line and after]
    inside = sum(_begins_small(after) and not _is_ended(line) for line, after in pairs)
    return inside > 2 and inside * 3 >= len(pairs)


def _begins_small(line: str) -> bool:
    return line.lstrip(_OPENING)[:1].islower()


def _is_ended(line: str) -> bool:
    bare = line.rstrip(_CLOSING)
    if bare[-1:] not in _SENTENCE_ENDS:
        return False
    return bare[-1] != "." or not is_abbreviated(bare[:-1].rpartition(" ")[2].lstrip(_OPENING))
