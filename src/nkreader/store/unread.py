"""Stands in for an annotator's files that cannot be read: holds nothing, takes nothing."""

from pathlib import Path

from nkreader.store.own import OwnFiles
from nkreader.store.rows.contents import Contents
from nkreader.store.rows.database import LineDatabase


class Unread(OwnFiles):
    """Files that are left alone. ``why`` is what is said to whoever wants to change them."""

    def __init__(self, path: Path, annotator: str, why: str) -> None:
        """Hold nothing; neither the files nor their lock are opened."""
        self._why = why
        super().__init__(path, annotator, write=False)

    def refresh(self) -> bool:
        """Leave the files alone, whatever others do with them."""
        return False

    def _read(self) -> None:
        database = LineDatabase(self.path, read=False)
        self._use(database, Contents(database.lines))

    def _refusal(self) -> str:
        return self._why
