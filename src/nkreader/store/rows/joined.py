"""The annotations of several files as those of one; of several with one id the first counts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import is_

from nkreader.model.annotation import Annotation
from nkreader.store.rows.annotations import Annotations


class Joined:
    """Annotations of several files, each decoded when it is asked for."""

    def __init__(self, parts: Sequence[Annotations]) -> None:
        """Take those of each file, of which none is changed any more."""
        self._parts = parts

    def __len__(self) -> int:
        return len(self.all())

    def __contains__(self, annotation_id: object) -> bool:
        return any(annotation_id in part for part in self._parts)

    def find(self, annotation_id: str) -> Annotation | None:
        """Return the annotation with this id."""
        found = (part.get(annotation_id) for part in self._parts)
        return next((each for each in found if each is not None), None)

    def all(self) -> Mapping[str, Annotation]:
        """Return all of them by id."""
        return self._all

    def each(self) -> Iterator[Annotation]:
        """Yield all of them, of which none is decoded before its turn."""
        for number, part in enumerate(self._parts):
            yield from self._first(number, part.each())

    def read_some(self) -> bool:
        """Decode a few, so that sooner or later all are at hand; tell whether more are left."""
        return any(part.read_some() for part in self._parts)

    def on(self, source: str) -> Mapping[str, Annotation]:
        """Return those on a source, by its id; they by theirs."""
        parts = enumerate(self._parts)
        found = (each for number, part in parts for each in self._first(number, part.on(source)))
        return {each.id: each for each in found}

    def leading_to(self, target: str) -> Iterable[Annotation]:
        """Return those with a link to one, by its id."""
        for number, part in enumerate(self._parts):
            yield from self._first(number, part.leading_to(target))

    @property
    def links_are_known(self) -> bool:
        """Whether to find them takes no look through the bytes of a file."""
        return all(part.links_are_known for part in self._parts)

    @cached_property
    def _all(self) -> dict[str, Annotation]:
        found: dict[str, Annotation] = {}
        for part in self._parts:
            for key, each in part.items():
                found.setdefault(key, each)
        return found

    def _first(self, number: int, found: Iterable[Annotation]) -> Iterator[Annotation]:
        """Yield what of a file was found of which no file before has the id."""
        before = self._parts[:number]
        return (each for each in found if not any(each.id in part for part in before))


class Joining:
    """Joins what files hold: the same object until one of them holds something else."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._parts: Sequence[Annotations] = ()
        self._joined = Annotations.of(())

    def join(self, parts: Sequence[Annotations]) -> Annotations:
        """Return these as one."""
        if len(parts) != len(self._parts) or not all(map(is_, parts, self._parts)):
            self._parts = parts
            self._joined = parts[0] if len(parts) == 1 else Annotations(Joined(parts))
        return self._joined
