"""Texts kept ready for the next search, up to a bound; the rest is read again."""

from collections import OrderedDict
from pathlib import Path

from msgspec import Struct, field

from nkreader.loaders import load
from nkreader.model.errors import NkreaderError
from nkreader.model.source import Source
from nkreader.model.span import Span
from nkreader.session.library import Entry, look
from nkreader.session.search.sought import Sought
from nkreader.store.disk.durable import Signature
from nkreader.text.prose import prose
from nkreader.text.terms import fold_lines

# How many code points of text are kept; each three times: text, prose, folded prose.
ROOM = 12_000_000
# From this share of it on there may be no room for the next one.
_FULL = 0.9


class Readable(Struct, frozen=True):
    """A source, its prose, and that folded with its hard breaks kept: all of one length."""

    source: Source
    prose: str
    folded: str
    _named: list[tuple[Sought, tuple[Span, ...]]] = field(default_factory=list)

    def mentions(self, sought: Sought) -> tuple[Span, ...]:
        """Return where the entities that are sought are mentioned; it is kept for the next time."""
        for before, spans in self._named:
            if before.names == sought.names and before.matcher is sought.matcher:
                return spans
        found = tuple(sought.mentions(self.prose, self.folded))
        self._named[:] = [(sought, found)]
        return found


def readable(source: Source) -> Readable:
    """Return a source as it is searched."""
    found = prose(source)
    return Readable(source, found, fold_lines(found))


class _Held(Struct):
    """A source that is kept, what its file was then, and which search wanted it last."""

    seen: Signature | None
    text: Readable
    search: int


class Shelf:
    """Holds sources, those that were searched last; but no search pushes out its own."""

    def __init__(self, room: int = ROOM) -> None:
        """Begin empty; ``room`` is in code points."""
        self._room = room
        self._taken = 0
        self._search = 0
        self._held: OrderedDict[Path, _Held] = OrderedDict()

    @property
    def is_full(self) -> bool:
        """Whether another source may push out one that is kept."""
        return self._taken > self._room * _FULL

    def begin(self) -> None:
        """Begin another search.

        Of more sources than there is room for, the first are kept: the next search finds the
        first hits at once.
        """
        self._search += 1

    def at_hand(self, entry: Entry, seen: Signature | None) -> Readable | None:
        """Return a source whose file still is what it was when it was read, if it is kept."""
        held = self._held.get(entry.path)
        if held is None:
            return None
        if held.seen != seen:
            self._drop(entry.path)
            return None
        held.search = self._search
        self._held.move_to_end(entry.path)
        return held.text

    def read(self, entry: Entry) -> Readable:
        """Read a source, and keep it if there is room for it.

        Raises NkreaderError where it cannot be read.
        """
        if entry.reason:
            raise NkreaderError(entry.reason)
        seen = look(entry)
        found = readable(load(entry.path))
        self._drop(entry.path)
        if self._has_room(found.source.length):
            self._held[entry.path] = _Held(seen, found, self._search)
            self._taken += found.source.length
        return found

    def _has_room(self, length: int) -> bool:
        """Make room for so many code points, if that is to be had from earlier searches."""
        while self._taken + length > self._room:
            oldest = next(iter(self._held), None)
            if oldest is None or self._held[oldest].search == self._search:
                return False
            self._drop(oldest)
        return True

    def _drop(self, path: Path) -> None:
        held = self._held.pop(path, None)
        if held is not None:
            self._taken -= held.text.source.length
