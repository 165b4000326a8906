"""The texts of a project: in the archive, in the project itself, or in a file beside it."""

import re
from xml.etree.ElementTree import Element

from nkreader.importers.file import ImportFile
from nkreader.importers.guards.archive import Archive
from nkreader.importers.guards.limits import LARGEST_FILE
from nkreader.importers.refi.elements import content
from nkreader.model.errors import NkreaderError

_PATH = re.compile(r"(internal|relative):/{1,3}(.+)", re.DOTALL)
_SOURCES = "sources/"


class Texts:
    """Where the texts of an archive are looked for. No path of a project is ever opened."""

    def __init__(self, file: ImportFile, archive: Archive) -> None:
        """Take the archive, and the file that it is."""
        self._file = file
        self._archive = archive
        self._length = 0  # of all texts so far
        self._names = {name.lower(): name for name in archive.names}

    def of(self, element: Element) -> str:
        """Return the text of a source or a note; raise NkreaderError where there is none."""
        text = self._found(element)
        # Many may have the same file for their text.
        self._length += len(text)
        if self._length > LARGEST_FILE:
            raise NkreaderError(f"the texts together are larger than {LARGEST_FILE >> 20} MB")
        return text

    def _found(self, element: Element) -> str:
        path = element.get("plainTextPath")
        if path is None:
            text = content(element, "PlainTextContent")
            if text is None:
                raise NkreaderError("it has neither a plainTextPath nor a PlainTextContent")
            return text
        found = _PATH.fullmatch(path)
        if found is None:
            raise NkreaderError(f"its text lies outside the archive, at {path[:80]!r}")
        if found[1] == "internal":
            return self._inside(found[2])
        return self._beside(found[2])

    def _inside(self, name: str) -> str:
        entry = self._names.get(f"{_SOURCES}{name}".lower()) or self._names.get(name.lower())
        if entry is None:
            raise NkreaderError(f"its text is missing in the archive: Sources/{name[:80]}")
        return self._archive.file(entry).text()

    def _beside(self, path: str) -> str:
        """Return the text of a file beside the archive, which has that very name."""
        for each in self._file.files:
            if each.name == path:
                return each.text()
        raise NkreaderError(f"its text is not in the archive: put {path[:80]!r} beside it")
