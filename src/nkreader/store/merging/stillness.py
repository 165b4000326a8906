"""Waiting until another program has done with a file: one that is half written is left alone."""

from pathlib import Path

from nkreader.store.disk import durable
from nkreader.store.disk.durable import Signature


class Stillness:
    """Looks at one file again and again."""

    def __init__(self, path: Path) -> None:
        """Begin without having looked."""
        self._path = path
        self._seen: Signature | None = None
        self._told: Signature | None = None

    def is_news(self) -> bool:
        """Look; tell, once for each state of the file, that it was the same at the last look.

        Of a file that is empty or not there, that is never told. Raise OSError where the
        system refuses to look.
        """
        before, self._seen = self._seen, durable.signature(self._path)
        seen = self._seen
        if seen is None or not seen.size or seen != before or seen == self._told:
            return False
        self._told = seen
        return True
