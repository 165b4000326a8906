"""Taking in annotations that were made elsewhere: all of an import or nothing, in one step.

An import adds, and changes nothing that is here. What says the same is not taken twice; what
was changed here since stays as it is; what has the id of another annotation gets an id of its
own, made of what it says, so that importing again adds nothing.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace

from nkreader.importers.file import ImportFile
from nkreader.importers.formats import Format
from nkreader.importers.incoming import (
    Incoming,
    IncomingAnnotation,
    IncomingSource,
    derived_id,
)
from nkreader.model.annotation import Annotation, Link
from nkreader.model.change import Change, Step
from nkreader.model.source import SourceRef
from nkreader.session.arriving import Arrivals, Arrived
from nkreader.session.everybody import by_id
from nkreader.session.homes import Home, Homes
from nkreader.session.sameness import Standing, says, standing
from nkreader.session.session import Session
from nkreader.session.told import Told
from nkreader.store.disk.loading import without_collection

OPERATION = "import"

# How many of the texts that an import carries are kept for sources that are not here.
_MOST_TEXTS = 100
_NOT_SAID = frozenset({"key", "id", "source", "place", "links"})

Watch = Callable[[Collection[IncomingSource]], Iterable[IncomingSource]]


@dataclass(frozen=True, slots=True)
class Renamed:
    """An annotation whose id is that of another one here, and the id that it was given."""

    told: str
    id: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import.

    ``added`` are new here; of these ``lost`` were found in no source, and ``renamed`` have
    another id than they came with. ``present`` counts what was here before, ``later`` are the
    ids of those that were changed here since.
    """

    added: tuple[Annotation, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    present: int = 0
    later: tuple[str, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    lost: tuple[Annotation, ...] = ()
    texts: tuple[tuple[SourceRef, str], ...] = field(default=(), repr=False)


def read(file: ImportFile, chosen: Format) -> Incoming:
    """Return what a file in a format says; raise NkreaderError where it cannot be read."""
    with without_collection():
        return chosen.read(file)


def import_annotations(
    session: Session, incoming: Incoming, *, dry_run: bool = False, watch: Watch = iter
) -> Imported:
    """Take in what an import says, durable on return; with ``dry_run`` only say what would be.

    ``watch`` goes through the sources, for whoever wants to see how far it is. Raises
    NkreaderError, with nothing changed, where something cannot be taken in or kept.
    """
    with without_collection():
        imported = _Import(session, incoming).result(watch)
        if not dry_run and imported.added:
            _take_in(session, imported)
    return imported


def _take_in(session: Session, imported: Imported) -> None:
    for ref, text in imported.texts:
        session.store.keep_text(ref, text)
    changes = tuple(Change(None, each) for each in imported.added)
    step = Step(session.new_id(), OPERATION, session.now(), changes)
    session.store.apply(step, imported.sources)


class _Import:
    """One import on its way: which annotation becomes which."""

    def __init__(self, session: Session, incoming: Incoming) -> None:
        self._session = session
        self._incoming = incoming
        store = session.store
        self._here = by_id((*store.annotations.values(), *store.others()))
        self._mine = _by_place(store.annotations.values())
        self._known = store.sources
        self._counts: Counter[str] = Counter()
        self._ids: dict[str, str] = {}
        self._added: dict[str, Annotation] = {}  # by key
        self._refs: dict[str, SourceRef] = {}
        self._texts: dict[str, tuple[SourceRef, str]] = {}
        self._lost: set[str] = set()
        self._later: list[str] = []
        self._renamed: list[Renamed] = []
        self._present = 0
        self._linking: list[tuple[str, Told, IncomingAnnotation, Arrived]] = []

    def result(self, watch: Watch) -> Imported:
        homes = Homes(self._session)
        arrivals = Arrivals(
            homes, annotator=self._session.workspace.annotator, now=self._session.now()
        )
        on_it = _by_source(self._incoming)
        for source in watch(self._incoming.sources):
            told = Told(source, on_it.get(source.key, ()), self._known)
            home = homes.home(told) if told.on_it else Home()
            if home.opened and home.is_same:
                told.is_at(home.opened.ref)
            for each in told.on_it:
                self._take(told, each, arrivals.arrive(told, home, each))
            self._look_for_lost(told, home)
            self._keep(told, home)
        self._compare_links()
        added = tuple(self._linked())
        return Imported(
            added=added,
            sources=tuple(self._new_sources()),
            present=self._present,
            later=tuple(self._later),
            renamed=tuple(self._renamed),
            lost=tuple(each for each in added if each.id in self._lost),
            texts=tuple(self._texts.values()),
        )

    def _take(self, told: Told, each: IncomingAnnotation, arrived: Arrived) -> None:
        """Decide which annotation one that comes in is, and keep it if it is a new one."""
        identity = each.id or self._derived(told, each)
        here = self._here.get(identity)
        if here is None:
            here = None if each.id else self._twin(each, arrived)
            if here is None:
                self._add(identity, each, arrived)
                return
            identity = here.id
        stands = standing(here, each, arrived) if each.id else Standing.SAME
        if stands is Standing.OTHER:
            self._take_beside(identity, told, each, arrived)
            return
        self._ids[each.key] = identity
        if stands is Standing.LATER:
            self._later.append(identity)
        else:
            self._present += 1
            self._linking.append((identity, told, each, arrived))

    def _compare_links(self) -> None:
        """Take in beside what is here already what leads elsewhere: only now is known where."""
        for identity, told, each, arrived in self._linking:
            here = set(self._here[identity].links)
            if not (here.issuperset(each.links) or here.issuperset(self._led(each))):
                self._present -= 1
                self._take_beside(identity, told, each, arrived)

    def _led(self, each: IncomingAnnotation) -> tuple[Link, ...]:
        """Return links that lead to what things are now."""
        return tuple(
            Link(link.relation, self._ids.get(link.target, link.target)) for link in each.links
        )

    def _take_beside(
        self, taken: str, told: Told, each: IncomingAnnotation, arrived: Arrived
    ) -> None:
        """Take in an annotation whose id is that of another one here."""
        identity = derived_id(taken, told.facts, *_said(each), each.links)
        if identity in self._here:
            self._ids[each.key] = identity
            self._present += 1
        else:
            self._add(identity, each, arrived)
            self._renamed.append(Renamed(taken, identity))

    def _add(self, identity: str, each: IncomingAnnotation, arrived: Arrived) -> None:
        annotation = replace(arrived.annotation, id=identity, links=each.links)
        self._ids[each.key] = identity
        self._here[identity] = self._added[each.key] = annotation
        self._refs.setdefault(arrived.ref.id, arrived.ref)
        if arrived.is_lost:
            self._lost.add(identity)

    def _derived(self, told: Told, each: IncomingAnnotation) -> str:
        """Return the id of an annotation that came without: of several alike each has its own."""
        identity = derived_id(told.facts, *_said(each))
        self._counts[identity] += 1
        number = self._counts[identity]
        return identity if number == 1 else derived_id(identity, number)

    def _twin(self, each: IncomingAnnotation, arrived: Arrived) -> Annotation | None:
        """Return what says the same of the same passage here, each only once."""
        twins = self._mine.get(_place(arrived.annotation), [])
        found = next((twin for twin in twins if says(twin, each)), None)
        if found:
            twins.remove(found)
        return found

    def _look_for_lost(self, told: Told, home: Home) -> None:
        """Note what of another version of a source today's text does not hold."""
        new = [self._added[each.key] for each in told.on_it if each.key in self._added]
        if home.opened is None or not home.is_version or not new:
            return
        today, refs = home.opened.source, {told.ref.id: told.ref}
        anchors = self._session.versions.anchors(new, today, refs)
        self._lost.update(key for key, (_, span) in anchors.items() if span is None)

    def _keep(self, told: Told, home: Home) -> None:
        """Remember the source, and which text belongs to it."""
        today = home.opened
        if not told.on_it:
            self._refs.setdefault(told.ref.id, told.ref)
        if today and today.ref.id in self._refs:
            self._texts[today.ref.id] = today.ref, today.source.text
        elif told.keeps_text and told.ref.id in self._refs and len(self._texts) < _MOST_TEXTS:
            self._texts[told.ref.id] = told.ref, told.source.text or ""

    def _linked(self) -> Iterator[Annotation]:
        """Yield what is new in the order of the import, links leading to what things are now."""
        for each in self._incoming.annotations:
            annotation = self._added.get(each.key)
            if annotation:
                yield replace(annotation, links=self._led(each))

    def _new_sources(self) -> Iterator[SourceRef]:
        return (ref for key, ref in self._refs.items() if key not in self._known)


def _by_source(incoming: Incoming) -> dict[str, list[IncomingAnnotation]]:
    groups: dict[str, list[IncomingAnnotation]] = {}
    for each in incoming.annotations:
        groups.setdefault(each.source, []).append(each)
    return groups


def _by_place(
    annotations: Iterable[Annotation],
) -> dict[tuple[str, int, int], list[Annotation]]:
    places: dict[tuple[str, int, int], list[Annotation]] = {}
    for each in annotations:
        places.setdefault(_place(each), []).append(each)
    return places


def _place(annotation: Annotation) -> tuple[str, int, int]:
    return annotation.source, annotation.start, annotation.end


def _said(each: IncomingAnnotation) -> Iterator[object]:
    names = (name for name in IncomingAnnotation.__slots__ if name not in _NOT_SAID)
    return (getattr(each, name) for name in names)
