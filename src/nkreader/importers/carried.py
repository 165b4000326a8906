"""A text that an import carries, with what nkreader had noted of its source beside it."""

from msgspec.structs import replace

from nkreader.importers import native
from nkreader.importers.guards.place import Place
from nkreader.importers.incoming import IncomingSource


def carried(beside: object, place: Place, text: str) -> IncomingSource:
    """Return the source of a text; ``beside`` is its native object, or nothing that is one.

    It is called by its place in the file. Raises IncomingError naming a wrong field.
    """
    if not isinstance(beside, dict):
        return IncomingSource(key=place.record, text=text)
    return replace(native.source(beside, place), key=place.record, text=text)
