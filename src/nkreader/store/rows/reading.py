"""Rows as values, where they say any; where they do not, they are put aside."""

from collections.abc import Mapping

from msgspec import Struct

from nkreader.model.errors import NkreaderError
from nkreader.store.errors import shown
from nkreader.store.rows.layout import is_key
from nkreader.store.rows.straight import converted
from nkreader.store.rows.values import Slot, Value, decoded, slot_of


class Aside(Struct, frozen=True):
    """A row that cannot be read, and why."""

    table: str
    key: str
    document: object
    why: str

    def __str__(self) -> str:
        """Say which row it is, without the name of the file."""
        return f"row {shown(self.key[:20])} of {self.table} cannot be read: {self.why}"


class Reading:
    """The values of rows, each in its slot, and under which key its row stands.

    ``aside`` are the rows that cannot be read, ``doubles`` the values of those among them
    whose id is that of a row before.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.values: dict[Slot, Value] = {}
        self.keys: dict[Slot, str] = {}
        self.aside: list[Aside] = []
        self.doubles: list[Value] = []

    def read(self, table: str, rows: Mapping[str, object]) -> None:
        """Read rows of a table by their keys."""
        try:
            self.take(converted(table, rows))
        except ValueError:
            self._read_each(table, rows)

    def take(self, values: Mapping[str, Value]) -> None:
        """Take values by the keys of their rows, none of them if two are known by one thing.

        Raise ValueError then.
        """
        keys = {slot_of(value): key for key, value in values.items()}
        if len(keys) < len(values) or not self.keys.keys().isdisjoint(keys):
            raise ValueError("a row has the id of another one")
        self.values.update(zip(keys, values.values(), strict=True))
        self.keys |= keys

    def _read_each(self, table: str, rows: Mapping[str, object]) -> None:
        for key, document in rows.items():
            try:
                value = value_of(table, key, document)
                slot = slot_of(value)
                if slot in self.keys:
                    self.doubles.append(value)
                    raise NkreaderError("its id is another row's too")
            except NkreaderError as error:
                self.aside.append(Aside(table, key, document, str(error)))
                continue
            self.values[slot] = value
            self.keys[slot] = key


def value_of(table: str, key: str, document: object) -> Value:
    """Return the value of a row; raise NkreaderError where it says none."""
    if not isinstance(document, dict) or not is_key(key):
        raise NkreaderError("it is no record")
    return decoded(table, document)
