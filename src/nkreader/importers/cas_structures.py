"""The feature structures of a CAS: numbered objects that lead to each other by their numbers."""

from collections.abc import Container, Iterator

from msgspec import Struct

from nkreader.importers.file import ImportFile
from nkreader.importers.guards.json_text import fields_of, pieces
from nkreader.importers.guards.place import Place
from nkreader.model.fields import Fields, offset, wrong

_STRUCTURES = "%FEATURE_STRUCTURES"


class Structure(Struct, frozen=True):
    """A feature structure, and where it stands in the file."""

    number: int
    fields: Fields
    place: Place


def structures(file: ImportFile) -> Iterator[Structure]:
    """Yield each feature structure of a document; raise IncomingError for a number twice."""
    known: set[int] = set()
    for each in _structures(file):
        if each.number in known:
            raise each.place.fault(f"two feature structures have the %ID {each.number}")
        known.add(each.number)
        yield each


def reference(fields: Fields, name: str, known: Container[int]) -> int:
    """Return the number of the structure that a feature leads to, which must be ``known``."""
    number = fields.get(f"@{name}")
    if type(number) is not int or number not in known:
        raise wrong(f"@{name}", "leads to nothing of that kind in the document")
    return number


def _structures(file: ImportFile) -> Iterator[Structure]:
    for piece in pieces(file):
        if piece.key != _STRUCTURES:
            continue
        # They may also stand in one object, with their ids for names.
        if isinstance(piece.value, dict) and "%TYPE" not in piece.value:
            for name, value in piece.value.items():
                with piece.place.told():
                    number = int(name) if name.isdecimal() and len(name) < 16 else -1
                yield _structure(fields_of(value, piece.place) | {"%ID": number}, piece.place)
        else:
            yield _structure(fields_of(piece.value, piece.place), piece.place)


def _structure(fields: dict[str, object], place: Place) -> Structure:
    with place.told():
        return Structure(offset(fields, "%ID"), fields, place)
