"""An open source seen with cues: the words that signal a label, and what is proposed where.

Sentence by sentence, when it is asked for: a source of any size is looked at at once.
"""

from nkreader.analysis.suggesting import Suggestion, Weighing, cue_spans
from nkreader.model.annotation import Label
from nkreader.model.span import Span
from nkreader.reading.cover import Cover
from nkreader.session.opened import Opened
from nkreader.text.fold import fold
from nkreader.text.patterns import words

# A stretch without a stop is no sentence that cues say anything of, in code points.
_LONGEST = 5_000


class CueWords:
    """The cues of one source; what has been found is remembered."""

    def __init__(self, opened: Opened, weighing: Weighing) -> None:
        """Take a source and the rules made ready; look for nothing yet."""
        self._opened = opened
        self._weighing = weighing
        self._alone = frozenset(opened.source.standalone)
        self._spans: dict[Span, tuple[tuple[Span, Label], ...]] = {}

    def over(self, stretch: Span) -> tuple[Span, ...]:
        """Return the words in a stretch that signal a label, in order."""
        found = (
            span
            for sentence in self._opened.ground.sentences_in(stretch)
            for span, _ in self._in(sentence)
        )
        return tuple(span for span in found if span.overlaps(stretch))

    def suggestion(self, sentence: Span) -> Suggestion | None:
        """Return what is proposed for a sentence, None where nothing is."""
        if sentence.end - sentence.start > _LONGEST:
            return None
        folded = fold(sentence.of(self._opened.prose))
        found = self._weighing.weigh(
            self._opened.prose,
            sentence,
            words(folded, 0, len(folded)),
            names=len(self._opened.mentions(sentence)),
            alone=sentence in self._alone,
        )
        return found if found.score >= self._weighing.needed else None

    def beyond(self, here: Span, step: int, dealt_with: Cover[Span]) -> Suggestion | None:
        """Return the nearest proposal after (-1: before) a span, beside what is dealt with."""
        ground = self._opened.ground
        sentence = self._next(here, step)
        while sentence is not None:
            if not dealt_with.over(sentence):
                found = self.suggestion(sentence)
                if found is not None:
                    return found
            sentence = (
                ground.sentence_after(sentence.start + 1)
                if step > 0
                else ground.sentence_before(sentence.start)
            )
        return None

    def _next(self, here: Span, step: int) -> Span | None:
        ground = self._opened.ground
        if step > 0:
            return ground.sentence_after(max(here.end, here.start + 1))
        return ground.sentence_before(here.start)

    def _in(self, sentence: Span) -> tuple[tuple[Span, Label], ...]:
        if sentence.end - sentence.start > _LONGEST:
            return ()
        found = self._spans.get(sentence)
        if found is None:
            found = cue_spans(self._opened.prose, sentence, self._weighing)
            self._spans[sentence] = found
        return found
