"""The sources of a run: which there are, and each one when it is asked for."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from nkreader.loaders import load
from nkreader.loaders.discovery import discover
from nkreader.model.errors import NkreaderError
from nkreader.model.source import Source
from nkreader.session.samples import sample_sources
from nkreader.session.workspace import SEEDS, Workspace

# How many loaded sources are kept for going back and forth.
_KEPT = 8


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the library; ``reason`` says why it cannot be read."""

    path: Path
    name: str
    reason: str | None = None


class Library:
    """The files named on the command line, or the workspace's, or the samples."""

    def __init__(self, entries: Sequence[Entry], *, samples: bool = False) -> None:
        """Take the entries as they are; ``samples`` if they came with nkreader."""
        self.entries = tuple(entries)
        self.samples = samples
        self._loaded: OrderedDict[Path, Source] = OrderedDict()

    def has(self, entry: Entry) -> bool:
        """Tell whether a source is at hand, and need not be read."""
        return entry.path in self._loaded

    def load(self, entry: Entry) -> Source:
        """Return the source of an entry.

        Raises NkreaderError where the file cannot be read.
        """
        source = self._loaded.get(entry.path)
        if source is None:
            if entry.reason:
                raise NkreaderError(entry.reason)
            source = load(entry.path)
            self._loaded[entry.path] = source
            if len(self._loaded) > _KEPT:
                self._loaded.popitem(last=False)
        self._loaded.move_to_end(entry.path)
        return source


def open_library(workspace: Workspace, paths: Sequence[Path]) -> Library:
    """Find the sources of a run.

    Raises NkreaderError for a path that does not exist.
    """
    samples = False
    if not paths:
        seeds = workspace.root / SEEDS if workspace.root else None
        samples = seeds is None or not seeds.is_dir()
        paths = [sample_sources() if seeds is None or samples else seeds]
    found = discover(paths, leave_out=workspace.annotations)
    return Library(
        [Entry(each.path, _name(workspace, each.path), each.reason) for each in found],
        samples=samples or Path(paths[0]) == sample_sources(),
    )


def _name(workspace: Workspace, path: Path) -> str:
    inside, text = f"{workspace.cwd}/", str(path)
    return text.removeprefix(inside) if text.startswith(inside) else workspace.relative(path)
