"""XML that anybody may have written: no document type, no entities, no depths.

Expat is told to stop at any of them, so nothing is expanded and nothing fetched. (The
package that does this for the standard library has had no release since 2021.)
"""

from typing import NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from nkreader.importers.file import ImportFile
from nkreader.importers.guards.limits import DEEPEST, MOST_ANNOTATIONS
from nkreader.importers.guards.place import Place

_MOST_ELEMENTS = 4 * MOST_ANNOTATIONS


def element(file: ImportFile) -> Element:
    """Return the root of a document, names with namespaces as in ElementTree: "{uri}name".

    Raises IncomingError that names the line of what is no XML, or too much of it.
    """
    return _Reading(file).root()


class _Reading:
    def __init__(self, file: ImportFile) -> None:
        self._data = file.data
        self._place = file.place
        self._tree = TreeBuilder()
        self._depth = 0
        self._elements = 0
        # No encoding is forced: whatever the document says, expat knows few, and all of them.
        self._parser = parser = expat.ParserCreate(None, "}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse_type
        parser.EntityDeclHandler = self._refuse_entity
        parser.ExternalEntityRefHandler = self._refuse_entity
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._tree.data

    def root(self) -> Element:
        if not self._data.strip():
            raise self._place.fault("it is empty")
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as error:
            what = expat.ErrorString(error.code) or "malformed"
            raise self._here(error.lineno).fault(f"it is no XML ({what})") from None
        except (ValueError, LookupError) as error:  # an encoding that Python knows otherwise
            raise self._place.fault(f"it is no XML that can be read ({error})") from None
        return self._tree.close()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > DEEPEST:
            self._refuse("it is nested too deeply")
        if self._elements > _MOST_ELEMENTS:
            self._refuse("it has too many elements")
        self._tree.start(_named(name), {_named(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._tree.end(_named(name))

    def _refuse_type(self, *_: object) -> None:
        self._refuse("it has a document type, which no annotations need")

    def _refuse_entity(self, *_: object) -> int:
        self._refuse("it has an entity of its own, which no annotations need")

    def _refuse(self, what: str) -> NoReturn:
        raise self._here(self._parser.CurrentLineNumber).fault(what)

    def _here(self, line: int) -> Place:
        return self._place.at(f"line {line}")


def _named(name: str) -> str:
    return "{" + name if "}" in name else name
