"""Which annotations are likely to be tied to one: a ranking by what they share.

What counts is how rare a shared word or entity is among all annotations, whether the labels
go together, and a little how near one was said to the other, in the text and in time.
"""

import math
from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from nkreader.analysis.linking.terms import NAME, SENSE
from nkreader.model.annotation import Annotation, Label, Status
from nkreader.model.moment import moment

# A name says more than a word that is as rare, a sense that words only share says less.
_WORTH = {NAME: 1.5, SENSE: 0.7}
# What more annotations than these share tells none of them from the others.
_TOO_COMMON = 2_000
# The number of terms in which a shared one counts in full; in longer passages it counts less.
_LENGTH = 12
# What stands beside a passage is likely what it speaks of; in code points.
_BESIDE = 600
_NEARNESS = 0.3
_SOON = 0.05
_MONTH = 30.0

_C, _D, _E, _S = Label.CLAIM, Label.DENIAL, Label.EVIDENCE, Label.SPECULATION
# How often annotations with these labels are tied, of the first one's point of view.
_TOGETHER = {
    (_C, _C): 0.7, (_C, _D): 1.0, (_C, _E): 1.0, (_C, _S): 0.7,
    (_D, _C): 1.0, (_D, _D): 0.3, (_D, _E): 0.5, (_D, _S): 0.5,
    (_E, _C): 1.0, (_E, _D): 0.8, (_E, _E): 0.3, (_E, _S): 0.6,
    (_S, _C): 1.0, (_S, _D): 0.6, (_S, _E): 0.6, (_S, _S): 0.4,
}  # fmt: skip
_REJECTED = 0.3


class Traits(Struct, frozen=True):
    """What of an annotation is compared: its terms, and where and when it was said."""

    terms: frozenset[str]
    label: Label
    source: str
    start: int
    end: int
    at: datetime | None
    is_rejected: bool


def traits_of(annotation: Annotation, terms: frozenset[str]) -> Traits:
    """Return the traits of an annotation that has these terms."""
    return Traits(
        terms,
        annotation.label,
        annotation.source,
        annotation.start,
        annotation.end,
        moment(annotation.said_at),
        annotation.status is Status.REJECTED,
    )


class Ranking:
    """The traits of annotations by id; they may come and go one by one."""

    def __init__(self) -> None:
        """Begin with none."""
        self._traits: dict[str, Traits] = {}
        self._with_term: dict[str, dict[str, None]] = {}
        self._in_source: dict[str, dict[str, None]] = {}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._traits)

    def put(self, key: str, traits: Traits) -> None:
        """Add an annotation, or let it have other traits."""
        self.drop(key)
        self._traits[key] = traits
        self._in_source.setdefault(traits.source, {})[key] = None
        for term in traits.terms:
            self._with_term.setdefault(term, {})[key] = None

    def drop(self, key: str) -> None:
        """Forget an annotation, if it is there."""
        traits = self._traits.pop(key, None)
        if traits is None:
            return
        del self._in_source[traits.source][key]
        for term in traits.terms:
            sharing = self._with_term[term]
            del sharing[key]
            if not sharing:
                del self._with_term[term]

    def ranked(self, key: str) -> list[str]:
        """Return the others, the likeliest to be tied to ``key`` first.

        Those that share nothing with it come last, by their labels.
        """
        one = self._traits[key]
        shared = self._shared(one)
        near = {other: shared.get(other, 0.0) for other in self._beside(one)}
        found = {**shared, **near}
        found.pop(key)
        scores = {other: self._score(one, other, share) for other, share in found.items()}
        first = sorted(scores, key=scores.__getitem__, reverse=True)
        scores[key] = 0.0
        rest: dict[float, list[str]] = {}
        for other, traits in self._traits.items():
            if other not in scores:
                rest.setdefault(_TOGETHER[one.label, traits.label], []).append(other)
        return first + [other for weight in sorted(rest, reverse=True) for other in rest[weight]]

    def _shared(self, one: Traits) -> dict[str, float]:
        """Return who shares terms with ``one``, and how much of what these weigh."""
        whole = 0.0
        found: dict[str, float] = {}
        for term in one.terms:
            sharing = self._with_term[term]
            weight = self._weight(term)
            whole += weight
            if len(sharing) <= _TOO_COMMON:
                for other in sharing:
                    found[other] = found.get(other, 0.0) + weight
        return {other: weight / whole for other, weight in found.items()}

    def _beside(self, one: Traits) -> Iterator[str]:
        """Yield what stands in the same source, and not far away."""
        for key in self._in_source[one.source]:
            if _distance(one, self._traits[key]) <= 3 * _BESIDE:
                yield key

    def _weight(self, term: str) -> float:
        rarity = math.log(1 + len(self._traits) / len(self._with_term[term]))
        return rarity * _WORTH.get(term[0], 1.0)

    def _score(self, one: Traits, key: str, shared: float) -> float:
        other = self._traits[key]
        score = shared * 2 / (1 + max(len(other.terms), _LENGTH / 2) / _LENGTH)
        if one.source == other.source:
            nearness = _NEARNESS if other.start < one.start else _NEARNESS / 2
            score += nearness * math.exp(-_distance(one, other) / _BESIDE)
        if one.at and other.at:
            score += _SOON / (1 + abs((one.at - other.at).days) / _MONTH)
        return score * _TOGETHER[one.label, other.label] * (_REJECTED if other.is_rejected else 1)


def _distance(one: Traits, other: Traits) -> int:
    return max(one.start - other.end, other.start - one.end, 0)
