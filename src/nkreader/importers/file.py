"""A file that is imported, and the files beside it. Reading them is somebody else's business."""

from collections.abc import Callable
from functools import cached_property

from nkreader.importers.guards.place import Place

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class ImportFile:
    """What was named to be imported: a file, or a folder of files.

    ``read`` gives the bytes, ``around`` the files of the folder, or those beside the file.
    """

    def __init__(
        self,
        name: str,
        read: Callable[[], bytes],
        around: Callable[[], "tuple[ImportFile, ...]"] = tuple,
        *,
        is_folder: bool = False,
    ) -> None:
        """Take the last part of the name, and how to get at what is there."""
        self.name = name
        self.is_folder = is_folder
        self.place = Place(name)
        self._read = read
        self._around = around

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        return self.name.rpartition(".")[0] or self.name

    @property
    def suffix(self) -> str:
        """The suffix in small letters, as in ".json"; "" of a folder."""
        stem, dot, suffix = self.name.rpartition(".")
        return f".{suffix.lower()}" if stem and dot and not self.is_folder else ""

    @cached_property
    def data(self) -> bytes:
        """The bytes; raises NkreaderError where they cannot be read."""
        return self._read()

    @cached_property
    def files(self) -> "tuple[ImportFile, ...]":
        """The regular files of a folder, or those beside a file, in order of their names."""
        return self._around()

    def text(self) -> str:
        """Return the text of a file in UTF-8, without a byte-order mark.

        Raises IncomingError that names the line of what is no UTF-8.
        """
        data = self.data.removeprefix(_BYTE_ORDER_MARK)
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            raise self.place.at(f"line {line}").fault(
                f"byte {data[error.start]:#04x} is not UTF-8"
            ) from None
