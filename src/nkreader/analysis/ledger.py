"""The ledger: claims across sources, what answers them, and what is tied to nothing.

Rejected annotations count for nothing, links to what is not there neither.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cached_property

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
        in_order = sorted(self.annotations.values(), key=self._by_date)
        self._rank = {each.id: rank for rank, each in enumerate(in_order)}
        self._key_of: dict[str, str] = {}
        alike: dict[str, list[Annotation]] = {}
        top = strands(self.annotations)
        for each in in_order:  # so that what was said first is first of its like
            together = alike.setdefault(top[each.id], [])
            together.append(each)
            self._key_of[each.id] = together[0].id
        self._said = {group[0].id: tuple(group) for group in alike.values()}

    def when(self, annotation: Annotation) -> str | None:
        """Return, ISO 8601, when something was said, None where nobody knows."""
        return said_when(annotation, self.sources.get(annotation.source))

    def rank(self, annotation: Annotation) -> int:
        """Return at which place in time something was said, counted from 0; no date comes last."""
        return self._rank[annotation.id]

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

    def _by_date(self, annotation: Annotation) -> tuple[bool, datetime, str, int, str]:
        instant = moment(self.when(annotation))
        place = (annotation.source, annotation.start, annotation.id)
        return (instant is None, instant or _NEVER, *place)

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
        return direct(self._into(key), alike, self.rank)

    def _alike(self, annotation: Annotation) -> tuple[Annotation, ...]:
        return self._said[self._key_of[annotation.id]]

    def _is_tied(self, key: str) -> bool:
        if self.label(key) is Label.CLAIM:
            return bool(self._into(key))
        return bool(self.targets(key))
