"""Terms: what is searched for in a text, and where several of them stand together.

All places are found in folded text that has kept its hard breaks (`fold_lines`), which has
the length of the text itself.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import takewhile

from msgspec import Struct

from nkreader.model.span import Span
from nkreader.text.fold import fold
from nkreader.text.sentences import sentence_ends

# Further apart than this nothing stands together, not even in a sentence without an end; in
# code points.
REACH = 1000

_BREAK = "\0"
_GAP = r"[^\S\n]++"
_WORD = re.compile(r"[^\W_]+")
# What is looked at around a stretch to tell whether a sentence ends within it.
_BESIDE = 64


class Term(Struct, frozen=True):
    """A word or a phrase, found where a word begins so; ``literal``: signs alone are one too.

    White space and hyphens in it stand for any run of them on one line.
    """

    text: str
    literal: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The runs of letters and digits that stand in a text wherever the term does, folded."""
        return words_of(self.text)


def words_of(text: str) -> tuple[str, ...]:
    """Return the runs of letters and digits in a text, folded."""
    return tuple(_WORD.findall(fold(text)))


def fold_lines(prose: str) -> str:
    """Return ``prose`` folded, its line ends kept."""
    return fold(prose.replace("\n", _BREAK)).replace(_BREAK, "\n")


def places(folded: str, term: Term) -> Iterator[Span]:
    """Yield where a term stands, in order, none over another; one without any sign nowhere."""
    parts = fold(term.text).split()
    if not parts:
        return
    pattern = re.compile(_GAP.join(map(re.escape, parts)))
    for found in pattern.finditer(folded):
        if _begins_word(folded, found.start()):
            yield Span(*found.span())


def together(
    places_of_terms: Sequence[Iterable[Span]], prose: str, *, apart: bool = False
) -> Iterator[tuple[Span, ...]]:
    """Yield where all terms stand in one sentence: a place of each, as near as they come.

    The stretches that they span are in order, none over another. With ``apart`` they need not
    stand in one sentence, nor near.
    """
    if len(places_of_terms) == 1:
        yield from ((place,) for place in places_of_terms[0])
        return
    pending: tuple[Span, ...] = ()
    for chosen in _nearest(places_of_terms):
        around = stretch(chosen)
        if not apart and not _in_one_sentence(prose, around):
            continue
        if pending and around.start >= stretch(pending).end:
            yield pending
            pending = chosen
        elif not pending or _length(around) < _length(stretch(pending)):
            pending = chosen
    if pending:
        yield pending


def stretch(spans: Sequence[Span]) -> Span:
    """Return from where the first of some spans begins to where the last one ends."""
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _nearest(places_of_terms: Sequence[Iterable[Span]]) -> Iterator[tuple[Span, ...]]:
    """Yield, at each place that ends, the last place of every term up to there."""
    named = [_ended(spans, term) for term, spans in enumerate(places_of_terms)]
    last: dict[int, Span] = {}
    for end, start, term in merge(*named):
        last[term] = Span(start, end)
        if len(last) == len(named):
            yield tuple(last[each] for each in range(len(named)))


def _ended(spans: Iterable[Span], term: int) -> Iterator[tuple[int, int, int]]:
    for span in spans:
        yield span.end, span.start, term


def _in_one_sentence(prose: str, span: Span) -> bool:
    start, end = span
    if end - start > REACH or "\n" in prose[start:end]:
        return False
    low = max(prose.rfind("\n", 0, start) + 1, start - _BESIDE)
    ends = sentence_ends(prose, low, min(end + _BESIDE, len(prose)))
    return not any(start < each for each in takewhile(lambda each: each < end, ends))


def _begins_word(folded: str, at: int) -> bool:
    """Tell whether no letter stands before: of scripts that have capitals, and so blanks."""
    return at == 0 or not (_is_cased(folded[at - 1]) and _is_cased(folded[at]))


def _is_cased(letter: str) -> bool:
    return letter != letter.upper()


def _length(span: Span) -> int:
    return span.end - span.start
