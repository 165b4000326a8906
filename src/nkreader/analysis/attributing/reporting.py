"""Who is reported in a sentence and by whom: `the ministry said, according to Yonhap`.

Of several who are said to speak, one holds what is said; an outer one passes it on.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from nkreader.analysis.attributing.phrases import Phrase, PhraseKind, Sentence
from nkreader.analysis.attributing.speech import Attribution, Way
from nkreader.analysis.attributing.vocabulary import ARTICLES, REPORTS, TITLES
from nkreader.model.entity import EntityType, Mention
from nkreader.model.span import Span

# What stands before the medium through which somebody speaks.
_THROUGH = re.compile(
    r"\b(?:(?:told|tells)|interview\s+(?:on|to|with)|(?:carried|published|quoted|released)\s+by"
    r"|as\s+saying\s+by)\s+(?:(?!(?:after|at|by|in|of|on|reporters|that|to|with)\b)[\w’'-]+\s+){0,4}\Z",
    re.I,
)
_THAT = re.compile(r"\s+(?:\w+day\s+)?(?:that\s+)?", re.I)
_REST = 40  # code points after a verb with which a sentence ends, and before one that begins


class Report(Struct, frozen=True):
    """Who says something, and who passes it on, if that is told."""

    speaker: Phrase
    via: Phrase | None = None


def report(sentence: Sentence, found: Sequence[Attribution], first: Attribution) -> Report:
    """Return who is reported in a sentence; ``first`` of those ``found`` is nearest at hand."""
    cited = next((one for one in found if one.way is Way.CITED), None)
    if cited is not None and cited is not first:
        return Report(cited.speaker, _reporter(sentence, first.speaker))
    for outer, inner in pairwise(found):
        if outer is first and _embeds(sentence, outer, inner):
            return Report(inner.speaker, _reporter(sentence, outer.speaker))
    others = [one for one in found if one is not first and one.speaker.name != first.speaker.name]
    around = next((one for one in reversed(others) if is_outer(sentence, one)), None)
    if around is not None and (around.way is not Way.SAYS or around.at.start > first.at.start):
        return Report(first.speaker, _reporter(sentence, around.speaker))
    return Report(first.speaker, _medium(sentence))


def is_outer(sentence: Sentence, one: Attribution) -> bool:
    """Tell whether an attribution stands around the sentence: `…, X said.`, `according to X`."""
    prose = sentence.prose
    if one.way is not Way.SAYS:
        return True
    if sentence.span.end - max(one.at.end, one.speaker.span.end) > _REST:
        return False
    begin = min(one.at.start, one.speaker.span.start)
    before = prose[max(sentence.span.start, begin - _REST) : begin]
    return "," in before or "”" in before


def _medium(sentence: Sentence) -> Phrase | None:
    """Return the medium through which somebody speaks: `she told AFP`, `carried by KCNA`."""
    for mention in sentence.mentions:
        at = mention.span.start
        before = sentence.prose[max(sentence.span.start, at - _REST) : at]
        if mention.entity.type is EntityType.MEDIA and _THROUGH.search(before):
            return _phrase(mention)
    return None


def _embeds(sentence: Sentence, outer: Attribution, inner: Attribution) -> bool:
    """Tell whether one is said to say what another says: `Yonhap reported that Seoul said`."""
    prose = sentence.prose
    if outer.at.of(prose).lower() not in REPORTS or inner.speaker.span.start < outer.at.end:
        return False
    match = _THAT.match(prose, outer.at.end)
    between = prose[match.end() if match else outer.at.end : inner.speaker.span.start].split()
    if inner.speaker.kind is PhraseKind.PRONOUN:
        return False
    return all(word.lower().strip(".") in ARTICLES | TITLES for word in between)


def _reporter(sentence: Sentence, phrase: Phrase) -> Phrase:
    """Return who passes it on: the medium that a phrase names, else the phrase."""
    for mention in sentence.mentions:
        if mention.entity.type is EntityType.MEDIA and phrase.span.overlaps(mention.span):
            return _phrase(mention)
    return phrase


def _phrase(mention: Mention) -> Phrase:
    return Phrase(Span(*mention.span), mention.entity.name, PhraseKind.BODY)
