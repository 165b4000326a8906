"""What the rows of a database mean: annotations, verdicts, reviews, sources and entities.

Knows documents and values, and which row holds which value; writes nothing.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from nkreader.model.annotation import Annotation
from nkreader.model.change import Change
from nkreader.model.entity import Entity
from nkreader.model.errors import NkreaderError
from nkreader.model.record import Record
from nkreader.model.review import Review
from nkreader.model.source import SourceRef
from nkreader.model.verdict import Verdict
from nkreader.store.disk import durable
from nkreader.store.errors import StoreError, shown
from nkreader.store.rows.layout import (
    ANNOTATIONS,
    ENTITIES,
    REVIEWS,
    SOURCES,
    VERDICTS,
    Row,
    Rows,
    is_key,
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
from nkreader.store.rows.storage import LineStorage
from nkreader.store.rows.values import (
    WORK,
    Slot,
    State,
    Value,
    decoded,
    encoded,
    identity_in,
    slot_of,
)


class Aside(NamedTuple):
    """A row that cannot be read, and why."""

    table: str
    key: str
    document: object
    why: str

    def __str__(self) -> str:
        """Say which row it is, without the name of the file."""
        return f"row {shown(self.key[:20])} of {self.table} cannot be read: {self.why}"


class Contents:
    """The values in a storage that was written by this program.

    ``aside`` tells of rows that could not be read. They stay in the file as they are.
    ``doubles`` are those among them whose id is that of a row before.
    """

    def __init__(self, storage: LineStorage) -> None:
        """Read all rows; raise StoreError where the file is another program's or a newer one's."""
        self.aside: list[Aside] = []
        self.doubles: list[Value] = []
        self._storage = storage
        self._values: dict[str, dict[str, Value]] = {table: {} for table in WORK}
        self._keys: dict[Slot, str] = {}
        if storage.exists:
            _check_schema(storage)
        for table in WORK:
            for key, document in storage.tables.get(table, {}).items():
                self._read(table, key, document)

    def notices(self) -> tuple[str, ...]:
        """Say which rows could not be read."""
        name = shown(self._storage.path.name)
        return tuple(f"{name}: {each}, and was left as it is" for each in self.aside)

    @property
    def path(self) -> Path:
        """The file that these are the contents of."""
        return self._storage.path

    @property
    def signature(self) -> durable.Signature | None:
        """What tells that file from others that may be put there."""
        return self._storage.signature

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
    def annotations(self) -> dict[str, Annotation]:
        """The annotations by id."""
        return cast(dict[str, Annotation], self._values[ANNOTATIONS])

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
        return self._values[slot.table].get(slot.identity)

    def news(self, state: State) -> State:
        """Return what of ``state`` does not stand so already."""
        return {slot: value for slot, value in state.items() if self.at(slot) != value}

    def state(self) -> State:
        """Return all that stands here."""
        return {
            Slot(table, identity): value
            for table, values in self._values.items()
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

    def rows(self, state: State, annotator: str) -> list[Row]:
        """Return the rows that make the file say ``state``."""
        tables = self._storage.tables
        after = _with(tables, (slot.table for slot in state))
        rows = [] if is_signed_for_all(after) else [signed(after, annotator)]
        for slot, value in state.items():
            key = self._keys.get(slot)
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
        for slot, value in state.items():
            if value is None:
                self._values[slot.table].pop(slot.identity, None)
                self._keys.pop(slot, None)
            else:
                self._values[slot.table][slot.identity] = value
        for row in rows:
            if row.document is not None and row.table in WORK:
                self._keys[Slot(row.table, str(identity_in(row.table, row.document)))] = row.key

    def _read(self, table: str, key: str, document: object) -> None:
        try:
            if not isinstance(document, dict) or not is_key(key):
                raise NkreaderError("it is no record")
            value = decoded(table, document)
            slot = slot_of(value)
            if slot in self._keys:
                self.doubles.append(value)
                raise NkreaderError("its id is another row's too")
        except NkreaderError as error:
            self.aside.append(Aside(table, key, document, str(error)))
            return
        self._values[table][slot.identity] = value
        self._keys[slot] = key

    def _free_key(self, slot: Slot) -> str:
        # From the identity, not from a counter: lines that two copies of a file have
        # gained can be put into one without one key for two annotations.
        digest = hashlib.blake2b(slot.identity.encode("utf-8", "replace"), digest_size=6)
        key = int.from_bytes(digest.digest())
        while not self._storage.is_free(slot.table, str(key)):
            key += 1
        return str(key)


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
