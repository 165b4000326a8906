"""The annotations of sealed rows, each decoded when it is asked for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice
from threading import Lock
from typing import cast

from nkreader.model.annotation import Annotation
from nkreader.model.errors import NkreaderError
from nkreader.store.disk.loading import without_collection
from nkreader.store.rows.annotations import Decoded, by_target
from nkreader.store.rows.layout import ANNOTATIONS, Rows
from nkreader.store.rows.line import Lines, documents, field, parted
from nkreader.store.rows.reading import Reading, value_of
from nkreader.store.rows.sealed_lines import Index
from nkreader.store.rows.sealed_rows import SealedRows
from nkreader.store.rows.straight import straight
from nkreader.store.rows.values import Slot

# So often the bytes are searched through; from then on it is known where each line stands.
_SEARCHES = 4
# How many lines are parsed at once; where the first may be enough.
_AT_ONCE = 500
_FEW = 20
_TIED = b'"links": [{'


class SealedAnnotations:
    """What stood under the seal of a file when it was read, without what was deleted since.

    A row that cannot be read, whatever the seal says, lets all of them be read at once: from
    then on it is as if there had been no seal.
    """

    def __init__(self, rows: SealedRows, read: Mapping[Slot, str]) -> None:
        """Take rows as they are in the file; ``read`` are the keys of those behind the seal."""
        self._lines = rows.lines
        self._gone = frozenset(rows.gone)
        # What stands by now under the keys of rows that were written again, if it can be read.
        self._again = dict.fromkeys(rows.loose, "") | {
            key: slot.identity for slot, key in read.items()
        }
        self._searches = 0
        self._found: dict[str, Annotation] = {}
        self._missed: set[str] = set()
        self._on: dict[str, dict[str, Annotation]] = {}
        self._unread = iter(rows.lines)
        self._read_so_far = Reading()
        self._reading_some = Lock()

    def __len__(self) -> int:
        return len(self._decoded) if self.is_read else self._lines.count - self._outdated

    def __contains__(self, annotation_id: object) -> bool:
        return isinstance(annotation_id, str) and self.find(annotation_id) is not None

    def find(self, annotation_id: str) -> Annotation | None:
        """Return the annotation with this id."""
        if self.is_read:
            return self._decoded.find(annotation_id)
        if annotation_id not in self._found and annotation_id not in self._missed:
            words = field("id", annotation_id)
            found = self._asked(words, lambda index: index.numbers_of(annotation_id))
            self._remember(found)
            if annotation_id not in self._found:
                self._missed.add(annotation_id)
        return self._found.get(annotation_id)

    def key_of(self, annotation_id: str) -> str | None:
        """Return the key of the row that an annotation stands in."""
        if self.is_read:
            return self.reading.keys.get(Slot(ANNOTATIONS, annotation_id))
        for number in self._lines.index.numbers_of(annotation_id):
            key, document = parted(self._lines[number])
            return key if self._stands(key, _identity(document)) else None
        return None

    def all(self) -> Mapping[str, Annotation]:
        """Return all of them by id."""
        return self._decoded.all()

    def on(self, source: str) -> Mapping[str, Annotation]:
        """Return those on a source, by its id; they by theirs."""
        if source not in self._on:
            if self.is_read:
                return self._decoded.on(source)
            known = self._lines.on(source)
            if known is None:
                words = field("source", source)
                found = self._asked(words, lambda index: index.numbers_on(source))
            else:
                found = self._read(known)
            self._remember(found)
            self._on[source] = {each.id: each for each in found if each.source == source}
        return self._on[source]

    def leading_to(self, target: str) -> Iterable[Annotation]:
        """Return those with a link to one, by its id."""
        return self._by_target.get(target, ())

    @property
    def links_are_known(self) -> bool:
        """Whether to find them takes no look through bytes."""
        return self.is_read or "_by_target" in self.__dict__

    @cached_property
    def _outdated(self) -> int:
        """How many of the sealed rows count no more."""
        written_again = {*self._gone, *self._again}
        keys = self._lines.index.keys if written_again else {}
        lines = (self._lines[keys[key]] for key in written_again if key in keys)
        rows = map(parted, lines)
        return sum(not self._stands(key, _identity(document)) for key, document in rows)

    @cached_property
    def reading(self) -> Reading:
        """All of them, read row by row."""
        with without_collection():
            while self._read_on():
                pass
        return self._read_so_far

    def make_ready(self) -> None:
        """Find out where each of them stands: the first that is new has to be none of them."""
        _ = self._lines.index

    def read_some(self) -> bool:
        """Decode a few, so that sooner or later all are at hand; tell whether more are left."""
        return not self.is_read and self._read_on()

    def each(self) -> Iterator[Annotation]:
        """Yield all of them, of which none is decoded before its turn."""
        if self.is_read:
            yield from self._decoded.all().values()
            return
        lines = iter(self._lines)
        while some := list(islice(lines, _FEW)):
            found = self._read(some)
            yield from found
            if len(found) > len(some):  # one says nothing, and all were read for it
                return

    @property
    def is_read(self) -> bool:
        """Tell whether all of them have been read."""
        return "reading" in self.__dict__

    @cached_property
    def _decoded(self) -> Decoded:
        values = self.reading.values
        return Decoded({slot.identity: cast(Annotation, each) for slot, each in values.items()})

    @cached_property
    def _by_target(self) -> dict[str, list[Annotation]]:
        if self.is_read:
            return by_target(self._decoded.all().values())
        return by_target(self._read(self._lines.saying(_TIED)))

    def _read_on(self) -> bool:
        """Read the next few rows; tell whether there were any."""
        with self._reading_some:
            some = list(islice(self._unread, _AT_ONCE))
            try:
                self._read_so_far.take(self._standing(straight(some)))
            except ValueError:
                rows = _rows(some).items()
                live = {key: row for key, row in rows if self._stands(key, _identity(row))}
                self._read_so_far.read(ANNOTATIONS, live)
        return bool(some)

    def _remember(self, found: Iterable[Annotation]) -> None:
        for each in found:
            self._found.setdefault(each.id, each)

    def _asked(
        self, words: bytes, numbers: Callable[[Index], Iterable[int]]
    ) -> tuple[Annotation, ...]:
        """Return those whose lines say ``words``, or have these numbers."""
        lines = self._lines
        if not lines.is_indexed and self._searches < _SEARCHES:
            self._searches += 1
            return self._read(lines.saying(words))
        if lines.index.has_doubles:
            return tuple(self.all().values())
        return self._read([lines[number] for number in numbers(lines.index)])

    def _read(self, lines: Iterable[Lines]) -> tuple[Annotation, ...]:
        """Return what lines say; where one says nothing, what can be read of all."""
        lines = list(lines)
        try:
            found = straight(lines)
        except ValueError:
            try:
                found = _closely(lines)
            except (ValueError, NkreaderError):
                return tuple(self.all().values())
        return tuple(self._standing(found).values())

    def _standing(self, found: Mapping[str, Annotation]) -> Mapping[str, Annotation]:
        if not (self._gone or self._again):
            return found
        return {key: each for key, each in found.items() if self._stands(key, each.id)}

    def _stands(self, key: str, identity: object) -> bool:
        """Tell whether a sealed row counts still, be it under its id only."""
        if key in self._gone:
            return False
        again = self._again.get(key)
        return again is None or identity == again


def _closely(lines: list[Lines]) -> dict[str, Annotation]:
    rows = documents(lines).items()
    return {key: cast(Annotation, value_of(ANNOTATIONS, key, document)) for key, document in rows}


def _identity(document: object) -> object:
    return document.get("id") if isinstance(document, dict) else None


def _rows(lines: list[bytes]) -> Rows:
    try:
        return documents(lines)
    except ValueError:
        return dict(map(parted, lines))
