"""Where one was in each source. Not work: what is lost here is a page number.

    {"SOURCE": {"path": "/a/story.txt", "span": [120, 164], "read": 900}, ...}
    {"SOURCE": {"path": "/a/story.txt", "span": [164, 201], "read": 900}}

A line holds places by source id, in the order in which they were left, and later lines count.
Keeping a place adds a line, so that it costs the same however many there are; putting in order
leaves one. What is no such line is passed over.
"""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from nkreader.model.span import Span
from nkreader.store.disk import durable

# How many sources are remembered, the newest of all.
_KEPT = 5_000
_SIZE_LIMIT = 8 << 20
# A file of more bytes is put in order meanwhile, long before it is too large to be read.
_LONG = _SIZE_LIMIT // 2
# Others may add to it too; and nothing that was put in its place is followed or waited for.
_ADDING = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Place(Struct, frozen=True):
    """The passage that was selected, and how far the text was read, in code points."""

    path: str
    span: Span
    read: int


class Places:
    """Places by source id, in the order in which they were left."""

    def __init__(self, file: Path) -> None:
        """Read the file; one that cannot be read is as good as none."""
        self._file = file
        self._places = _read(file)
        self._noted: set[str] = set()  # the sources in which one was here
        self._news: dict[str, Place] = {}  # what is not in the file yet

    def get(self, source: str) -> Place | None:
        """Return where one was in a source."""
        return self._places.get(source)

    def at(self, path: str) -> Place | None:
        """Return where one was last in what lay at a path."""
        return next((each for each in reversed(self._places.values()) if each.path == path), None)

    def put(self, source: str, place: Place) -> bool:
        """Note where one is in a source; tell whether that is news."""
        newest = next(reversed(self._places), None)
        if newest == source and self._places[source] == place:
            return False
        _put_last(self._places, source, place)
        _put_last(self._news, source, place)
        self._noted.add(source)
        return True

    def last(self, paths: Sequence[str]) -> str | None:
        """Return which of these paths was read last."""
        wanted = set(paths)
        for place in reversed(self._places.values()):
            if place.path in wanted:
                return place.path
        return None

    def save(self) -> None:
        """Add what is news to the file, at a cost that does not grow with it.

        Raises OSError where the file cannot be written; then this is news no more.
        """
        if not self._news:
            return
        # The break comes first, so that a line that was cut short spoils no other.
        line = b"\n" + _line(self._news.items())
        self._news = {}
        durable.make_folder(self._file.parent)
        descriptor = os.open(self._file, _ADDING, 0o600)
        try:
            os.write(descriptor, line)
            is_long = os.fstat(descriptor).st_size > _LONG
        finally:
            durable.close(descriptor)
        if is_long:
            self.put_in_order()

    def put_in_order(self) -> None:
        """Write the file as a whole if anything was noted here, or leave it as it was.

        What another reader has noted meanwhile is kept. Raises OSError where the file
        cannot be written.
        """
        if not self._noted:
            return
        theirs = {k: place for k, place in _read(self._file).items() if k not in self._noted}
        ours = {k: place for k, place in self._places.items() if k in self._noted}
        self._places, self._news = {**theirs, **ours}, {}
        draft = self._file.with_name(f"{self._file.name}.{os.urandom(4).hex()}.tmp")
        durable.make_folder(self._file.parent)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(_line([*self._places.items()][-_KEPT:]))
            draft.replace(self._file)
        except OSError:
            draft.unlink(missing_ok=True)
            raise


def _put_last(places: dict[str, Place], source: str, place: Place) -> None:
    places.pop(source, None)
    places[source] = place


def _line(places: Iterable[tuple[str, Place]]) -> bytes:
    data = {
        source: {"path": place.path, "span": list(place.span), "read": place.read}
        for source, place in places
    }
    return json.dumps(data).encode("ascii")


def _read(file: Path) -> dict[str, Place]:
    try:
        with durable.opened(file) as opened:
            if os.fstat(opened.fileno()).st_size > _SIZE_LIMIT:
                return {}
            lines = opened.read().split(b"\n")
    except OSError:
        return {}
    places: dict[str, Place] = {}
    for line in lines:
        for source, place in _places_in(line).items():
            _put_last(places, source, place)
    return places


def _places_in(line: bytes) -> Mapping[str, Place]:
    try:
        data = json.loads(line.decode("utf-8"))
        return {str(source): _place(value) for source, value in data.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _place(value: dict[str, object]) -> Place:
    span, read = value["span"], value["read"]
    if not isinstance(span, list) or not all(isinstance(each, int) for each in [*span, read]):
        raise TypeError("a place is two numbers")
    start, end = span
    return Place(str(value["path"]), Span(start, end), int(str(read)))
