"""Who speaks in a sentence: `X said`, `said X`, `according to X`.

Knows verbs of speech and where the one who speaks stands beside them; what a name or
a role looks like is the business of ``phrases``. What it cannot name it leaves out.
"""

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto

from msgspec import Struct

from nkreader.analysis.attributing.phrases import Phrase, PhraseKind, Sentence
from nkreader.analysis.attributing.vocabulary import CUTS, FILLERS, INVERTED, SAYING, SPEECH
from nkreader.model.span import Span

_DAY = r"on\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_FILLED = re.compile(
    rf"(?:\s+(?:{'|'.join(sorted(FILLERS))}|{_DAY}|(?:went|goes|has\s+gone)\s+on\s+to))+$", re.I
)
_NO_SPEECH = r"added\s+to|adds\s+to|think\s+tank"
_THINKS = r"(?:does|do|did)\s+not\s+(?:believe|consider|expect|think)"
_SAYING = rf"(?:been|is|are|was|were)\s+(?:{'|'.join(sorted(SAYING))})(?:\s+\w+){{0,4}}?\s+that"
_QUOTED = r"(?:is|are|was|were|been)\s+(?:cited|quoted)\s+as\s+saying"
_CALLED = (
    r"call(?:ed|s)\s+(?:it|that|them|this|(?:such|the|these|those)(?:\s+\w+){1,2})\s+"
    r"(?:absurd|baseless|false|groundless|lies|nonsense|untrue|unfounded"
    r"|an?\s+(?:fabrication|fake|hoax|lie|myth|provocation|smear))"
)
_VERB = re.compile(
    rf"\b(?!(?:{_NO_SPEECH})\b)"
    rf"(?:{_THINKS}|{_SAYING}|{_QUOTED}|{_CALLED}|charged?\s+that|{'|'.join(sorted(SPEECH))})\b",
    re.I,
)
_DOUBTED = re.compile(r"\bI\s+(?:do\s+not|don[’']t)\s+(?:believe|think)\b", re.I)
_ACCORDING = re.compile(r"\baccording\s+to\s+", re.I)
_CITING = re.compile(r",\s+(?:citing|quoting)\s+", re.I)
_RELATIVE = re.compile(r",?\s+(?:who|which)$", re.I)
_ASIDE = re.compile(r"\s*\([^()]{1,60}\)$")
_APPOSES = re.compile(
    r",\s+(?:an?|the|one|his|her|its|former|senior|speaking|who|which"
    r"|\w+ed\s(?:by|in))\s|,\s+for\s+(?:her|his|its|their)\s+part\Z",
    re.I,
)
_SAME_SUBJECT = re.compile(r"\sand$", re.I)
_APPOSITION = 120
_REACH = 240  # code points beside a verb in which the one who speaks is looked for
_BREAKS = (",", "”", "“", '"', "—", "–")
_FORWARD = re.compile(r"\s+(?:to\s+)?([^,.;:!?()“”\"—–]+(?:\.(?=\s?\w)[^,.;:!?()“”\"—–]+)*)")
_CUT = re.compile(rf"\s(?:{'|'.join(sorted(CUTS))})\b", re.I)


class Way(Enum):
    """How somebody is said to have said something."""

    SAYS = auto()
    ACCORDING = auto()
    CITED = auto()


class Attribution(Struct, frozen=True):
    """Somebody is said to have said something: ``at`` is where the verb stands."""

    at: Span
    speaker: Phrase
    way: Way = Way.SAYS


def attributions(sentence: Sentence, quoted: Sequence[Span]) -> tuple[Attribution, ...]:
    """Return who speaks in the sentence, outside of the ``quoted`` stretches.

    Verbs in text order, then `according to`, which rather names who passes it on, then
    whom somebody cites.
    """
    found = (
        *_by_verb(sentence),
        *_by_source(sentence, _ACCORDING, Way.ACCORDING),
        *_by_source(sentence, _CITING, Way.CITED),
    )
    return tuple(one for one in found if not any(span.overlaps(one.at) for span in quoted))


