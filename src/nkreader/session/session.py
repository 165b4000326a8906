"""A run: one annotator's store, the gazetteer and the sources, held together.

The use cases are functions in the files beside this one; nothing is decided here.
"""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from nkreader.model.entity import Entity
from nkreader.model.moment import as_written
from nkreader.model.source import SourceRef
from nkreader.model.verdict import Verdict
from nkreader.session.everybody import Everybody, Work, by_annotation
from nkreader.session.late_matcher import LateMatcher
from nkreader.session.library import Entry, Library
from nkreader.session.opened import Opened
from nkreader.session.samples import sample_annotations
from nkreader.session.settings import Settings
from nkreader.session.versions import Versions
from nkreader.session.workspace import Workspace
from nkreader.store.annotations import AnnotationStore
from nkreader.store.others import OtherAnnotators
from nkreader.store.rows.annotations import Annotations
from nkreader.store.rows.joined import Joining

if TYPE_CHECKING:
    from nkreader.text.mentions import Matcher

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return the present instant, in UTC."""
    return datetime.now(UTC)


def random_id() -> str:
    """Return 12 hex digits that nobody has used."""
    return os.urandom(6).hex()


class Session:
    """What the use cases of a run work on."""

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        library: Library,
        store: AnnotationStore,
        *,
        clock: Clock = system_clock,
        new_id: Callable[[], str] = random_id,
    ) -> None:
        """Hold the parts; ``clock`` and ``new_id`` are the only sources of chance."""
        self.workspace = workspace
        self.settings = settings
        self.library = library
        self.store = store
        self.new_id = new_id
        self.versions = Versions(store)
        self._clock = clock
        self.began = time.time_ns()
        """When the run began, by the clock that files are dated by; in nanoseconds."""
        self._others: Annotations | None = None
        self._joining = Joining()
        self._given: tuple[tuple[Verdict, ...], Mapping[str, Sequence[Verdict]]] | None = None
        # Each with what it was made of: it stays until that is another.
        self._mine: tuple[int, Work, dict[str, Verdict]] | None = None
        self._theirs: tuple[Annotations, Work] | None = None
        self._everybody: tuple[object, object, Everybody] | None = None
        # The database on the samples is read where they are, and once for all.
        apart = library.samples and workspace.annotations != sample_annotations()
        self._samples = OtherAnnotators(sample_annotations()) if apart else None
        self._matcher: Matcher | None = None
        self._late = LateMatcher(lambda: self.matcher)
        self._opened: Opened | None = None

    def now(self) -> str:
        """Return the present instant as it is written down: ISO 8601, UTC, milliseconds."""
        return as_written(self._clock())

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The gazetteer: what comes along, what the settings add, what was added while reading."""
        from nkreader.loaders import entities as entity_lists

        return entity_lists.combine(
            entity_lists.gazetteer(), self.settings.entities, self.store.entities.values()
        )

    @property
    def matcher(self) -> "Matcher":
        """The matcher of the gazetteer as it is now."""
        if self._matcher is None:
            from nkreader.text.mentions import Matcher

            self._matcher = Matcher(self.entities)
        return self._matcher

    def forget_matcher(self) -> None:
        """Make the matcher anew when it is next needed: an entity has changed."""
        self._matcher = None
        self._late = LateMatcher(lambda: self.matcher)
        # The lists themselves have been read: it is not worth drawing without.
        self._late.ready = True

    @property
    def late_matcher(self) -> LateMatcher:
        """The same matcher, made when it is first asked."""
        return self._late

    def open(self, entry: Entry) -> Opened:
        """Open a source of the library; the gazetteer is read when mentions are asked for.

        Raises NkreaderError where the source cannot be read.
        """
        source = self.library.load(entry)
        opened = self._opened
        if opened is None or opened.source is not source or opened.matcher is not self._late:
            path = self.workspace.relative(entry.path)
            opened = self._opened = Opened(source, path, self._late)
        return opened

    def open_beginning(self, entry: Entry) -> Opened | None:
        """Open the beginning of a large source, to be read meanwhile; None where that misleads.

        Raises NkreaderError where the source cannot be read.
        """
        from nkreader.loaders import load_beginning

        begun = load_beginning(entry.path)
        if begun is None:
            return None
        path = self.workspace.relative(entry.path)
        return Opened(begun.source, path, self._late, whole_length=begun.whole_length)

    @property
    def others(self) -> Annotations:
        """What other annotators have tagged, and the samples' where they are read.

        As it is in their files: what my verdicts make of it :attr:`everybody` knows. The same
        object until one of the files has changed.
        """
        found = self._others
        if found is None:
            found = self._others = self._found_others()
        return found

    @property
    def sources_of_others(self) -> Mapping[str, SourceRef]:
        """The sources of what others have tagged, by id."""
        found = self.store.sources_of_others()
        return {**self._samples.sources(), **found} if self._samples else found

    @property
    def verdicts_of_others(self) -> Mapping[str, Sequence[Verdict]]:
        """What other annotators hold, by the id of the annotation that it is held of.

        The same object until one of them holds something else.
        """
        given = self._given
        if given is None:
            found = self.store.verdicts_of_others()
            given = self._given = (found, by_annotation(found))
        return given[1]

    @property
    def everybody(self) -> Everybody:
        """My annotations and those of others by source, as they are now."""
        store, others = self.store, self.others
        mine, theirs, version = self._mine, self._theirs, store.version
        if mine is None or mine[0] != version:
            # All at once: other threads ask too, while this one may change what is asked for.
            sources = tuple(store.sources.values())
            work = Work(store.annotations, sources, mine[1] if mine else None)
            mine = self._mine = (version, work, dict(store.verdicts))
        if theirs is None or theirs[0] is not others:
            work = Work(others, self.sources_of_others.values())
            theirs = self._theirs = (others, work)
        both = self._everybody
        if both is None or both[0] is not mine or both[1] is not theirs:
            both = self._everybody = (mine, theirs, Everybody(mine[1], theirs[1], mine[2]))
        return both[2]

    def reread(self) -> None:
        """Take in what somebody else has written since the files were read."""
        self._others = self._found_others()
        given = self.store.verdicts_of_others()
        if self._given is None or given != self._given[0]:
            self._given = (given, by_annotation(given))
        self.store.refresh()

    def take_in(self) -> bool:
        """Take in what another program has written in my database; tell whether that was news.

        Raises NkreaderError where it cannot be.
        """
        return self.store.take_in(at=self.now())

    def _found_others(self) -> Annotations:
        samples = [self._samples.annotations()] if self._samples else []
        return self._joining.join([self.store.others(), *samples])
