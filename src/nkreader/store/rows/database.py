"""TinyDB on files in which a change costs the same however much is stored."""

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any, cast

from tinydb import TinyDB
from tinydb.table import Table

from nkreader.store.rows.layout import ANNOTATIONS, Row
from nkreader.store.rows.storage import LineStorage


class LineTable(Table):
    """A TinyDB table whose changes are put row by row."""

    def _update_table(self, updater: Any) -> None:
        storage = cast(LineStorage, self._storage)
        before = storage.tables.get(self.name, {})
        after = {int(key): deepcopy(document) for key, document in before.items()}
        updater(after)
        rows = [
            Row(self.name, str(key), dict(cast(dict[str, object], document)))
            for key, document in after.items()
            if before.get(str(key)) != document
        ]
        gone = [Row(self.name, key, None) for key in before if int(key) not in after]
        if rows or gone:
            storage.doubt()
            storage.put(rows + gone)
        self.clear_cache()


class LineDatabase(TinyDB):
    """TinyDB on a :class:`LineStorage`."""

    table_class = LineTable
    default_table_name = ANNOTATIONS
    default_storage_class = LineStorage  # type: ignore[assignment]  # any storage will do

    def __init__(self, path: Path, *, read: bool = True) -> None:
        """Open the database in the file at ``path``, which need not exist yet."""
        super().__init__(path, read=read)

    @property
    def lines(self) -> LineStorage:
        """The storage, by its own type."""
        return cast(LineStorage, self._storage)

    def put(self, rows: Sequence[Row], *, anew: bool = False) -> None:
        """Put and delete rows of any tables, durable on return, all or none."""
        self.lines.put(rows, anew=anew)
        for table in self._tables.values():
            table.clear_cache()
