"""Where one was in each source. Not work: what is lost here is a page number."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from nkreader.model.span import Span
from nkreader.store.disk import durable

# How many sources are remembered, the newest of all.
_KEPT = 5_000
_SIZE_LIMIT = 8 << 20


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
        self._places = dict(_read(file))
        self._news: set[str] = set()
        self._saved = True

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
        self._places.pop(source, None)
        self._places[source] = place
        self._news.add(source)
        self._saved = False
        return True

    def last(self, paths: Sequence[str]) -> str | None:
        """Return which of these paths was read last."""
        wanted = set(paths)
        for place in reversed(self._places.values()):
            if place.path in wanted:
                return place.path
        return None

    def save(self) -> None:
        """Write the file as a whole if there is news, or leave it as it was.

        What another reader has noted meanwhile is kept. Raises OSError where the file
        cannot be written; then this is news no more.
        """
        if self._saved:
            return
        self._saved = True
        theirs = {source: place for source, place in _read(self._file) if source not in self._news}
        ours = {source: place for source, place in self._places.items() if source in self._news}
        self._places = {**theirs, **ours}
        kept = list(self._places.items())[-_KEPT:]
        data = {
            source: {"path": place.path, "span": list(place.span), "read": place.read}
            for source, place in kept
        }
        durable.make_folder(self._file.parent)
        draft = self._file.with_name(f"{self._file.name}.{os.urandom(4).hex()}.tmp")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as out:
                json.dump(data, out)
            draft.replace(self._file)
        except OSError:
            draft.unlink(missing_ok=True)
            raise


def _read(file: Path) -> list[tuple[str, Place]]:
    try:
        with durable.opened(file) as opened:
            if os.fstat(opened.fileno()).st_size > _SIZE_LIMIT:
                return []
            data = json.loads(opened.read().decode("utf-8"))
        return [(str(source), _place(value)) for source, value in data.items()]
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return []


def _place(value: dict[str, object]) -> Place:
    span, read = value["span"], value["read"]
    if not isinstance(span, list) or not all(isinstance(each, int) for each in [*span, read]):
        raise TypeError("a place is two numbers")
    start, end = span
    return Place(str(value["path"]), Span(start, end), int(str(read)))
