"""A table of rows of which most are sealed, and stay bytes until they are asked for."""

from collections.abc import Collection, Iterator, Mapping, MutableMapping

from nkreader.store.rows.layout import Rows
from nkreader.store.rows.line import joinable, parted, written
from nkreader.store.rows.sealed_lines import SealedLines


class SealedRows(MutableMapping[str, object]):
    """Rows by key, in the order of a file: sealed ones, then those that were added.

    ``loose`` are those that were added or changed since, ``gone`` the keys of sealed ones
    that do not stand at their place any more.
    """

    def __init__(
        self, lines: SealedLines, loose: Mapping[str, object], gone: Collection[str]
    ) -> None:
        """Take the rows as a file has them."""
        self.lines = lines
        self.loose = dict(loose)
        self.gone = set(gone)

    def __getitem__(self, key: str) -> object:
        if key in self.loose:
            return self.loose[key]
        if key in self.gone:
            raise KeyError(key)
        return parted(self.lines[self.lines.index.keys[key]])[1]

    def __setitem__(self, key: str, document: object) -> None:
        self.loose[key] = document

    def __delitem__(self, key: str) -> None:
        if key not in self:
            raise KeyError(key)
        self.loose.pop(key, None)
        self.gone.add(key)

    def __contains__(self, key: object) -> bool:
        return key in self.loose or (key not in self.gone and key in self.lines.index.keys)

    def __iter__(self) -> Iterator[str]:
        yield from (key for key in self.lines.index.keys if key not in self.gone)
        yield from self._added()

    def __len__(self) -> int:
        if not (self.loose or self.gone):
            return self.lines.count
        known = self.lines.index.keys
        return len(known) - len(self.gone & known.keys()) + sum(1 for _ in self._added())

    def copy(self) -> "SealedRows":
        """Return the same rows, to be changed apart from these."""
        return SealedRows(self.lines, self.loose, self.gone)

    def body(self) -> list[bytes]:
        """Return the rows as lines; those that are sealed are not decoded for it."""
        if not (self.loose or self.gone):
            return list(self.lines)
        keys = self.lines.index.keys
        lines = [
            written(key, self.loose[key]) if key in self.loose else self.lines[number]
            for key, number in keys.items()
            if key not in self.gone
        ]
        lines += [written(key, self.loose[key]) for key in self._added()]
        return joinable(lines)

    def _added(self) -> Iterator[str]:
        known = self.lines.index.keys
        return (key for key in self.loose if key in self.gone or key not in known)


def copied(rows: Rows) -> Rows:
    """Return the same rows, to be changed apart from these."""
    return rows.copy() if isinstance(rows, SealedRows) else dict(rows)


def body_of(rows: Rows) -> list[bytes]:
    """Return rows as lines."""
    if isinstance(rows, SealedRows):
        return rows.body()
    return joinable([written(key, document) for key, document in rows.items()])
