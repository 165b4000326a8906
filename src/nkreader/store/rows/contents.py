"""What the rows of a database mean: annotations, verdicts, reviews, sources and entities.

Knows documents and values, and which row holds which value; writes nothing.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from nkreader.model.annotation import Annotation
from nkreader.model.change import Change
from nkreader.model.entity import Entity
from nkreader.model.record import Record
from nkreader.model.review import Review
from nkreader.model.source import SourceRef
from nkreader.model.verdict import Verdict
from nkreader.store.disk import durable
from nkreader.store.errors import StoreError, shown
from nkreader.store.rows.annotations import Annotations, Decoded
from nkreader.store.rows.layout import (
    ANNOTATIONS,
    ENTITIES,
    REVIEWS,
    SOURCES,
    VERDICTS,
    Row,
    Rows,
)
from nkreader.store.rows.meta import (
    MARK,
    PROGRAM,
    SCHEMA,
    is_newer,
    is_signed,
    is_signed_for_all,
    meta_of,
    signed,
)
from nkreader.store.rows.reading import Aside, Reading
from nkreader.store.rows.sealed_annotations import SealedAnnotations
from nkreader.store.rows.sealed_rows import SealedRows
from nkreader.store.rows.storage import FEW, LineStorage
from nkreader.store.rows.values import (
    WORK,
    Slot,
    State,
    Value,
    encoded,
    identity_in,
)


class Contents:
    """The values in a storage that was written by this program.

    Those of sealed rows are decoded when they are asked for.
    """

    def __init__(self, storage: LineStorage) -> None:
        """Read the rows; raise StoreError where the file is another program's or a newer one's."""
        self._storage = storage
        if storage.exists:
            _check_schema(storage)
        self._reading = Reading()
        self._sealed: SealedAnnotations | None = None
        for table in WORK:
            rows = storage.tables.get(table, {})
            self._reading.read(table, rows.loose if isinstance(rows, SealedRows) else rows)
        self._keys = dict(self._reading.keys)
        self._values: dict[str, dict[str, Value]] = {table: {} for table in WORK}
        for slot, value in self._reading.values.items():
            self._values[slot.table][slot.identity] = value
        self.annotations = self._annotations(storage.tables.get(ANNOTATIONS))
        """The annotations by id."""
        # Not by a method of this: neither is to keep the other in memory.
        storage.rely_on(partial(_have_all, self._reading, self._sealed))

    def _annotations(self, rows: Rows | None) -> Annotations:
        read = cast(dict[str, Annotation], self._values.pop(ANNOTATIONS))
        if not isinstance(rows, SealedRows):
            return Annotations(Decoded(read))
        keys = {slot: key for slot, key in self._keys.items() if slot.table == ANNOTATIONS}
        self._sealed = SealedAnnotations(rows, keys)
        return Annotations(self._sealed, read)

    @property
    def aside(self) -> tuple[Aside, ...]:
        """The rows that could not be read. They stay in the file as they are."""
        return tuple(each for reading in self._readings for each in reading.aside)

    @property
    def doubles(self) -> tuple[Value, ...]:
        """The values of those among them whose id is that of a row before."""
        return tuple(each for reading in self._readings for each in reading.doubles)

    def notices(self) -> tuple[str, ...]:
        """Say which rows could not be read."""
        name = shown(self._storage.path.name)
        return tuple(f"{name}: {each}, and was left as it is" for each in self.aside)

    def read_all(self) -> None:
        """Read also what was put off, so that it is known of each row whether it can be read."""
        if self._sealed is not None:
            self._sealed.all()

    def make_ready(self) -> None:
        """Find out where each row stands that is not decoded."""
        if self._sealed is not None:
            self._sealed.make_ready()

    @property
    def path(self) -> Path:
        """The file that these are the contents of."""
        return self._storage.path

    @property
    def signature(self) -> durable.Signature | None:
        """What tells that file from others that may be put there."""
        return self._storage.signature

    @property
    def exists(self) -> bool:
        """Whether there is such a file, and anything in it."""
        return self._storage.exists

    @property
    def is_whole(self) -> bool:
        """Whether all that is in the file could be read."""
        storage = self._storage
        return storage.torn is None and storage.damage is None and not self.aside

    @property
    def is_torn(self) -> bool:
        """Whether the file was cut short, and this is what could be read of it."""
        return self._storage.torn is not None

    @property
    def is_damaged(self) -> bool:
        """Whether more is wrong with the file than that, so that it is only read."""
        return self._storage.damage is not None

    def has_room(self, table: str) -> bool:
        """Tell whether the file has blanks for more rows of a table."""
        return self._storage.has_room(table)

    @property
    def sources(self) -> dict[str, SourceRef]:
        """The sources by id."""
        return cast(dict[str, SourceRef], self._values[SOURCES])

    @property
    def entities(self) -> dict[str, Entity]:
        """The entities by name."""
        return cast(dict[str, Entity], self._values[ENTITIES])

    @property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdicts by the id of the annotation that each is on."""
        return cast(dict[str, Verdict], self._values[VERDICTS])

    @property
    def reviews(self) -> dict[str, Review]:
        """The reviews by id."""
        return cast(dict[str, Review], self._values[REVIEWS])

    def at(self, slot: Slot) -> Value | None:
        """Return what stands in a slot."""
        if slot.table == ANNOTATIONS:
            return self.annotations.get(slot.identity)
        return self._values[slot.table].get(slot.identity)

    def news(self, state: State) -> State:
        """Return what of ``state`` does not stand so already."""
        return {slot: value for slot, value in state.items() if self.at(slot) != value}

    def state(self) -> State:
        """Return all that stands here."""
        everything: dict[str, Mapping[str, Value]] = {**self._values, ANNOTATIONS: self.annotations}
        return {
            Slot(table, identity): value
            for table, values in everything.items()
            for identity, value in values.items()
        }

    def changes(self, state: State) -> tuple[Change, ...]:
        """Return the changes that lead from here to ``state``; sources need none."""
        return tuple(
            Change(self.at(slot), value)  # type: ignore[arg-type]
            for slot, value in self.news(state).items()
            if slot.table != SOURCES
        )

    @property
    def mark(self) -> object:
        """The checksum of the history's line that the last replacement of the file wrote."""
        return meta_of(self._storage.tables).get(MARK)

    def marked(self, mark: str, annotator: str, rows: Iterable[Row]) -> Row:
        """Return the row that sets :attr:`mark`, to be put with ``rows`` and after them."""
        return signed(_with(self._storage.tables, (row.table for row in rows)), annotator, mark)

    def of_step(self, rows: Sequence[Row], mark: str, annotator: str) -> Sequence[Row]:
        """Return what is to be put for a step whose line in the history is known as ``mark``.

        A long line is named by the file, so that it need not be compared again to be known.
        """
        return [*rows, self.marked(mark, annotator, rows)] if len(rows) > FEW else rows

    def rows(self, state: State, annotator: str) -> list[Row]:
        """Return the rows that make the file say ``state``."""
        tables = self._storage.tables
        after = _with(tables, (slot.table for slot in state))
        rows = [] if is_signed_for_all(after) else [signed(after, annotator)]
        for slot, value in state.items():
            key = self._key_of(slot)
            if value is None:
                rows += [Row(slot.table, key, None)] if key else []
                continue
            # Fields that somebody else has added to the row stay in it.
            kept = tables[slot.table][key] if key else {}
            document = {**cast(Record, kept), **encoded(value)}
            rows.append(Row(slot.table, key or self._free_key(slot), document))
        return rows

    def take(self, state: State, rows: Iterable[Row]) -> None:
        """Follow the rows for ``state``, which have been written."""
        annotations: dict[str, Annotation | None] = {}
        for slot, value in state.items():
            if slot.table == ANNOTATIONS:
                annotations[slot.identity] = cast(Annotation | None, value)
            elif value is None:
                self._values[slot.table].pop(slot.identity, None)
            else:
                self._values[slot.table][slot.identity] = value
            if value is None:
                self._keys.pop(slot, None)
        if annotations:
            self.annotations = self.annotations.after(annotations)
        for row in rows:
            if row.document is not None and row.table in WORK:
                self._keys[Slot(row.table, str(identity_in(row.table, row.document)))] = row.key

    @property
    def _readings(self) -> tuple[Reading, ...]:
        return _readings(self._reading, self._sealed)

    def _key_of(self, slot: Slot) -> str | None:
        key = self._keys.get(slot)
        if key is None and self._sealed is not None and slot.table == ANNOTATIONS and self.at(slot):
            key = self._sealed.key_of(slot.identity)
        return key

    def _free_key(self, slot: Slot) -> str:
        # From the identity, not from a counter: lines that two copies of a file have
        # gained can be put into one without one key for two annotations.
        digest = hashlib.blake2b(slot.identity.encode("utf-8", "replace"), digest_size=6)
        key = int.from_bytes(digest.digest())
        while not self._storage.is_free(slot.table, str(key)):
            key += 1
        return str(key)


def _readings(behind: Reading, sealed: SealedAnnotations | None) -> tuple[Reading, ...]:
    return (behind,) if sealed is None or not sealed.is_read else (behind, sealed.reading)


def _have_all(behind: Reading, sealed: SealedAnnotations | None) -> bool:
    return not any(reading.aside for reading in _readings(behind, sealed))


def _with(tables: Mapping[str, Rows], names: Iterable[str]) -> dict[str, Rows]:
    """Return tables with those of these names too."""
    return {**{name: {} for name in names}, **tables}


def _check_schema(storage: LineStorage) -> None:
    tables, name = storage.tables, shown(storage.path.name)
    if storage.damage and not is_newer(tables):
        return  # what is damaged may be the very row that would tell
    if meta_of(tables).get("program") == PROGRAM and is_newer(tables):
        raise StoreError(
            f"update nkreader: {name} was written by a newer nkreader "
            f"(schema {meta_of(tables)['schema']}, known here is {SCHEMA}) and was left as it is"
        )
    if not is_signed(tables):
        raise StoreError(
            f"move {name} away, or name another folder with --annotations: it is another "
            "program's file and was left as it is"
        )
