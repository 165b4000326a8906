"""What a cursor moves over: sentences, words, paragraphs and marks of one source.

Sentences are found block by block, when they are first asked for.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise

from nkreader.model.source import Shape, Source
from nkreader.model.span import Span
from nkreader.text.blocks import blocks
from nkreader.text.regex import regex
from nkreader.text.sentences import sentences

# Marks that Python counts to no word: accents, vowels of scripts that write them as marks.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0963"
    "\u0966-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece"
    "\u102b-\u103e\u1056-\u1059\u17b6-\u17d3\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d"
    "\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
# Vowels and ends of Korean syllables: they stand on what is before them, so no word begins so.
_JAMO = "\u1160-\u11ff\ud7b0-\ud7ff"
WORD = regex(rf"(?![{_JAMO}])\w[\w{_MARKS}]*+(?:[.,'’\-]\w[\w{_MARKS}]*+)*+")
# How far back a word is looked for at a time, in code points.
_WINDOW = 256


class Ground:
    """One source's text and the places in it that a motion can go to."""

    def __init__(self, source: Source, prose: str) -> None:
        """Keep the source and its prose, which has the length of its text."""
        self.source = source
        self.prose = prose
        self._cuts = blocks(prose)
        self._sentences: dict[int, tuple[Span, ...]] = {}
        self._places = tuple(span.start for span in self._landmarks())

    def sentence_at(self, offset: int) -> Span | None:
        """Return the sentence that holds ``offset``, if one does."""
        found = self.sentence_after(offset, ended=True)
        return found if found and found.start <= offset else None

    def sentence_after(self, offset: int, *, ended: bool = False) -> Span | None:
        """Return the first sentence that starts (or, ``ended``, ends after) ``offset``."""
        for block in range(self._block_of(offset), len(self._cuts) - 1):
            for sentence in self._in_block(block):
                if sentence.start >= offset or (ended and sentence.end > offset):
                    return sentence
        return None

    def sentence_before(self, offset: int) -> Span | None:
        """Return the last sentence that starts before ``offset``."""
        for block in range(self._block_of(offset), -1, -1):
            found = self._in_block(block)
            k = bisect_left(found, (offset,))
            if k:
                return found[k - 1]
        return None

    def sentences_in(self, span: Span) -> tuple[Span, ...]:
        """Return the sentences that share a code point with ``span``."""
        out = []
        for block in range(self._block_of(span.start), self._block_of(span.end) + 1):
            out += [each for each in self._in_block(block) if each.overlaps(span)]
        return tuple(out)

    def each_sentence(self) -> Iterator[Span]:
        """Yield all sentences, in order, keeping none."""
        for start, end in pairwise(self._cuts):
            yield from self._found(start, end)

    def word_after(self, offset: int) -> Span | None:
        """Return the first word that starts at or after ``offset``."""
        found = WORD.search(self.prose, offset)
        return Span(*found.span()) if found else None

    def words_before(self, offset: int) -> Iterator[Span]:
        """Yield the words that start before ``offset``, nearest first."""
        hi = offset
        while hi > 0:
            lo = max(0, hi - _WINDOW)
            while lo > 0 and not self.prose[lo - 1].isspace():
                lo -= 1
            yield from reversed(tuple(self._words_starting_in(lo, hi)))
            hi = lo

    def paragraph_start_after(self, offset: int) -> int | None:
        """Return where the first sentence of the next paragraph or turn begins."""
        breaks = self._soft_paragraphs()
        k = bisect_right(breaks, offset)
        hard = self.prose.find("\n", offset)
        edges = [*breaks[k : k + 1], *([hard] if hard >= 0 else [])]
        found = self.sentence_after(min(edges)) if edges else None
        return found.start if found else None

    def paragraph_start_before(self, offset: int) -> int | None:
        """Return where the paragraph begins that holds the sentence before ``offset``."""
        before = self.sentence_before(offset)
        if before is None:
            return None
        breaks = self._soft_paragraphs()
        k = bisect_right(breaks, before.start) - 1
        edge = max(self.prose.rfind("\n", 0, before.start) + 1, breaks[k] if k >= 0 else 0)
        found = self.sentence_after(edge)
        return found.start if found else None

    def landmark(self, offset: int, step: int) -> int | None:
        """Return the start of the next (-1: previous) section or timecode."""
        if step > 0:
            k = bisect_right(self._places, offset)
            return self._places[k] if k < len(self._places) else None
        k = bisect_left(self._places, offset) - 1
        return self._places[k] if k >= 0 else None

    def _words_starting_in(self, lo: int, hi: int) -> Iterator[Span]:
        # Looked for up to ``hi`` only: behind it there may be no word for a million characters.
        for found in WORD.finditer(self.prose, lo, hi):
            whole = WORD.match(self.prose, found.start()) if found.end() == hi else found
            if whole:
                yield Span(*whole.span())

    def _landmarks(self) -> list[Span]:
        if self.source.timecodes:
            return [code.covers for code in self.source.timecodes]
        return [section.span for section in self.source.sections]

    def _soft_paragraphs(self) -> tuple[int, ...]:
        """Captions without turns have no paragraphs: their clock lines serve."""
        if self.source.shape is Shape.CAPTIONS and not self.source.turns:
            return self._places
        return ()

    def _block_of(self, offset: int) -> int:
        return min(max(bisect_right(self._cuts, offset) - 1, 0), len(self._cuts) - 2)

    def _in_block(self, block: int) -> tuple[Span, ...]:
        found = self._sentences.get(block)
        if found is None:
            found = self._sentences[block] = self._found(self._cuts[block], self._cuts[block + 1])
        return found

    def _found(self, start: int, end: int) -> tuple[Span, ...]:
        return sentences(self.prose, start, end, standalone=self.source.standalone)