def _by_verb(sentence: Sentence) -> Iterator[Attribution]:
    for match in _VERB.finditer(sentence.prose, *sentence.span):
        at = Span(*match.span())
        doubted = _DOUBTED.search(sentence.prose, sentence.span.start, at.start)
        speaker = None if doubted else _beside(sentence, at)
        if speaker is not None:
            yield Attribution(at, speaker)


def _by_source(sentence: Sentence, pattern: re.Pattern[str], way: Way) -> Iterator[Attribution]:
    for match in pattern.finditer(sentence.prose, *sentence.span):
        speaker = _forward(sentence, match.end() - 1)
        if speaker is not None:
            yield Attribution(Span(*match.span()), speaker, way)


def _beside(sentence: Sentence, verb: Span) -> Phrase | None:
    """Return who stands before the verb, or after one that follows a break."""
    start = max(sentence.span.start, verb.start - _REACH)
    text = sentence.prose[start : verb.start].rstrip()
    text = _ASIDE.sub("", _RELATIVE.sub("", _FILLED.sub("", text)))
    end = start + len(text)
    if _SAME_SUBJECT.search(text) and verb.of(sentence.prose).endswith(("d", "s", "wrote")):
        return sentence.phrase_at_start()
    if text.endswith(","):
        return _apposed(sentence, end - 1) or _after(sentence, verb)
    found = _after(sentence, verb) or sentence.phrase_to(end)
    if found is not None and found.kind is PhraseKind.PRONOUN:
        return _taken_up(sentence, found) or found
    return found


def _taken_up(sentence: Sentence, pronoun: Phrase) -> Phrase | None:
    """Return who is taken up again: the envoy in `the envoy, Jane Roe, she said`."""
    text = sentence.prose[sentence.span.start : pronoun.span.start].rstrip()
    if not text.endswith(","):
        return None
    end = sentence.span.start + len(text) - 1
    inner = sentence.phrase_to(end)
    comma = sentence.prose.rfind(",", max(sentence.span.start, end - _APPOSITION), end)
    outer = sentence.phrase_to(comma) if comma >= 0 else None
    for phrase in (inner, outer):
        if phrase is not None and phrase.kind in (PhraseKind.PERSON, PhraseKind.BODY):
            return phrase
    return None


def _apposed(sentence: Sentence, end: int) -> Phrase | None:
    """Return who is meant by `the official, Jane Roe,` or `Jane Roe, the official,`."""
    inner = sentence.phrase_to(end)
    comma = sentence.prose.rfind(",", max(sentence.span.start, end - _APPOSITION), end)
    outer = sentence.phrase_to(comma) if comma >= 0 else None
    if outer is None or outer.kind is PhraseKind.PRONOUN:
        return None
    named = inner is not None and inner.kind in (PhraseKind.PERSON, PhraseKind.NAME)
    if named and outer.kind is PhraseKind.ROLE:
        return inner
    return outer if _APPOSES.match(sentence.prose, comma, end) else None


def _after(sentence: Sentence, verb: Span) -> Phrase | None:
    prose = sentence.prose
    if verb.of(prose).lower() not in INVERTED:
        return None
    before = prose[sentence.span.start : verb.start].rstrip()
    if not before.endswith(_BREAKS):
        return None
    return _forward(sentence, verb.end)


def _forward(sentence: Sentence, start: int) -> Phrase | None:
    match = _FORWARD.match(sentence.prose, start, min(start + _REACH, sentence.span.end))
    if match is None:
        return None
    begin, end = match.span(1)
    cut = _CUT.search(sentence.prose, begin, end)
    end = begin + len(sentence.prose[begin : cut.start() if cut else end].rstrip())
    return sentence.phrase_in(Span(begin, end))
