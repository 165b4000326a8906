"""The sources of a run: which there are, and each one when it is asked for."""

import hashlib
import os
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from nkreader.loaders import load
from nkreader.loaders.discovery import discover
from nkreader.loaders.opening import read_bytes
from nkreader.model.errors import NkreaderError
from nkreader.model.source import Source
from nkreader.session.samples import sample_sources
from nkreader.session.workspace import SEEDS, Workspace
from nkreader.store.disk.durable import Signature, signature

# How many files are looked into for one that had another name.
_LOOKED_AT = 500
# How many loaded sources are kept for going back and forth.
_KEPT = 8


class Entry(Struct, frozen=True):
    """A file of the library; ``reason`` says why it cannot be read."""

    path: Path
    name: str
    reason: str | None = None


class Library:
    """The files named on the command line, or the workspace's, or the samples."""

    def __init__(
        self, entries: Sequence[Entry], *, samples: bool = False, unasked: bool = False
    ) -> None:
        """Take the entries as they are; ``samples`` if they came with nkreader.

        ``unasked`` if these take the place of sources: none was named, and none lie here.
        """
        self.entries = tuple(entries)
        self.samples = samples
        self.unasked = unasked
        self.shapes: Mapping[str, str] = {}
        """The shapes of sources that were read before, by id: they are not looked for again."""
        self.read_before: Source | None = None
        """A source as it was read before: a file that holds its text is not taken apart again."""
        self._loaded: OrderedDict[Path, Source] = OrderedDict()
        self._digests: dict[Path, tuple[Signature | None, str | None]] = {}

    def has(self, entry: Entry) -> bool:
        """Tell whether a source is at hand as it is now, and need not be read."""
        loaded = self._loaded.get(entry.path)
        return loaded is not None and self._digests.get(entry.path) == (
            look(entry),
            loaded.sha256,
        )

    def digest(self, entry: Entry) -> str | None:
        """Return the SHA-256 of a file as it is now, None where it cannot be read."""
        seen = look(entry)
        known = self._digests.get(entry.path)
        if known is None or known[0] != seen:
            try:
                data = None if entry.reason else read_bytes(entry.path)
            except NkreaderError:
                data = None
            digest = None if data is None else hashlib.sha256(data).hexdigest()
            known = self._digests[entry.path] = (seen, digest)
        return known[1]

    def others_with(self, digests: Collection[str], path: Path) -> set[str]:
        """Return which of these are the digests of other files than the one at ``path``.

        Of very many files, none is looked into.
        """
        if not digests or len(self.entries) > _LOOKED_AT:
            return set()
        found = {
            self.digest(entry)
            for entry in self.entries
            if Path(os.path.abspath(entry.path)) != path
        }
        return {each for each in digests if each in found}

    def load(self, entry: Entry) -> Source:
        """Return the source of an entry as its file is now.

        Raises NkreaderError where the file cannot be read.
        """
        source = self._loaded.get(entry.path) if self.has(entry) else None
        if source is None:
            if entry.reason:
                raise NkreaderError(entry.reason)
            seen = look(entry)
            source = load(entry.path, self.shapes, self.read_before)
            self._loaded[entry.path] = source
            self._digests[entry.path] = (seen, source.sha256)
            if len(self._loaded) > _KEPT:
                self._loaded.popitem(last=False)
        self._loaded.move_to_end(entry.path)
        return source


def open_library(
    workspace: Workspace, paths: Sequence[Path], *, may_be_gone: bool = False
) -> Library:
    """Find the sources of a run.

    Raises NkreaderError for a path that does not exist, unless it ``may_be_gone``.
    """
    unasked = False
    if not paths:
        seeds = workspace.root / SEEDS if workspace.root else None
        unasked = seeds is None or not seeds.is_dir()
        paths = [sample_sources() if seeds is None or unasked else seeds]
    elif may_be_gone:
        paths = [path for path in paths if os.path.lexists(path)]
    found = discover(paths, leave_out=workspace.annotations)
    return Library(
        [Entry(each.path, _name(workspace, each.path), each.reason) for each in found],
        samples=list(paths[:1]) == [sample_sources()],
        unasked=unasked,
    )


def look(entry: Entry) -> Signature | None:
    """Return what tells whether a file has changed, None where it cannot be looked at."""
    try:
        return signature(entry.path)
    except (OSError, ValueError):
        return None


def _name(workspace: Workspace, path: Path) -> str:
    inside, text = f"{workspace.cwd}/", str(path)
    return text.removeprefix(inside) if text.startswith(inside) else workspace.relative(path)
