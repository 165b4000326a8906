"""Everybody's annotations of a folder, and the sources they are on: as kept, and today.

A path in a database of others is anybody's words. A file is read for it only if it is a
source of this run or lies, links resolved, in the workspace (without one, in the current
folder); so must the folder in which a source is looked for that has another name now. An
absolute path in one's own database is where one has tagged oneself.
"""

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from nkreader.model.annotation import Annotation
from nkreader.model.errors import NkreaderError
from nkreader.model.source import SourceRef
from nkreader.session.everybody import Everybody, Work, by_source
from nkreader.session.gone import files_beside, lies_under
from nkreader.session.library import Entry
from nkreader.session.opened import Opened
from nkreader.session.session import Session
from nkreader.store.annotations import AnnotationStore
from nkreader.text.counted import some


class Tagged:
    """The annotations of a run's folder, an annotation of two files once, mine first.

    Others' are as one's own verdicts on them have them.
    """

    def __init__(self, session: Session, *, samples: bool = False) -> None:
        """Read the other annotators' files; open no source.

        With ``samples`` it is what the reader shows, their database on the samples too.
        """
        self._session = session
        self._everybody = session.everybody if samples else _in_folder(session.store)
        self.refs = dict(self._everybody.refs)

    @property
    def annotations(self) -> tuple[Annotation, ...]:
        """All annotations."""
        return tuple(self._by_id.values())

    @property
    def unknown(self) -> tuple[Annotation, ...]:
        """The annotations on sources that no database knows."""
        return tuple(each for each in self._by_id.values() if each.source not in self.refs)

    @cached_property
    def _by_id(self) -> dict[str, Annotation]:
        return {each.id: each for each in self._everybody.annotations}

    @cached_property
    def by_source(self) -> dict[str, list[Annotation]]:
        """The annotations by the id of the source they were made on."""
        return by_source(self._by_id.values())

    def pick(self, wanted: str) -> Annotation:
        """Return the annotation whose id is, or alone begins with, ``wanted``.

        Raises NkreaderError where there is none, or more than one.
        """
        if wanted in self._by_id:
            return self._by_id[wanted]
        found = [key for key in self._by_id if wanted and key.startswith(wanted)]
        if len(found) == 1:
            return self._by_id[found[0]]
        if not found:
            raise NkreaderError(f"no annotation has the id {wanted}: nkreader show lists them")
        raise NkreaderError(
            f"{len(found)} annotations have an id that begins {wanted}: {some(found)}"
        )

    def entry(self, ref: SourceRef) -> Entry | None:
        """Return today's file of a source: the same content, else what has its path.

        Where nothing has, the same content may still lie in its folder under another name.
        """
        named = self._named(ref)
        if named is not None and self._is(named, ref):
            return named
        return self._by_content.get(ref.sha256) or named or self._renamed(ref)

    def was_named(self, ref: SourceRef, named: Iterable[Path]) -> bool:
        """Tell whether a source whose file is gone lay at or under one of the ``named`` paths."""
        path = self._path(ref)
        return path is not None and self.is_gone(ref) and lies_under(path, named)

    def is_gone(self, ref: SourceRef) -> bool:
        """Tell whether there is nothing today where the file of a source lay."""
        path = self._path(ref)
        return path is None or not os.path.lexists(path)

    def places(self) -> set[Path]:
        """Return where the sources of the run and of all databases lie or lay, links resolved."""
        tagged = (self._path(ref) for ref in self.refs.values())
        sources = (*(entry.path for entry in self._session.library.entries), *tagged)
        return {Path(os.path.realpath(each)) for each in sources if each is not None}

    def opened(self, ref: SourceRef) -> Opened | None:
        """Open today's file of a source, None where there is none that can be read."""
        entry = self.entry(ref)
        try:
            return self._session.open(entry) if entry else None
        except NkreaderError:
            return None

    @cached_property
    def _by_content(self) -> dict[str, Entry]:
        """The files of the run by their SHA-256; of several with the same, the first."""
        library = self._session.library
        found = ((library.digest(entry), entry) for entry in reversed(library.entries))
        return {digest: entry for digest, entry in found if digest}

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        relative = self._session.workspace.relative
        return {relative(entry.path): entry for entry in self._session.library.entries}

    @property
    def _root(self) -> Path:
        workspace = self._session.workspace
        return workspace.root or workspace.cwd

    def _path(self, ref: SourceRef) -> Path | None:
        """Return where the file of a source lay, without a look whether it may be read."""
        if not ref.path or "\0" in ref.path:
            return None
        return Path(os.path.normpath(self._root / ref.path))

    def _is_inside(self, path: Path) -> bool:
        return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self._root))

    def _named(self, ref: SourceRef) -> Entry | None:
        if known := self._entries.get(ref.path):
            return known
        path = self._path(ref)
        if path is None:
            return None
        mine = ref.path.startswith("/") and self._session.store.sources.get(ref.id) == ref
        may_read = mine or self._is_inside(path)
        return Entry(path, ref.path) if may_read and _is_file(path) else None

    def _renamed(self, ref: SourceRef) -> Entry | None:
        """Return the file that has a source's content, in the folder where it lay."""
        path = self._path(ref)
        if path is None or not self._is_inside(path.parent):
            return None
        for beside in files_beside(path, ref.length):
            entry = Entry(beside, self._session.workspace.relative(beside))
            if self._is(entry, ref):
                return entry
        return None

    def _is(self, entry: Entry, ref: SourceRef) -> bool:
        return self._session.library.digest(entry) == ref.sha256


def _in_folder(store: AnnotationStore) -> Everybody:
    mine = Work(store.annotations, store.sources.values())
    others = Work(store.others(), store.sources_of_others().values())
    return Everybody(mine, others, store.verdicts)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # it lies in a folder that may not be entered
        return False
