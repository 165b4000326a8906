"""Sentences: where they begin and end in prose.

Knows punctuation, not sources: what is no prose has been blanked before. Each decision
looks at one mark and the words beside it, never over a hard break, so that a stretch
between hard breaks gives the sentences that the whole text gives there.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from nkreader.model.span import Span
from nkreader.text.regex import regex
from nkreader.text.spaces import trimmed
from nkreader.text.stops import full_stop_ends, is_abbreviated

# A mark with the quotes, brackets and note numbers that close behind it, and what it meets:
# white space, an opening quote, or, where a space was forgotten, a capital letter.
_MARK = regex(
    r"""
    (?P<hard> \n++ )
  | (?P<mark> \.(?:[ \u00a0]\.){2,}+ | [.?!…]++ )
    (?P<close> (?: ["”’»)\]] | \[\d{1,3}\] | '(?!\w) | “(?![\w]) | [ \u00a0\u202f][”»] )*+ )
    (?: (?P<spaced> (?=\s|\Z|[“‘«]) ) | (?=[A-Z][a-z]) )
  | (?P<eastern> [。！？]++[」』）”’]*+ )
    """,
    re.VERBOSE,
)
_FOLLOWING = regex(r"""[^\S\n]*+["“‘'«(\[]*+(\w{1,20}|[^\w\n])?""")
_WORD = regex(r"[^\W_]")
_PLAIN = regex(r"[a-z][a-z'’-]+")

_LEFT = 48  # code points that may hold the two words before a mark
_OPENING = "\"“‘'«([-–—"
_QUOTES_AND_BRACKETS = frozenset("\"”’»')“")
_GOES_ON = frozenset(",;:|)]»")


def sentences(
    prose: str, start: int = 0, end: int | None = None, *, standalone: Sequence[Span] = ()
) -> tuple[Span, ...]:
    """Return the sentences of ``prose``, in order, without white space at their ends.

    Each span of ``standalone`` (in text order) is one sentence, whatever its punctuation.
    What holds no letter or digit is no sentence.
    """
    stop = len(prose) if end is None else end
    out: list[Span] = []
    at = start
    for index in range(bisect_right(standalone, start, key=_end), len(standalone)):
        first, last = max(standalone[index].start, at), min(standalone[index].end, stop)
        if first >= stop:
            break
        if first < last:
            out += _split(prose, at, first)
            out += _worded(prose, _lines(prose, first, last))
            at = last
    out += _split(prose, at, stop)
    return tuple(out)


def sentence_ends(prose: str, start: int, end: int) -> Iterator[int]:
    """Yield where sentences end, and where prose breaks, between ``start`` and ``end``."""
    for found in _MARK.finditer(prose, start, end):
        if found["hard"] is not None:
            yield found.start()
        elif found["eastern"] is not None or _ends(prose, found, start, end):
            yield found.end()


def _end(span: Span) -> int:
    return span.end


def _split(prose: str, start: int, end: int) -> Iterator[Span]:
    def pieces() -> Iterator[tuple[int, int]]:
        at = start
        for cut in sentence_ends(prose, start, end):
            yield at, cut
            at = cut
        yield at, end

    return _worded(prose, pieces())


def _lines(prose: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while (cut := prose.find("\n", start, end)) >= 0:
        yield start, cut
        start = cut + 1
    yield start, end


def _worded(prose: str, pieces: Iterator[tuple[int, int]]) -> Iterator[Span]:
    for start, end in pieces:
        if _WORD.search(prose, start, end):
            yield trimmed(prose, start, end)


def _ends(prose: str, found: re.Match[str], start: int, end: int) -> bool:
    """Tell whether the mark that was ``found`` ends a sentence."""
    if found["spaced"] is None:
        return _space_is_missing(prose, found, start)
    after = _FOLLOWING.match(prose, found.end(), end)
    following = (after and after[1]) or ""
    if not following:
        return True
    if following in _GOES_ON:
        return False
    mark, closing = found["mark"], found["close"]
    goes_small = following[0].islower()
    if goes_small and not _QUOTES_AND_BRACKETS.isdisjoint(closing):
        return False
    if mark != "." and not mark.strip("….\u00a0 "):
        return not goes_small
    if mark != "." or '"' in closing or "”" in closing:
        return True
    word, before = _words_before(prose, found.start(), start)
    return full_stop_ends(word, before, following)


def _space_is_missing(prose: str, found: re.Match[str], start: int) -> bool:
    """Tell `country.At` from `Artifex.News`: a capital stands against the mark in both."""
    word, _ = _words_before(prose, found.start(), start)
    return bool(_PLAIN.fullmatch(word)) and not is_abbreviated(word)


def _words_before(prose: str, at: int, start: int) -> tuple[str, str]:
    """Return the word that stands against ``at``, and the one before it."""
    first = max(start, at - _LEFT)
    _, hard_break, left = prose[first:at].rpartition("\n")
    words = left.split()
    word = words.pop().lstrip(_OPENING) if words and not left[-1].isspace() else ""
    if words:
        return word, words[-1].lstrip(_OPENING)
    return word, "" if hard_break or first == start else "…"
