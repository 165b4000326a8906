"""What one sitting leaves for the next, so that it opens as it was left: not work.

Facts about sources that were read, and of the one that was open, what it holds and where
mentions are drawn in it.
What has changed since is not believed, and what cannot be read is as good as none.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import astuple

from nkreader import __version__
from nkreader.model.entity import EntityType
from nkreader.model.source import Source
from nkreader.model.span import Span
from nkreader.session.read_before import packed, unpacked

# A place where something of that type is named.
Drawn = tuple[Span, EntityType]
# How many sources are remembered.
_MOST = 256
# A change that is no older may have been made after the file was read; in nanoseconds.
_MARGIN = 1_000_000_000


class Facts(Struct, frozen=True):
    """What a list says of a source; ``length`` in code points."""

    id: str
    length: int
    title: str | None
    publisher: str | None
    published: str | None
    shape: str = ""


class Memory(Struct, frozen=True):
    """What was remembered: facts by path, as they were signed, and mentions by source id.

    ``read`` is the source that was open, if it is small enough to be carried along.
    """

    signed: Mapping[str, tuple[str, Facts]]
    source: str = ""
    drawn: tuple[Drawn, ...] = ()
    read: Source | None = None

    def facts_of(self, path: Path) -> Facts | None:
        """Return what is known of a source that has not changed."""
        known = self.signed.get(str(path))
        return known[1] if known and known[0] == _signature(path) else None

    @property
    def shapes(self) -> Mapping[str, str]:
        """The shapes of sources, by id, which tells what they held."""
        return {facts.id: facts.shape for _, facts in self.signed.values()}

    def drawn_in(self, source: str) -> tuple[Drawn, ...]:
        """Return where mentions were drawn in a source."""
        return self.drawn if source == self.source else ()


NOTHING = Memory({})


def facts_of(source: Source) -> Facts:
    """Return what a list says of a source that has been read."""
    return Facts(
        source.id,
        source.length,
        source.title,
        source.publisher,
        source.published,
        source.shape.value,
    )


def remember(
    facts: Iterable[tuple[Path, Facts]], source: Source, drawn: Iterable[Drawn], *, since: int
) -> bytes:
    """Return what is to be remembered, leaving out files that changed after ``since``.

    ``since`` is when the sitting began, in nanoseconds since 1970.
    """
    signed = {
        str(path): [_signature(path), *astuple(each)]
        for path, each in facts
        if unchanged(path, since=since)
    }
    kept = dict(list(signed.items())[:_MOST])
    where = [[span.start, span.end, kind.value] for span, kind in drawn]
    known = {"by": __version__, "facts": kept, "source": source.id, "drawn": where}
    return json.dumps(known).encode() + b"\n" + packed(source)


def recall(data: bytes) -> Memory:
    """Return what was remembered; another version might have understood sources otherwise."""
    try:
        line, _, source = data.partition(b"\n")
        found = json.loads(line)
        if found["by"] != __version__:
            return NOTHING
        signed = {path: (str(line[0]), _facts(line[1:])) for path, line in found["facts"].items()}
        drawn = tuple((Span(int(a), int(b)), EntityType(kind)) for a, b, kind in found["drawn"])
        return Memory(signed, str(found["source"]), drawn, unpacked(source))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return NOTHING


def unchanged(path: Path, *, since: int) -> bool:
    """Tell whether a file is surely what it was at an instant, or is not there."""
    try:
        return path.stat().st_ctime_ns < since - _MARGIN
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _signature(path: Path) -> str:
    try:
        found = path.stat()
    except (OSError, ValueError):
        return ""
    return f"{found.st_size}:{found.st_mtime_ns}:{found.st_ino}"


def _facts(values: list[object]) -> Facts:
    source, length, *told, shape = values
    title, publisher, published = (None if each is None else str(each) for each in told)
    return Facts(str(source), int(str(length)), title, publisher, published, str(shape))
