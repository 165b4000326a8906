"""Where in an import something stands, so that whoever refuses it can say so."""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from nkreader.model.errors import NkreaderError
from nkreader.text.display import one_line

_LONGEST = 300  # code points of a complaint that quotes what it complains of


class IncomingError(NkreaderError):
    """Say in one line where an import is wrong, and how; nothing of it was taken in."""


class Place(Struct, frozen=True):
    """A file of an import by its name, and what in it: "line 3", "annotations[12]", "T7"."""

    file: str
    record: str = ""

    def at(self, record: str) -> "Place":
        """Return the place of a record in the same file."""
        return Place(self.file, record)

    def fault(self, what: str) -> IncomingError:
        """Return the error that says ``what`` is wrong here."""
        where = ", ".join(one_line(part) for part in (self.file, self.record) if part)
        return IncomingError(f"nothing was imported: {where}: {one_line(what)[:_LONGEST]}")

    @contextmanager
    def told(self) -> Iterator[None]:
        """Let the errors of a ``with`` block, which know fields, say where they are."""
        try:
            yield
        except IncomingError:
            raise
        except NkreaderError as error:
            raise self.fault(str(error)) from error
