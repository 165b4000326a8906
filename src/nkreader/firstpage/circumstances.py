"""The circumstances that a page is made for: in any others it would not be what comes."""

import os
from binascii import crc32
from collections.abc import Mapping, Sequence

from nkreader import __version__

_FOLDER = "pages"
# What says how things are drawn, where they are kept and who one is.
_TOLD = frozenset({
    "TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "TERM_PROGRAM",
    "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME",
    "LOGNAME", "USER", "LNAME", "USERNAME",
})  # fmt: skip
_TOLD_BEGINNINGS = ("NKREADER_", "TEXTUAL_")


class Circumstances:
    """What a run was started with, in which folder, and on what screen."""

    __slots__ = ("_run", "_screen", "columns", "folder", "rows")

    def __init__(
        self,
        words: Sequence[str],
        environ: Mapping[str, str],
        cwd: str,
        size: tuple[int, int],
    ) -> None:
        """Take the words of the command line, and the screen's columns and rows."""
        self.columns, self.rows = size
        self.folder = os.path.join(_state_folder(environ), _FOLDER)
        told = sorted(
            f"{name}={value}"
            for name, value in environ.items()
            if name in _TOLD or name.startswith(_TOLD_BEGINNINGS)
        )
        # Nothing of this can hold a NUL.
        self._run = "\0".join([cwd, str(len(words)), *words])
        self._screen = "\0".join([__version__, f"{self.columns}x{self.rows}", *told])

    @property
    def file(self) -> str:
        """The file of the page: one for the same words in the same folder."""
        return os.path.join(self.folder, f"{crc32(os.fsencode(self._run)):08x}.page")

    def written(self) -> bytes:
        """Return all of it in one line, to be compared."""
        return os.fsencode(f"{self._run}\0{self._screen}").hex().encode()


def _state_folder(environ: Mapping[str, str]) -> str:
    """Return nkreader's state folder, as ``session.workspace`` finds it."""
    base = environ.get("XDG_STATE_HOME", "")
    if not os.path.isabs(base):
        base = os.path.join(environ.get("HOME") or os.path.expanduser("~"), ".local/state")
    return os.path.join(base, "nkreader")
