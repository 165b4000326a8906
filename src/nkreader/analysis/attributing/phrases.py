"""Noun phrases that can speak: a name, a role, two of them, a pronoun.

A phrase is looked for by where it ends and read backwards, since in English its head
stands last. Names of the gazetteer come first, then roles (`senior official`), then
capitalised names. What only completes another thing (`talks in Seoul`) is no speaker.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum, auto
from functools import cached_property
from itertools import takewhile

from msgspec import Struct

from nkreader.analysis.attributing.vocabulary import (
    ARTICLES,
    BINDING,
    DATES,
    DETERMINERS,
    OFFICES,
    OPENERS,
    PREPOSITIONS,
    PRONOUNS,
    REPORTS,
    ROLES,
    SPEECH,
    STOPS,
    SUBORDINATE,
    TITLES,
)
from nkreader.model.entity import EntityType, Mention
from nkreader.model.span import Span
from nkreader.text.spaces import one_spaced

_TOKEN = re.compile(r"[^\s,;:()“”\"„«»—–…]+")
_MODIFIERS = 4
# What has a name and does not speak.
_SPEECHLESS = (EntityType.EVENT, EntityType.PRODUCT, EntityType.TREATY, EntityType.WEAPON)


class PhraseKind(Enum):
    """What a phrase names, so far as a pronoun after it has to agree."""

    PERSON = auto()
    BODY = auto()
    NAME = auto()
    ROLE = auto()
    PRONOUN = auto()


class Phrase(Struct, frozen=True):
    """A phrase that can speak; ``name`` is the entity's, or the words as they stand."""

    span: Span
    name: str
    kind: PhraseKind


