"""Which annotations of an import are new here, and under which ids.

What is here stays as it is. An annotation that says what one here says is that one; one that
was changed here since is, too. One with the id of another gets an id made of what it says.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from nkreader.importers.incoming import IncomingAnnotation, derived_id
from nkreader.model.annotation import Annotation, Link
from nkreader.session.importing.sameness import Standing, says, standing
from nkreader.session.importing.told import Told

_NOT_SAID = frozenset({"key", "id", "source", "place", "links"})

_Place = tuple[str, int, int]


class Renamed(Struct, frozen=True):
    """An annotation whose id is that of another one here, and the id that it was given."""

    told: str
    id: str


class Admission:
    """What becomes of the annotations of an import, taken one after the other.

    ``added`` are new, by their keys in the import; ``present`` counts what was here before,
    ``later`` are the ids of what was changed here since.
    """

    def __init__(self, here: dict[str, Annotation], mine: Iterable[Annotation]) -> None:
        """Take what is here by id, everybody's and ``mine``."""
        self.added: dict[str, Annotation] = {}
        self.present = 0
        self.later: list[str] = []
        self.renamed: list[Renamed] = []
        self._here = here
        self._mine = _by_place(mine)
        self._ids: dict[str, str] = {}  # by key
        self._alike: Counter[str] = Counter()
        self._same: list[tuple[str, Told, IncomingAnnotation, Annotation]] = []

    def admit(self, told: Told, each: IncomingAnnotation, found: Annotation) -> None:
        """Take an annotation that has found its place, and has no id and no links yet."""
        identity = each.id or self._derived(told, each)
        here = self._here.get(identity) or (None if each.id else self._twin(each, found))
        if here is None:
            self._add(identity, each, found)
            return
        stands = standing(here, each, found) if each.id else Standing.SAME
        if stands is Standing.OTHER:
            self._add_beside(here.id, told, each, found)
            return
        self._ids[each.key] = here.id
        if stands is Standing.LATER:
            self.later.append(here.id)
        else:
            self.present += 1
            self._same.append((here.id, told, each, found))

    def compare_links(self) -> None:
        """Add beside what is here already what leads elsewhere: only now is known where."""
        for identity, told, each, found in self._same:
            here = set(self._here[identity].links)
            if not (here.issuperset(each.links) or here.issuperset(self._led(each))):
                self.present -= 1
                self._add_beside(identity, told, each, found)

    def linked(self, annotations: Iterable[IncomingAnnotation]) -> Iterator[Annotation]:
        """Yield what is new in the order of the import, links leading to what things are now."""
        for each in annotations:
            if annotation := self.added.get(each.key):
                yield replace(annotation, links=self._led(each))

    def _add(self, identity: str, each: IncomingAnnotation, found: Annotation) -> None:
        annotation = replace(found, id=identity, links=each.links)
        self._ids[each.key] = identity
        self._here[identity] = self.added[each.key] = annotation

    def _add_beside(
        self, taken: str, told: Told, each: IncomingAnnotation, found: Annotation
    ) -> None:
        """Add an annotation whose id is that of another one here."""
        identity = derived_id(taken, told.facts, *_said(each), each.links)
        if identity in self._here:
            self._ids[each.key] = identity
            self.present += 1
        else:
            self._add(identity, each, found)
            self.renamed.append(Renamed(taken, identity))

    def _derived(self, told: Told, each: IncomingAnnotation) -> str:
        """Return the id of an annotation that came without: of several alike each has its own."""
        identity = derived_id(told.facts, *_said(each))
        self._alike[identity] += 1
        number = self._alike[identity]
        return identity if number == 1 else derived_id(identity, number)

    def _twin(self, each: IncomingAnnotation, found: Annotation) -> Annotation | None:
        """Return what says the same of the same passage here, each only once."""
        twins = self._mine.get(_place(found), [])
        twin = next((twin for twin in twins if says(twin, each)), None)
        if twin:
            twins.remove(twin)
        return twin

    def _led(self, each: IncomingAnnotation) -> tuple[Link, ...]:
        """Return links that lead to what things are now."""
        return tuple(
            Link(link.relation, self._ids.get(link.target, link.target)) for link in each.links
        )


def _by_place(annotations: Iterable[Annotation]) -> dict[_Place, list[Annotation]]:
    places: dict[_Place, list[Annotation]] = {}
    for each in annotations:
        places.setdefault(_place(each), []).append(each)
    return places


def _place(annotation: Annotation) -> _Place:
    return annotation.source, annotation.start, annotation.end


def _said(each: IncomingAnnotation) -> Iterator[object]:
    names = (name for name in IncomingAnnotation.__struct_fields__ if name not in _NOT_SAID)
    return (getattr(each, name) for name in names)
