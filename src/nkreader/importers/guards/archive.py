"""Zip archives that anybody may have made: looked through before anything is unpacked.

Nothing is ever unpacked to a file, so a name can lead nowhere; one that would is refused all
the same, because no honest program writes it.
"""

import io
import stat
import zipfile
import zlib

from nkreader.importers.file import ImportFile
from nkreader.importers.guards.limits import LARGEST_FILE, MOST_FILES
from nkreader.importers.guards.place import Place

_RECORD = b"PK\x01\x02"  # begins what the directory of an archive says of each file
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_STEEPEST = 1000  # times that honest text is smaller packed, at most
_SMALL = 1 << 20  # bytes that need not be looked at so closely


class Archive:
    """The files of an archive by name, in order. ``files`` leaves folders out."""

    def __init__(self, file: ImportFile) -> None:
        """Look through the archive; raise IncomingError for one that is not to be trusted."""
        self.place = file.place
        if file.data.count(_RECORD) > MOST_FILES:
            raise file.place.fault(f"the archive has more than {MOST_FILES} files")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(file.data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise file.place.fault(f"it is no zip archive that can be read ({error})") from None
        self._entries: dict[str, zipfile.ZipInfo] = {}
        unpacked = 0
        for entry in self._zip.infolist():
            place = file.place.at(entry.filename)
            _check(entry, place)
            unpacked += entry.file_size
            if unpacked > LARGEST_FILE:
                raise place.fault(f"unpacked it is larger than {LARGEST_FILE >> 20} MB")
            if entry.is_dir():
                continue
            if entry.filename in self._entries:
                raise place.fault("the archive has two files of this name")
            self._entries[entry.filename] = entry

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the files, with the folders in the archive before them."""
        return tuple(self._entries)

    def file(self, name: str) -> ImportFile:
        """Return a file of the archive, unpacked when it is read."""
        return ImportFile(f"{self.place.file}/{name}", lambda: self._unpacked(name))

    def _unpacked(self, name: str) -> bytes:
        entry = self._entries[name]
        try:
            with self._zip.open(entry) as packed:
                data = packed.read(entry.file_size + 1)
        except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, NotImplementedError) as error:
            raise self.place.at(name).fault(f"it cannot be unpacked ({error})") from None
        if len(data) != entry.file_size:
            raise self.place.at(name).fault("it is not as large as the archive says")
        return data


def _check(entry: zipfile.ZipInfo, place: Place) -> None:
    """Refuse what no honest archive of annotations has."""
    # What is there before zipfile makes a name harmless.
    name = entry.orig_filename
    parts = name.replace("\\", "/").split("/")
    if "\\" in name or "\0" in name or ".." in parts or parts[0] == "" or ":" in parts[0]:
        raise place.fault("the name leads out of the archive")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise place.fault("it is a link")
    if entry.flag_bits & _ENCRYPTED:
        raise place.fault("it is encrypted")
    if entry.compress_type not in _METHODS:
        raise place.fault("it is packed in a way that is not read here")
    if entry.file_size > max(_SMALL, _STEEPEST * entry.compress_size):
        raise place.fault("it would be unpacked to more than a text can be")
