"""Annotations by id, as a file held them and as they were changed since."""

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from functools import cached_property
from typing import Protocol

from nkreader.model.annotation import Annotation


class Held(Protocol):
    """Annotations that never change, in the order they were made."""

    def __len__(self) -> int: ...

    def __contains__(self, annotation_id: object) -> bool: ...

    def find(self, annotation_id: str) -> Annotation | None:
        """Return the annotation with this id."""

    def all(self) -> Mapping[str, Annotation]:
        """Return all of them by id."""

    def each(self) -> Iterator[Annotation]:
        """Yield all of them, of which none is decoded before its turn."""

    def read_some(self) -> bool:
        """Decode a few, so that sooner or later all are at hand; tell whether more are left."""

    def on(self, source: str) -> Mapping[str, Annotation]:
        """Return those on a source, by its id; they by theirs."""

    def leading_to(self, target: str) -> Iterable[Annotation]:
        """Return those with a link to one, by its id."""

    @property
    def links_are_known(self) -> bool:
        """Whether to find them takes no look through bytes."""


class Decoded:
    """Annotations that are at hand."""

    def __init__(self, by_id: dict[str, Annotation]) -> None:
        """Take them; nobody else may change them any more."""
        self._by_id = by_id

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, annotation_id: object) -> bool:
        return annotation_id in self._by_id

    def find(self, annotation_id: str) -> Annotation | None:
        """Return the annotation with this id."""
        return self._by_id.get(annotation_id)

    def all(self) -> Mapping[str, Annotation]:
        """Return all of them by id."""
        return self._by_id

    def each(self) -> Iterator[Annotation]:
        """Yield all of them."""
        return iter(self._by_id.values())

    def read_some(self) -> bool:
        """Tell that none is left."""
        return False

    def on(self, source: str) -> Mapping[str, Annotation]:
        """Return those on a source, by its id; they by theirs."""
        return self._by_source.get(source, {})

    def leading_to(self, target: str) -> Iterable[Annotation]:
        """Return those with a link to one, by its id."""
        return self._by_target.get(target, ())

    @property
    def links_are_known(self) -> bool:
        """Tell that to find them takes no look through bytes."""
        return True

    @cached_property
    def _by_source(self) -> dict[str, dict[str, Annotation]]:
        found: dict[str, dict[str, Annotation]] = {}
        for key, annotation in self._by_id.items():
            found.setdefault(annotation.source, {})[key] = annotation
        return found

    @cached_property
    def _by_target(self) -> dict[str, list[Annotation]]:
        return by_target(self._by_id.values())


class Annotations(Mapping[str, Annotation]):
    """What stands, in the order it was made. A change makes another one of it.

    What it was made of is shared, and what was found out about that: one that differs by a
    change costs as much as there are changes, however many annotations there are.
    """

    def __init__(
        self,
        held: Held,
        changed: dict[str, Annotation] | None = None,
        gone: frozenset[str] = frozenset(),
        log: list[str] | None = None,
    ) -> None:
        """Take what was held at first; ``gone`` are the ids that no longer stand in their place.

        The ``log`` of what was ever changed is shared by all that came of what was held.
        """
        self._held = held
        self._changed = changed or {}
        self._gone = gone
        self._log = [] if log is None else log
        self._logged = len(self._log)

    @classmethod
    def of(cls, annotations: Iterable[Annotation]) -> "Annotations":
        """Return these; of several with one id the first counts."""
        by_id: dict[str, Annotation] = {}
        for annotation in annotations:
            by_id.setdefault(annotation.id, annotation)
        return cls(Decoded(by_id))

    def after(self, changes: Mapping[str, Annotation | None]) -> "Annotations":
        """Return what stands after changes by id; None is for nothing."""
        changed, gone = dict(self._changed), set(self._gone)
        for key, annotation in changes.items():
            if annotation is not None:
                changed[key] = annotation
            else:
                changed.pop(key, None)
                gone.add(key)
        # A log knows one way only: another one begins a log of its own.
        log = self._log if len(self._log) == self._logged else self._log[: self._logged]
        log.extend(changes)
        return Annotations(self._held, changed, frozenset(gone), log)

    def changed_since(self, before: "Annotations") -> set[str] | None:
        """Return the ids of all that may be others than ``before``, from which these came.

        None where these did not.
        """
        if self._log is not before._log or before._logged > self._logged:
            return None
        return set(self._log[before._logged : self._logged])

    def __getitem__(self, key: str) -> Annotation:
        found = self._changed.get(key)
        if found is None and key not in self._gone:
            found = self._held.find(key)
        if found is None:
            raise KeyError(key)
        return found

    def __contains__(self, key: object) -> bool:
        return key in self._changed or (key not in self._gone and key in self._held)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        if not (self._changed or self._gone):
            return len(self._held)
        gone = sum(key in self._held for key in self._gone)
        added = sum(key in self._gone or key not in self._held for key in self._changed)
        return len(self._held) - gone + added

    def values(self) -> ValuesView[Annotation]:
        """Return all of them."""
        return self._all.values()

    def items(self) -> ItemsView[str, Annotation]:
        """Return all of them with their ids."""
        return self._all.items()

    def each(self) -> Iterator[Annotation]:
        """Yield all of them, in any order, of which none is decoded before its turn."""
        yield from self._changed.values()
        for each in self._held.each():
            if each.id not in self._changed and each.id not in self._gone:
                yield each

    def read_some(self) -> bool:
        """Decode a few, so that sooner or later all are at hand; tell whether more are left."""
        return self._held.read_some()

    def on(self, source: str) -> list[Annotation]:
        """Return the annotations on a source, by its id."""
        # What is many is only copied: looked at is what was changed.
        found = dict(self._held.on(source))
        for key in self._gone:
            found.pop(key, None)
        for key, each in self._changed.items():
            if each.source == source:
                found[key] = each
            else:
                found.pop(key, None)
        return list(found.values())

    def leading_to(self, target: str) -> list[Annotation]:
        """Return the annotations with a link to one, by its id."""
        held, gone, now = self._held.leading_to(target), self._gone, self._changed
        found = {each.id: now.get(each.id, each) for each in held if each.id not in gone}
        found |= self._linked
        return [
            each for each in found.values() if any(link.target == target for link in each.links)
        ]

    @property
    def links_are_known(self) -> bool:
        """Whether to find what leads to one takes no look through the bytes of a file."""
        return self._held.links_are_known

    @cached_property
    def _linked(self) -> dict[str, Annotation]:
        """What was changed and has links: most has none."""
        return {key: each for key, each in self._changed.items() if each.links}

    @cached_property
    def _all(self) -> Mapping[str, Annotation]:
        held = self._held.all()
        if not (self._changed or self._gone):
            return held
        return {key: each for key, each in held.items() if key not in self._gone} | self._changed


def by_target(annotations: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    """Return the annotations with links, by the id of what these lead to."""
    found: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        for target in {link.target for link in annotation.links}:
            found.setdefault(target, []).append(annotation)
    return found
