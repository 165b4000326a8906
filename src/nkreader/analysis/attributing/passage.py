"""A passage among the sentences around it: who speaks in them, whom a pronoun means."""

import re
from collections.abc import Iterable, Iterator, Sequence

from nkreader.analysis.attributing.phrases import Phrase, PhraseKind, Sentence
from nkreader.analysis.attributing.quotations import quotations
from nkreader.analysis.attributing.reporting import Report, is_outer, report
from nkreader.analysis.attributing.speech import Attribution, attributions
from nkreader.analysis.attributing.vocabulary import ARTICLES, DATES, STOPS, TITLES
from nkreader.model.entity import Mention
from nkreader.model.span import Span, clipped

# Code points before, of and after a passage that are looked at, so that a passage of any
# length, in a source of any size, is answered at once.
_BEFORE = 3_000
_AFTER = 1_500
_PASSAGE = 3_000
_NAMES_WITHIN = 50_000

_LOOK_BACK = 3
_FORENAME = r"\b([A-Z][a-z’'-]+)[^\S\n]+"
_AGREES = {
    "he": (PhraseKind.PERSON, PhraseKind.NAME, PhraseKind.ROLE),
    "she": (PhraseKind.PERSON, PhraseKind.NAME, PhraseKind.ROLE),
    "it": (PhraseKind.BODY, PhraseKind.ROLE),
    "they": (PhraseKind.BODY, PhraseKind.ROLE),
}


class Passage:
    """The sentences around one passage, and the quotations in them.

    Nothing outside of ``within`` is looked at: another article is another story.
    """

    def __init__(
        self,
        prose: str,
        span: Span,
        mentions: Sequence[Mention],
        sentences: Iterable[Span],
        *,
        within: Span,
    ) -> None:
        self._prose = prose
        self._span = Span(span.start, min(span.end, span.start + _PASSAGE))
        near = _window(prose, self._span, within)
        self._quoted = quotations(prose, *near)
        self._sentences = [Sentence(prose, each, mentions) for each in clipped(sentences, near)]

    def reports(self) -> Iterator[Report]:
        """Yield who speaks in the passage's own sentences, likeliest first."""
        for sentence in self._sentences:
            if not sentence.span.overlaps(self._span):
                continue
            found = self._attributions(sentence)
            for one in sorted(found, key=lambda one: not self._span.contains(one.at)):
                yield report(sentence, found, one)

    def report_beside(self) -> Report | None:
        """Return who speaks beside the quotation that the passage is, None where it is none."""
        quotation = self._quotation()
        if quotation is None:
            return None
        inside = [one for one in self._sentences if one.span.overlaps(quotation)]
        if not inside:
            return None
        for sentence in self._beside(quotation, inside):
            found = self._attributions(sentence)
            if found:
                beside = report(sentence, found, found[0])
                return self._resolved(beside, before=inside[0].span.start)
        return None

    def _beside(self, quotation: Span, inside: list[Sentence]) -> Iterator[Sentence]:
        """Yield the sentences that may tell whose a quotation is, the likeliest first."""
        first = self._sentences.index(inside[0])
        after = first + len(inside)
        yield from reversed(inside)
        for sentence in reversed(self._sentences[:first]):  # a quotation of many paragraphs
            yield sentence
            if not any(quoted.contains(sentence.span) for quoted in self._quoted):
                break
        if after < len(self._sentences) and self._follows(quotation, self._sentences[after]):
            yield self._sentences[after]

    def _resolved(self, beside: Report, *, before: int) -> Report | None:
        if beside.speaker.kind is not PhraseKind.PRONOUN:
            return beside
        meant = self.meant_by(beside.speaker, before=before)
        return None if meant is None else Report(meant, beside.via)

    def meant_by(self, pronoun: Phrase, *, before: int | None = None) -> Phrase | None:
        """Return whom a pronoun means: who spoke, or acted, in the sentences before it."""
        limit = pronoun.span.start if before is None else before
        agreeing = _AGREES[pronoun.name]
        earlier = [one for one in self._sentences if one.span.end <= limit]
        for sentence in earlier[: -_LOOK_BACK - 1 : -1]:
            found = self._attributions(sentence)
            found.sort(key=lambda one: not is_outer(sentence, one))
            actors = [one.speaker for one in found]
            subject = sentence.subject()
            if subject is not None:
                actors.append(subject)
            for phrase in actors:
                if phrase.kind in agreeing:
                    return phrase
        return None

    def full_name(self, phrase: Phrase) -> str:
        """Return the phrase's name, a surname with the forename that stands with it nearby."""
        if phrase.kind is not PhraseKind.NAME or " " in phrase.name:
            return phrase.name
        start = max(0, self._span.start - _NAMES_WITHIN)
        end = self._span.end + _NAMES_WITHIN
        pattern = re.compile(_FORENAME + re.escape(phrase.name) + r"\b")
        for match in pattern.finditer(self._prose, start, end):
            if match[1].lower().strip(".") not in TITLES | STOPS | ARTICLES | DATES:
                return f"{match[1]} {phrase.name}"
        return phrase.name

    def _attributions(self, sentence: Sentence) -> list[Attribution]:
        return list(attributions(sentence, self._quoted))

    def _quotation(self) -> Span | None:
        for quoted in self._quoted:
            shared = min(quoted.end, self._span.end) - max(quoted.start, self._span.start)
            if 2 * shared > self._span.end - self._span.start:
                return quoted
        return None

    def _follows(self, quotation: Span, sentence: Sentence) -> bool:
        return "\n" not in self._prose[quotation.end : sentence.span.start]


def _window(prose: str, span: Span, within: Span) -> Span:
    """Return the stretch around ``span``, from one hard break to another where it can be."""
    start, end = span.start - _BEFORE, span.end + _AFTER
    if start > within.start:
        start = max(start, prose.find("\n", start, span.start) + 1)
    if end < within.end:
        end = max(prose.rfind("\n", span.end, end), span.end)
    return Span(max(start, within.start), min(end, within.end))
