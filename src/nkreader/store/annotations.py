"""One annotator's work in a folder: what stands, and the only way to change it.

folder/ANNOTATOR.json            the database, for any program that reads TinyDB's JSON
folder/ANNOTATOR.history.jsonl   every step ever taken, each written before the database
folder/ANNOTATOR.texts/          the texts that were tagged
folder/ANNOTATOR.json.lock       only while a process may write
folder/ANNOTATOR.drafts/         what was typed and is not saved, only while there is any
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType, TracebackType

from nkreader.model.change import Step
from nkreader.model.entity import Entity
from nkreader.model.errors import NkreaderError
from nkreader.model.review import Review
from nkreader.model.source import SourceRef
from nkreader.model.verdict import Verdict
from nkreader.store.beside.drafts import Drafts
from nkreader.store.beside.texts import Texts
from nkreader.store.errors import StoreError, shown
from nkreader.store.folder import database_path, drafts_path
from nkreader.store.history.entry import Entry, Kind, LogEntry
from nkreader.store.others import OtherAnnotators
from nkreader.store.own import OwnFiles
from nkreader.store.rows.annotations import Annotations
from nkreader.store.rows.contents import Contents
from nkreader.store.rows.values import State, Value, checked, outcome, slot_of


class AnnotationStore:
    """What an annotator has made, in memory and on disk. Open it with :meth:`open`.

    Nothing is made on disk before the first change, but for a lock in a folder that
    is there. The mappings are views: ask for them again after a change.
    """

    def __init__(self, folder: Path, annotator: str, files: OwnFiles) -> None:
        self.annotator = annotator
        self.path = files.path
        self._files = files
        self._others = OtherAnnotators(folder, files.path)
        self.drafts = Drafts(drafts_path(Path(os.path.realpath(files.path))))
        self._texts = Texts(folder, files.path)

    @classmethod
    def open(cls, folder: Path, annotator: str, *, write: bool = True) -> "AnnotationStore":
        """Read an annotator's work; raise StoreError for a file that is no such work.

        ``write`` asks to be the process that may change it: if there is one already,
        this one reads only.
        """
        path = database_path(folder, annotator)
        return cls(folder, annotator, OwnFiles(path, annotator, write=write))

    @classmethod
    def open_others_only(cls, folder: Path, annotator: str, why: str) -> "AnnotationStore":
        """Open what the others of a folder have made, where one's own work cannot be read.

        Of the annotator's files none is opened; ``why`` is what a change is refused with.
        """
        from nkreader.store.unread import Unread

        try:
            path = database_path(folder, annotator)
        except StoreError:  # then no file can be the annotator's
            path = folder / ".json"
        return cls(folder, annotator, Unread(path, annotator, why))

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here."""
        return self._files.read_only

    @property
    def holder(self) -> str | None:
        """The process and host that can, where that is why."""
        return self._files.holder

    @property
    def damaged(self) -> bool:
        """Whether the file is damaged, so that it is only read until it is repaired."""
        return self._files.damaged

    @property
    def version(self) -> int:
        """A number that is another one after each change of what is held here."""
        return self._files.version

    @property
    def notices(self) -> tuple[str, ...]:
        """What the user should know of the files: repairs, and rows that cannot be read."""
        return (
            *self._files.notices,
            *self._contents.notices(),
            *self._others.notices(),
            *self._texts.notices,
        )

    @property
    def annotations(self) -> Annotations:
        """The annotations in this file by id, in the order they were made."""
        return self._contents.annotations

    @property
    def sources(self) -> Mapping[str, SourceRef]:
        """The sources of these annotations by id."""
        return MappingProxyType(self._contents.sources)

    @property
    def entities(self) -> Mapping[str, Entity]:
        """The user's own entities by name."""
        return MappingProxyType(self._contents.entities)

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        """The annotator's verdicts, by the id of the annotation that each is on."""
        return MappingProxyType(self._contents.verdicts)

    @property
    def reviews(self) -> Mapping[str, Review]:
        """The records of the annotator's reviews by id, in the order they were begun."""
        return MappingProxyType(self._contents.reviews)

    def others(self) -> Annotations:
        """Return the annotations in the other annotators' files of the folder.

        The same object until one of them has changed.
        """
        return self._others.annotations()

    def sources_of_others(self) -> Mapping[str, SourceRef]:
        """Return the sources of the other annotators' annotations by id."""
        return self._others.sources()

    def verdicts_of_others(self) -> tuple[Verdict, ...]:
        """Return the verdicts in the other annotators' files of the folder."""
        return self._others.verdicts()

    def make_ready(self) -> None:
        """Find out what the first change would have to find out; in any thread."""
        if not self.read_only:
            self._contents.make_ready()

    def keep_text(self, source: SourceRef, text: str) -> None:
        """Keep the text of a source that is about to be tagged, if anything can be written here.

        Done before the change that needs it; a text that cannot be kept is a notice.
        """
        if self.take_over():
            self._texts.keep(source, text)

    def prepare_text(self, source: SourceRef, text: str) -> None:
        """Do beforehand what takes long of keeping a large text; for another thread."""
        if not self.read_only:
            self._texts.prepare(source, text)

    def text_of(self, source: SourceRef) -> str | None:
        """Return the text of a source as it was when tagged, None where nobody has kept it."""
        return self._texts.find(source)

    def apply(self, step: Step, sources: Iterable[SourceRef] = ()) -> None:
        """Make the changes of ``step``, durable on return.

        ``sources`` are those that the changes need. Raise StoreError if a change
        cannot be made or kept: then nothing of the step is in memory or on disk.
        """
        self._make(Kind.STEP, step, sources)

    def record(self, step: Step, sources: Iterable[SourceRef] = ()) -> None:
        """Make changes that are no work but the record of it: never undone, else as :meth:`apply`.

        It may be of ``sources`` alone. What was undone can still be done again after it.
        """
        self._make(Kind.RECORD, step, sources)

    def undo(self, *, at: str) -> Step | None:
        """Take the last step back, durable on return; return it, None if there is none."""
        return self._move(Kind.UNDO, at)

    def redo(self, *, at: str) -> Step | None:
        """Do the step again that was undone last, durable on return; None if there is none."""
        return self._move(Kind.REDO, at)

    def steps(self) -> tuple[LogEntry, ...]:
        """Return all that was ever changed, oldest first; not what is only recorded."""
        try:
            return tuple(each for each in self._files.log() if each.kind is not Kind.RECORD)
        except OSError as error:
            raise self._files.failure("cannot read the history of", error) from error

    def refresh(self) -> bool:
        """Read the file again if another process writes it and has; tell whether it had."""
        return self._files.refresh()

    def take_in(self, *, at: str) -> bool:
        """Take in what another program has written here; tell whether that was news.

        For the process that may change the file, to be asked again and again: a file is
        taken in, as one step, when two looks in a row find it the same. Raise StoreError
        where it cannot be, once for each state of it.
        """
        return self._files.take_in(at)

    def take_over(self) -> bool:
        """Become the process that writes if none does any more; tell whether this one may."""
        return self._files.take_over()

    def close(self) -> None:
        """Leave the files to others."""
        self._files.close()

    def __enter__(self) -> "AnnotationStore":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def _contents(self) -> Contents:
        return self._files.contents

    def _make(self, kind: Kind, step: Step, sources: Iterable[SourceRef]) -> None:
        if not step.changes and kind is not Kind.RECORD:
            return
        self._files.begin(step.at)
        self._check(step)
        news = self._contents.news(outcome((), sources)).values()
        unknown = tuple(source for source in news if isinstance(source, SourceRef))
        for source in unknown:
            _readable(source)
        self._files.commit(Entry(kind, step, unknown))

    def _check(self, step: Step) -> None:
        """Raise StoreError unless each change begins where things stand, and can be read back."""
        standing: State = {}
        for change in step.changes:
            value = change.value
            if value is None:
                raise StoreError("a change from nothing to nothing cannot be kept")
            slot = slot_of(value)
            now = standing.get(slot, self._contents.at(slot))
            if now != change.before:
                raise StoreError(
                    f"'{shown(slot.identity)}' is not as it was: look at it again, then change it"
                )
            if change.after:
                _readable(change.after)
            standing[slot] = change.after

    def _move(self, kind: Kind, at: str) -> Step | None:
        files = self._files
        if not files.history.exists():
            return None
        if files.begin(at):
            raise StoreError(
                f"look at it, then {kind} again: "
                f"{shown(self.path.name)} was changed by another program just now"
            )
        try:
            files.set_history_damage_aside()
            undo = kind is Kind.UNDO
            step = files.history.undoable() if undo else files.history.redoable()
        except OSError as error:
            raise files.failure("cannot read the history of", error) from error
        if step:
            state = outcome(step.inverted() if undo else step.changes)
            changes = self._contents.changes(state)
            files.commit(Entry(kind, Step(step.id, step.operation, at, changes)))
        return step


def _readable(value: Value) -> None:
    """Raise StoreError for a value that could not be read back."""
    try:
        checked(value)
    except NkreaderError as error:
        raise StoreError(f"'{shown(slot_of(value).identity)}' cannot be kept: {error}") from error
