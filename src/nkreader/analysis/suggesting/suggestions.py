"""Suggestions: sentences that a label fits, by the words and the shape they have.

Knows cues and how they add up. Must not know where rules come from, nor what was tagged.

Whether a sentence asserts anything is one sum: of its signs, of the cues without a label,
and of the cues of the label proposed. That is the strongest of denial, evidence and
speculation, if strong enough beside what makes the sentence a claim: what is said counts
for more than that it is said. Else it is a claim.
"""

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from nkreader.analysis.suggesting.signs import signs
from nkreader.model.annotation import Label
from nkreader.model.cue import CueRules
from nkreader.model.entity import Mention
from nkreader.model.source import Source
from nkreader.model.span import Span
from nkreader.text.fold import fold
from nkreader.text.patterns import WORD, Found, PatternIndex, pattern
from nkreader.text.patterns import words as words_of

_LABELS = tuple(Label)
_OTHERS = (Label.DENIAL, Label.EVIDENCE, Label.SPECULATION)
WITHOUT_CUE = "statement"
STATES_SOMETHING = "it states something"
"""What is said of a suggestion without a cue."""
_FAR = 100.0  # sums beyond are as sure as can be
_OF_THE_OTHERS = 0.4  # as much as each further cue of a label adds


class Suggestion(Struct, frozen=True):
    """A sentence, the label that seems to fit, the cue that says so most, a score 0 to 1.

    ``words`` are those of the sentence in which the cue was found, folded; none where the
    cue is that it makes a statement.
    """

    span: Span
    label: Label
    cue: str
    score: float
    words: str = ""


class Weighing:
    """Rules made ready to weigh sentences by. Read only."""

    def __init__(self, rules: CueRules, muted: frozenset[str] = frozenset()) -> None:
        """Take rules, without the cues ``muted`` by reviews that the rules do not want heard."""
        silent = rules.muted | (muted - rules.heard)
        # A silent cue keeps its place: its words do not become those of a shorter phrase.
        self.cues = tuple(
            replace(cue, label=None, weight=0.0) if cue.name in silent else cue
            for cue in rules.cues
        )
        self.needed = rules.needed
        self.lead = rules.lead
        self._said = rules.said
        self._verbs = rules.verbs
        self._signs = rules.signs
        self._index = PatternIndex([[pattern(each) for each in cue.phrases] for cue in self.cues])

    def cues_in(self, words: Sequence[str]) -> tuple[Found, ...]:
        """Return which cues stand where among the folded words of a sentence."""
        return self._index.find(words)

    def weigh(
        self, prose: str, span: Span, words: Sequence[str], *, names: int, alone: bool
    ) -> Suggestion:
        """Return the label that fits a sentence best, whatever the score.

        ``words`` are the sentence's, folded.
        """
        total = sum(
            self._signs.get(each, 0.0)
            for each in signs(prose, span, words, names=names, alone=alone, verbs=self._verbs)
        )
        heard: dict[Label, list[tuple[float, Found]]] = {label: [] for label in _LABELS}
        for found in {each.number: each for each in self.cues_in(words)}.values():
            cue = self.cues[found.number]
            if cue.label is None:
                total += cue.weight
            else:
                heard[cue.label].append((cue.weight, found))
        strengths = {label: _strength([each for each, _ in heard[label]]) for label in _LABELS}
        other = max(_OTHERS, key=strengths.__getitem__)
        outweighed = strengths[other] < self.lead + self._said * strengths[Label.CLAIM]
        label = Label.CLAIM if outweighed else other
        score = _score(total + strengths[label])
        if not heard[label]:
            return Suggestion(span, label, WITHOUT_CUE, score)
        _, (number, first, end) = max(heard[label])
        cue_words = " ".join(words[first:end])
        return Suggestion(span, label, self.cues[number].name, score, cue_words)


def _score(total: float) -> float:
    """Return a sum as a share of 1."""
    return 1 / (1 + math.exp(-max(-_FAR, min(total, _FAR))))


def _strength(weights: Sequence[float]) -> float:
    """Return what several cues of a label count together: the strongest, and some of each other."""
    strongest = max(weights, default=0.0)
    return strongest + _OF_THE_OTHERS * (sum(weights) - strongest)


def suggestions(
    source: Source,
    prose: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    weighing: Weighing,
) -> tuple[Suggestion, ...]:
    """Return the sentences that a label fits well enough, in order.

    ``sentences`` and ``mentions`` are of ``prose``, in order; ``prose`` is the source's.
    """
    weighed = weighed_sentences(source, prose, sentences, mentions, weighing)
    return tuple(each for each in weighed if each.score >= weighing.needed)


def weighed_sentences(
    source: Source,
    prose: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    weighing: Weighing,
) -> Iterator[Suggestion]:
    """Yield each sentence with the label that fits it best, however badly."""
    folded = fold(prose)
    alone = frozenset(source.standalone)
    at = 0
    for span in sentences:
        while at < len(mentions) and mentions[at].span.start < span.start:
            at += 1
        names = at
        while names < len(mentions) and mentions[names].span.start < span.end:
            names += 1
        words = words_of(folded, *span)
        yield weighing.weigh(prose, span, words, names=names - at, alone=span in alone)
        at = names


def cue_spans(prose: str, sentence: Span, weighing: Weighing) -> tuple[tuple[Span, Label], ...]:
    """Return where words stand in a sentence that alone would signal a label, in order."""
    folded = fold(sentence.of(prose))
    places = [Span(*each.span()) for each in WORD.finditer(folded)]
    words = [each.of(folded) for each in places]
    found = []
    for number, first, end in weighing.cues_in(words):
        cue = weighing.cues[number]
        if cue.label is not None and cue.weight >= weighing.lead:
            start = sentence.start + places[first].start
            found.append((Span(start, sentence.start + places[end - 1].end), cue.label))
    return tuple(found)