class Sentence:
    """One sentence's words, in order, and the names among them, found when they are asked for."""

    def __init__(self, prose: str, span: Span, mentions: Sequence[Mention]) -> None:
        """Take a sentence, and mentions in text order, of which some may lie in it."""
        self.prose = prose
        self.span = span
        self._around = mentions

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions that lie wholly in the sentence."""
        first = bisect_left(self._around, self.span.start, key=_start)
        last = bisect_left(self._around, self.span.end, key=_start)
        return tuple(one for one in self._around[first:last] if one.span.end <= self.span.end)

    @cached_property
    def _ends(self) -> dict[int, Mention]:
        return {mention.span.end: mention for mention in self.mentions}

    @cached_property
    def _words(self) -> list[Span]:
        return [Span(*match.span()) for match in _TOKEN.finditer(self.prose, *self.span)]

    def phrase_to(self, end: int) -> Phrase | None:
        """Return the phrase whose last word ends at ``end``."""
        found = self._simple(end)
        return self._pronoun(end) if found is None else self._completed(found)

    def phrase_in(self, span: Span) -> Phrase | None:
        """Return the phrase that ``span`` is, None where it is more than that.

        One word that is neither title nor role nor name is let through.
        """
        found = self._simple(span.end)
        if found is None:
            return self._pronoun(span.end)
        words = [word for word in self._words if span.start <= word.start < found.span.start]
        odd = [word for word in words if not self._introduces(word)]
        if len(odd) > 1 or any(self._low(word) in STOPS | SPEECH for word in odd):
            return None
        return self._completed(found, span.start)

    def subject(self) -> Phrase | None:
        """Return the name that the sentence begins with, at once or after a comma."""
        comma = self.prose.find(",", *self.span)
        words = list(self._words)
        later = [word for word in words if word.start > comma >= 0]
        return self._named_at(words) or self._named_at(later) or self._capitalised_at(later)

    def phrase_at_start(self) -> Phrase | None:
        """Return the phrase that the sentence begins with: an entity, a role, a pronoun."""
        words = self._words[: _MODIFIERS + 2]
        for word in words[::-1]:
            found = self.phrase_to(word.end)
            if found is None or found.kind is PhraseKind.NAME:
                continue
            introducing = [each for each in words if each.start < found.span.start]
            if all(self._low(each) in TITLES | ARTICLES for each in introducing):
                return found
        return None

    def _simple(self, end: int) -> Phrase | None:
        if self.prose.endswith(("'s", "’s"), self.span.start, end):
            return None
        return self._named(end) or self._role(end) or self._capitalised(end)

    def _named_at(self, words: list[Span]) -> Phrase | None:
        """Return the mention that the words begin with, titles apart, if it owns nothing."""
        introducing = takewhile(lambda word: self._low(word) in TITLES | ARTICLES, words)
        first = next(iter(words[len(list(introducing)) :]), None)
        for mention in self.mentions:
            owning = self.prose.startswith(("'", "’"), mention.span.end)
            if first is not None and mention.span.start == first.start and not owning:
                return self._named(mention.span.end)
        return None

    def _capitalised_at(self, words: list[Span]) -> Phrase | None:
        run = list(takewhile(lambda word: self.prose[word.start].isupper(), words))
        return self._capitalised(run[-1].end) if run else None

    def _named(self, end: int) -> Phrase | None:
        mention = self._ends.get(end)
        if mention is None or mention.entity.type in _SPEECHLESS:
            return None
        person = mention.entity.type is EntityType.PERSON
        kind = PhraseKind.PERSON if person else PhraseKind.BODY
        return Phrase(mention.span, mention.entity.name, kind)

    def _role(self, end: int) -> Phrase | None:
        words = self._run_to(end)
        if not words or self._low(words[-1]) not in ROLES:
            return None
        start = words[-1].start
        for word in reversed(words[-1 - _MODIFIERS : -1]):
            low = self._low(word)
            if not self._in_mention(word) and (low in ARTICLES | STOPS | DATES):
                break
            start = word.start
            if low in DETERMINERS:
                break
        return self._phrase(Span(start, end), PhraseKind.ROLE)

    def _capitalised(self, end: int) -> Phrase | None:
        start = end
        for word in reversed(self._run_to(end)):
            low = self._low(word)
            if not self.prose[word.start].isupper() or low in STOPS | ARTICLES | TITLES | DATES:
                break
            start = word.start
        return self._phrase(Span(start, end), PhraseKind.NAME) if start < end else None

    def _pronoun(self, end: int) -> Phrase | None:
        """Return a pronoun that begins a clause: not that of `what it says is revenge`."""
        words = self._run_to(end)
        if not words or self._low(words[-1]) not in PRONOUNS:
            return None
        if len(words) > 1 and self._low(words[-2]) not in ("and", "but", "so", "as"):
            return None
        return Phrase(words[-1], self._low(words[-1]), PhraseKind.PRONOUN)

    def _completed(self, phrase: Phrase, start: int = 0) -> Phrase | None:
        """Return the whole that the phrase is a part of: None where that cannot speak.

        What stands before ``start`` is no part of it.
        """
        before = [word for word in self._run_to(phrase.span.start) if word.start >= start]
        self._drop_titles(before)
        link = self._low(before[-1]) if before else ""
        if link in ("and", "or") and len(before) > 1:
            return self._joined(before[-2], phrase)
        if link in SUBORDINATE:
            passed_on = link == "that" and len(before) > 1 and self._low(before[-2]) in REPORTS
            return phrase if passed_on else None
        if link not in PREPOSITIONS:
            return phrase
        if link not in BINDING or len(before) == 1:
            return None
        whole = self._named(before[-2].end)
        if whole is not None:
            return self._completed(whole, start)
        whole = self._role(before[-2].end)
        if whole is None and link in ("of", "for"):
            whole = self._capitalised(before[-2].end)
        return whole and self._phrase(Span(whole.span.start, phrase.span.end), PhraseKind.ROLE)

    def _joined(self, word: Span, second: Phrase) -> Phrase:
        """Return both where the first begins a clause; else the second alone."""
        first = self._named(word.end) or self._role(word.end) or self._capitalised(word.end)
        if first is None:
            return second
        before = self._run_to(first.span.start)
        self._drop_titles(before)
        if before and self._low(before[-1]) not in OPENERS:
            return second
        span = Span(first.span.start, second.span.end)
        if second.kind is PhraseKind.ROLE and first.kind is not PhraseKind.ROLE:
            return self._phrase(span, PhraseKind.ROLE)
        return Phrase(span, f"{first.name} and {second.name}", PhraseKind.ROLE)

    def _phrase(self, span: Span, kind: PhraseKind) -> Phrase:
        return Phrase(span, one_spaced(span.of(self.prose)), kind)

    def _run_to(self, end: int) -> list[Span]:
        """Return the words up to ``end`` that only white space keeps apart."""
        run: list[Span] = []
        for word in reversed(self._words):
            if word.start >= end:
                continue
            word = Span(word.start, min(word.end, end))  # a stop may hang on
            if self.prose[word.end : run[-1].start if run else end].strip():
                break
            run.append(word)
        return run[::-1]

    def _drop_titles(self, words: list[Span]) -> None:
        """Take off the end what introduces a name: `the U.S. Secretary of State`."""
        office = False
        while words and (self._is_title(words[-1]) or (office and self._low(words[-1]) == "of")):
            office = self._low(words.pop()) in OFFICES

    def _is_title(self, word: Span) -> bool:
        low = self._low(word)
        if low in TITLES | ARTICLES:
            return True
        cased = self.prose[word.start].isupper() and low not in STOPS | DATES
        return cased or self._in_mention(word)

    def _introduces(self, word: Span) -> bool:
        return self._is_title(word) or self._low(word) in ROLES | DETERMINERS | BINDING

    def _in_mention(self, word: Span) -> bool:
        return any(mention.span.overlaps(word) for mention in self.mentions)

    def _low(self, word: Span) -> str:
        return word.of(self.prose).lower().strip(".")


def _start(mention: Mention) -> int:
    return mention.span.start
