"""Whose work stands on a source: the one answer, for the reader and for the command line.

On a source stand the annotations made on its content, and those made on what had its path
then. One that several databases hold counts once, and mine comes before others'; others' are
seen through my verdicts on them.
"""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

from nkreader.analysis.verdicts import all_judged, judged
from nkreader.model.annotation import Annotation
from nkreader.model.source import SourceRef
from nkreader.model.verdict import Verdict
from nkreader.store.rows.annotations import Annotations


class Work:
    """Annotations, each once, to be asked for by the sources that they are on."""

    def __init__(
        self, annotations: Annotations, sources: Iterable[SourceRef], before: "Work | None" = None
    ) -> None:
        """Take all there are; of the same sources all is known ``before``."""
        self.by_id = annotations
        self._at: dict[str, set[str]] = {}
        self.refs: dict[str, SourceRef] = {}
        self._sources = tuple(sources)
        if before is not None and before._sources == self._sources:
            self._at, self.refs = before._at, before.refs
            return
        for ref in self._sources:
            self.refs.setdefault(ref.id, ref)
            self._at.setdefault(ref.path, set()).add(ref.id)

    def sources_at(self, path: str) -> set[str]:
        """Return the ids of the sources that had this path when they were tagged."""
        return self._at.get(path, set())


class Everybody:
    """My work and that of the others, as my verdicts on it have it."""

    def __init__(
        self, mine: Work, others: Work, verdicts: Mapping[str, Verdict] = MappingProxyType({})
    ) -> None:
        """Hold both; what is mine too is not the others'.

        ``verdicts`` are mine, by the id of the annotation that each is on.
        """
        self._mine = mine
        self._others = others
        self._verdicts = verdicts

    @property
    def refs(self) -> Mapping[str, SourceRef]:
        """The versions of sources that were tagged, by id."""
        return ChainMap(self._mine.refs, self._others.refs)

    @property
    def annotations(self) -> Iterator[Annotation]:
        """All annotations, mine first."""
        mine, theirs = self._mine.by_id, self._others.by_id
        yield from mine.values()
        left = (each for each in theirs.values() if each.id not in mine)
        yield from all_judged(left, self._verdicts)

    def each(self) -> Iterator[Annotation]:
        """Yield all annotations, in any order, of which none is decoded before its turn."""
        yield from self._mine.by_id.each()
        left = (each for each in self._others.by_id.each() if each.id not in self._mine.by_id)
        yield from all_judged(left, self._verdicts)

    def leading_to(self, annotation_id: str) -> tuple[Annotation, ...]:
        """Return the annotations with a link to this one, mine first."""
        theirs = (each.id for each in self._others.by_id.leading_to(annotation_id))
        judged_so = self._verdicts_leading_to.get(annotation_id, ())
        left = dict.fromkeys(k for k in (*theirs, *judged_so) if k not in self._mine.by_id)
        found = filter(None, map(self.find, left))
        return (*self._mine.by_id.leading_to(annotation_id), *found)

    @property
    def links_are_known(self) -> bool:
        """Whether to find what leads to an annotation takes no look through the bytes of a file."""
        return self._mine.by_id.links_are_known and self._others.by_id.links_are_known

    def on(self, path: str, source_id: str, *, others: bool = True) -> tuple[Annotation, ...]:
        """Return the annotations on a source, mine first; without ``others`` only mine."""
        mine, theirs = self._mine, self._others
        sources = sorted(self.versions(path, source_id))
        found = [each for key in sources for each in mine.by_id.on(key)]
        if others:
            them = (each for key in sources for each in theirs.by_id.on(key))
            left = (each for each in them if each.id not in mine.by_id)
            found += all_judged(left, self._verdicts)
        return tuple(found)

    def versions(self, path: str, source_id: str) -> set[str]:
        """Return the ids of the sources that stand on one: its own, and those that had its path."""
        return {source_id} | self._mine.sources_at(path) | self._others.sources_at(path)

    def those(
        self, ids: Iterable[str], source_id: str, *, others: bool = True
    ) -> tuple[Annotation, ...]:
        """Return which annotations of these ids are on a source; without ``others`` only mine."""
        found = map(self.find if others else self._mine.by_id.get, ids)
        return tuple(each for each in found if each is not None and each.source == source_id)

    def changed_since(self, before: "Everybody") -> set[str] | None:
        """Return the ids of all annotations that may be others than they were ``before``.

        None where that is not known, and where the sources that were tagged are others.
        """
        if self is before:
            return set()
        mine, was = self._mine, before._mine
        found = mine.by_id.changed_since(was.by_id)
        if found is None or self._others is not before._others or mine.refs is not was.refs:
            return None
        if self._verdicts != before._verdicts:
            now, then = self._verdicts, before._verdicts
            found |= {key for key in (*now, *then) if now.get(key) is not then.get(key)}
        return found

    def has_others_at(self, path: str, source_id: str) -> bool:
        """Tell whether anything is tagged in other sources that had this path."""
        work = (self._mine, self._others)
        return any(
            each.by_id.on(key) for each in work for key in each.sources_at(path) - {source_id}
        )

    def find(self, annotation_id: str) -> Annotation | None:
        """Return an annotation, None where nobody has one of that id."""
        if mine := self._mine.by_id.get(annotation_id):
            return mine
        theirs = self._others.by_id.get(annotation_id)
        return theirs and judged(theirs, self._verdicts.get(annotation_id))

    @cached_property
    def _verdicts_leading_to(self) -> dict[str, list[str]]:
        """What my verdicts tie to others: the ids they are on, by the ids of the targets."""
        found: dict[str, list[str]] = {}
        for verdict in self._verdicts.values():
            for target in {link.target for link in verdict.links}:
                found.setdefault(target, []).append(verdict.on)
        return found


def by_id(annotations: Iterable[Annotation]) -> dict[str, Annotation]:
    """Return annotations by id, of several with one id the first."""
    found: dict[str, Annotation] = {}
    for annotation in annotations:
        found.setdefault(annotation.id, annotation)
    return found


def by_source(annotations: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    """Return annotations by the id of the source they were made on."""
    groups: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        groups.setdefault(annotation.source, []).append(annotation)
    return groups


def by_annotation(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    """Return verdicts by the id of the annotation that they are on."""
    groups: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        groups.setdefault(verdict.on, []).append(verdict)
    return groups
