"""Taking in annotations that were made elsewhere: all of an import or nothing, in one step.

An import adds, and changes nothing that is here. What says the same is not taken twice; what
was changed here since stays as it is; what has the id of another annotation gets an id of its
own, made of what it says, so that importing again adds nothing.
"""

from msgspec import Struct

from nkreader.importers.file import ImportFile
from nkreader.importers.formats import Format
from nkreader.importers.incoming import Incoming, IncomingAnnotation
from nkreader.model.annotation import Annotation
from nkreader.model.change import Change, Step
from nkreader.model.errors import NkreaderError
from nkreader.model.source import SourceRef
from nkreader.session.everybody import by_id
from nkreader.session.importing.admission import Admission, Renamed
from nkreader.session.importing.arriving import Arrivals, Arrived
from nkreader.session.importing.homes import Home, Homes
from nkreader.session.importing.told import Told
from nkreader.session.session import Session
from nkreader.store.disk.loading import without_collection

OPERATION = "import"

# How many of the texts that an import carries are kept for sources that are not here.
_MOST_TEXTS = 100


class Imported(Struct, frozen=True):
    """What came of an import.

    ``added`` are new here; of these ``lost`` were found in no source, and ``renamed`` have
    another id than they came with. ``present`` counts what was here before, ``later`` are the
    ids of those that were changed here since. ``found`` are sources of the annotator's own whose
    file was gone, each with the path at which it is.
    """

    added: tuple[Annotation, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    found: tuple[SourceRef, ...] = ()
    present: int = 0
    later: tuple[str, ...] = ()
    renamed: tuple[Renamed, ...] = ()
    lost: tuple[Annotation, ...] = ()
    texts: tuple[tuple[SourceRef, str], ...] = ()


def read(file: ImportFile, chosen: Format) -> Incoming:
    """Return what a file in a format says; raise NkreaderError where it cannot be read."""
    with without_collection():
        return chosen.read(file)


def import_annotations(session: Session, incoming: Incoming, *, dry_run: bool = False) -> Imported:
    """Take in what an import says, durable on return; with ``dry_run`` only say what would be.

    Raises NkreaderError, with nothing changed, where something cannot be taken in or kept.
    """
    with without_collection():
        imported = _Import(session, incoming).result()
        if not dry_run and (imported.added or imported.found):
            _take_in(session, imported)
    return imported


def _take_in(session: Session, imported: Imported) -> None:
    for ref, text in imported.texts:
        session.store.keep_text(ref, text)
    changes = tuple(Change(None, each) for each in imported.added)
    step = Step(session.new_id(), OPERATION, session.now(), changes)
    if changes:
        session.store.apply(step, (*imported.sources, *imported.found))
    else:  # where a source is, is nothing to be undone
        session.store.record(step, imported.found)


class _Import:
    """One import on its way: each annotation to its source, and what is kept of the sources."""

    def __init__(self, session: Session, incoming: Incoming) -> None:
        self._session = session
        self._incoming = incoming
        store = session.store
        mine = store.annotations.values()
        self._admission = Admission(by_id((*mine, *store.others().values())), mine)
        self._known = store.sources
        self._refs: dict[str, SourceRef] = {}
        self._texts: dict[str, tuple[SourceRef, str]] = {}
        self._lost: set[str] = set()  # by key
        self._bare: set[str] = set()  # the ids of sources that nothing is tagged in

    def result(self) -> Imported:
        homes = Homes(self._session)
        me, now = self._session.workspace.annotator, self._session.now()
        arrivals = Arrivals(homes, annotator=me, now=now)
        on_it = _by_source(self._incoming)
        for source in self._incoming.sources:
            told = Told(source, on_it.get(source.key, ()), self._known)
            home = homes.home(told) if told.on_it else Home()
            if home.opened and home.is_same:
                told.is_at(home.opened.ref, was_gone=homes.is_gone(told.ref))
            for each in told.on_it:
                self._take(told, each, arrivals.arrive(told, home, each))
            self._look_for_lost(told, home)
            self._keep(told, home)
        self._admission.compare_links()
        return self._told()

    def _told(self) -> Imported:
        admission = self._admission
        lost = {each.id for key, each in admission.added.items() if key in self._lost}
        added = tuple(admission.linked(self._incoming.annotations))
        used = {each.source for each in added}
        new = (used | self._bare) - self._known.keys()
        found = tuple(ref for key, ref in self._refs.items() if self._known.get(key, ref) != ref)
        kept = used.union(ref.id for ref in found)
        return Imported(
            added=added,
            sources=tuple(ref for key, ref in self._refs.items() if key in new),
            found=found,
            present=admission.present,
            later=tuple(admission.later),
            renamed=tuple(admission.renamed),
            lost=tuple(each for each in added if each.id in lost),
            texts=tuple(each for key, each in self._texts.items() if key in kept),
        )

    def _take(self, told: Told, each: IncomingAnnotation, arrived: Arrived) -> None:
        self._admission.admit(told, each, arrived.annotation)
        self._note(arrived.ref)
        if arrived.is_lost:
            self._lost.add(each.key)

    def _note(self, ref: SourceRef) -> None:
        """Remember a source; raise NkreaderError for two that could not be told apart."""
        known = self._refs.setdefault(ref.id, ref)
        if known.sha256 != ref.sha256:
            raise NkreaderError(f"nothing was imported: two sources have the id {ref.id}")

    def _look_for_lost(self, told: Told, home: Home) -> None:
        """Note what of another version of a source today's text does not hold."""
        added = self._admission.added
        new = {added[each.key].id: each.key for each in told.on_it if each.key in added}
        if home.opened is None or not home.is_version or not new:
            return
        today, refs = home.opened.source, {told.ref.id: told.ref}
        anchors = self._session.versions.anchors([added[key] for key in new.values()], today, refs)
        self._lost.update(new[key] for key, (_, span) in anchors.items() if span is None)

    def _keep(self, told: Told, home: Home) -> None:
        """Remember a source that nothing is tagged in, and which text belongs to any other."""
        today = home.opened
        if not told.on_it:
            self._note(told.ref)
            self._bare.add(told.ref.id)
        elif today:
            self._texts[today.ref.id] = today.ref, today.source.text
        elif told.keeps_text and len(self._texts) < _MOST_TEXTS:
            self._texts[told.ref.id] = told.ref, told.source.text or ""


def _by_source(incoming: Incoming) -> dict[str, list[IncomingAnnotation]]:
    groups: dict[str, list[IncomingAnnotation]] = {}
    for each in incoming.annotations:
        groups.setdefault(each.source, []).append(each)
    return groups
