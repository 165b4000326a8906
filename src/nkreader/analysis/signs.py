"""Signs: what a sentence shows of itself without a word of any cue.

A question mark, a heading, a list, a name, a number, a verb in the past: each speaks for or
against something being asserted, and the rules say how much.
"""

import re
from collections.abc import Iterator, Sequence

from nkreader.model.span import Span

_SHORT, _LONG = 6, 16  # words
_QUESTION = re.compile(r"\?[\s\"'”’)»]*$")
_LISTED = re.compile(r"[-–—•*]\s")
_CLOSING = 6  # code points that are looked at for a question mark
_NUMBER = re.compile(r"\b\d")
_PAST = re.compile(r"[a-zA-Z]{3}ed\b")


def asks(prose: str, span: Span) -> bool:
    """Tell whether a sentence ends in a question mark."""
    return _QUESTION.search(prose, max(span.start, span.end - _CLOSING), span.end) is not None


def signs(
    prose: str, span: Span, words: Sequence[str], *, names: int, alone: bool, verbs: frozenset[str]
) -> Iterator[str]:
    """Yield the names of the signs that a sentence shows, as ``model.cue.SIGNS`` has them.

    ``words`` are the sentence's, folded; ``names`` how many of the gazetteer's it holds;
    ``alone`` tells a heading or a caption; ``verbs`` are words to know a sentence by.
    """
    yield "any"
    if asks(prose, span):
        yield "question"
    if alone:
        yield "alone"
    if _LISTED.match(prose, span.start, span.end):
        yield "listed"
    if len(words) < _SHORT:
        yield "short"
    elif len(words) >= _LONG:
        yield "long"
    if names:
        yield "a name"
    if names > 1:
        yield "more names"
    if _NUMBER.search(prose, span.start, span.end):
        yield "a number"
    past = _PAST.search(prose, span.start, span.end) is not None
    if past:
        yield "past tense"
    if past or not verbs.isdisjoint(words):
        yield "a verb"
