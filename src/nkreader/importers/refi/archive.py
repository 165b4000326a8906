"""A REFI-QDA archive, ``.qdpx``: found, unpacked in memory, and read."""

import re

from nkreader.importers.file import ImportFile
from nkreader.importers.guards.archive import Archive
from nkreader.importers.guards.xml_text import element
from nkreader.importers.incoming import Incoming, incoming
from nkreader.importers.refi.elements import local_name
from nkreader.importers.refi.project import Project
from nkreader.importers.refi.texts import Texts

_PROJECT = "project.qde"
_SUFFIX = ".qde"
_ZIP = b"PK\x03\x04"
_CODE_BOOK = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<CodeBook\b")


def recognises(file: ImportFile) -> bool:
    """Tell whether a file has the name of an archive or code book, or begins like one."""
    return file.suffix in (".qdpx", ".qdc") or file.data.startswith(_ZIP) or _is_code_book(file)


def read(file: ImportFile) -> Incoming:
    """Return what a project says of annotations."""
    if _is_code_book(file):
        raise file.place.fault("it is a code book, which has codes and no annotations")
    archive = Archive(file)
    root = element(archive.file(_project_in(archive)))
    if local_name(root) != "Project":
        raise file.place.fault(f"its root is {local_name(root)[:80]!r}, not 'Project'")
    project = Project(root, Texts(file, archive), file.place)
    return incoming(project.sources(), project.annotations(), file.place)


def _is_code_book(file: ImportFile) -> bool:
    return file.suffix == ".qdc" or _CODE_BOOK.match(file.data) is not None


def _project_in(archive: Archive) -> str:
    if _PROJECT in archive.names:
        return _PROJECT
    found = [name for name in archive.names if name.endswith(_SUFFIX) and "/" not in name]
    if len(found) != 1:
        raise archive.place.fault(f"the archive has no {_PROJECT}, so it is no REFI-QDA project")
    return found[0]
