"""The ledger: claims across sources, what answers them, and what is tied to nothing.

Rejected annotations count for nothing, links to what is not there neither.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import NamedTuple

from nkreader.analysis.answers import Tie, answers, direct
from nkreader.analysis.dates import said_when
from nkreader.analysis.strands import strands
from nkreader.model.annotation import Annotation, Label, Relation, Status
from nkreader.model.moment import moment
from nkreader.model.source import SourceRef
from nkreader.model.statement import Counts, Statement, label_of, proposition

_NEVER = datetime.max.replace(tzinfo=UTC)
_COUNTED = (Relation.DENIES, Relation.SUPPORTS, Relation.UNDERMINES, Relation.CONCERNS)
_LABELS = tuple(Label)


class Order(NamedTuple):
    """What sorts annotations by when they were said; unknown comes last."""

    unknown: bool
    instant: datetime
    source: str
    start: int
    id: str


class Ledger:
    """All that is tagged, by what is said alike.

    A statement is known by its key, the id of what was said first in it. Of many
    annotations little is worked out before it is asked for.
    """

    def __init__(self, annotations: Iterable[Annotation], sources: Mapping[str, SourceRef]) -> None:
        """Take annotations, and the sources that they are on, by id."""
        self.annotations = {
            each.id: each for each in annotations if each.status is not Status.REJECTED
        }
        self.sources = sources
        self._order = {each.id: self._order_of(each) for each in self.annotations.values()}
        self._said: dict[str, tuple[Annotation, ...]] = {}
        self._key_of: dict[str, str] = {}
        for alike in self._groups():
            for each in alike:
                self._key_of[each.id] = alike[0].id
            self._said[alike[0].id] = alike

    def when(self, annotation: Annotation) -> str | None:
        """Return, ISO 8601, when something was said, None where nobody knows."""
        return said_when(annotation, self.sources.get(annotation.source))

    def order(self, annotation: Annotation) -> Order:
        """Return what sorts annotations by when they were said."""
        return self._order[annotation.id]

    def key_of(self, annotation_id: str) -> str | None:
        """Return the key of the statement that an annotation makes, None where it is not here."""
        return self._key_of.get(annotation_id)

    def said(self, key: str) -> tuple[Annotation, ...]:
        """Return the annotations of a statement, first said first."""
        return self._said[key]

    def label(self, key: str) -> Label:
        """Return the label of a statement: claim where anything in it is one."""
        return label_of(self._said[key])

    def about(self, key: str) -> str:
        """Return the proposition of a statement."""
        return proposition(self._said[key])

    @cached_property
    def claims(self) -> tuple[str, ...]:
        """The keys of all claims, first said first."""
        return tuple(key for key in self._said if self.label(key) is Label.CLAIM)

    @cached_property
    def open_ends(self) -> tuple[str, ...]:
        """The keys of claims that nobody answered, then of all else that is tied to nothing."""
        loose = [key for key in self._said if not self._is_tied(key)]
        return tuple(sorted(loose, key=lambda key: _LABELS.index(self.label(key))))

    def counts(self, key: str) -> Counts:
        """Return how many annotations answer a statement."""
        pairs = {(self._key_of[tie.annotation.id], tie.relation) for tie in self._into(key)}
        count = Counter[Relation]()
        for other, relation in pairs:
            count[relation] += len(self._said[other])
        return Counts(*(count[relation] for relation in _COUNTED))

    def statement(self, key: str) -> Statement:
        """Return a statement with all that answers it, and answers to that."""
        return Statement(self._said[key], answers(key, self._ties_into, self._key_of))

    def targets(self, key: str) -> tuple[tuple[Relation, str], ...]:
        """Return what a statement answers: how, and the key of the other, each once."""
        found = (
            (link.relation, self._key_of[link.target])
            for each in self._said[key]
            for link in each.links
            if link.relation is not Relation.REPEATS and link.target in self._key_of
        )
        return tuple(dict.fromkeys((how, other) for how, other in found if other != key))

    def _groups(self) -> list[tuple[Annotation, ...]]:
        together: dict[str, list[Annotation]] = {}
        for key, top in strands(self.annotations).items():
            together.setdefault(top, []).append(self.annotations[key])
        groups = [tuple(sorted(group, key=self.order)) for group in together.values()]
        return sorted(groups, key=lambda group: self.order(group[0]))

    def _order_of(self, annotation: Annotation) -> Order:
        instant = moment(self.when(annotation))
        place = (annotation.source, annotation.start, annotation.id)
        return Order(instant is None, instant or _NEVER, *place)

    @cached_property
    def _incoming(self) -> dict[str, list[Tie]]:
        """What is tied to each statement by a link of its own."""
        found: dict[str, list[Tie]] = {}
        for each in self.annotations.values():
            own = self._key_of[each.id]
            for link in each.links:
                key = self._key_of.get(link.target, own)
                if key != own and link.relation is not Relation.REPEATS:
                    found.setdefault(key, []).append(Tie(each, link.relation, link.target))
        return found

    def _into(self, key: str) -> list[Tie]:
        return self._incoming.get(key, [])

    def _ties_into(self, key: str) -> list[Tie]:
        """Return what answers a statement, what only repeats an answer too; in order."""
        alike = {tie.annotation.id: self._alike(tie.annotation) for tie in self._into(key)}
        return direct(self._into(key), alike, self.order)

    def _alike(self, annotation: Annotation) -> tuple[Annotation, ...]:
        return self._said[self._key_of[annotation.id]]

    def _is_tied(self, key: str) -> bool:
        if self.label(key) is Label.CLAIM:
            return bool(self._into(key))
        return bool(self.targets(key))
