"""The way to the terminal, which takes any text and outlives the terminal."""

import codecs
import os
from select import select
from typing import TextIO

from nkreader.firstpage.found import own_descriptor

# So much is gathered before it is written; in code points.
_FULL = 1 << 16
# How long is waited for a terminal that takes nothing before it is asked again, in seconds.
_PATIENCE = 1.0
# What the screen is drawn with, for terminals that are not told UTF-8: one cell for one.
_LIKENESS = {
    ord(each): likeness[0]
    for likeness in (
        *("|│┃▎▏▊", "-─━–—", "+╭╮╰╯", "#▌▐█▍▰", "_▱"),
        *('"“”„', "'‘’‚", ".·…", ">→▸", "<←", "^↑", "v↓", "x×"),
    )
    for each in likeness[1:]
}


class Outlet:
    """What Textual writes to, as to a file.

    A character that the terminal's encoding does not have becomes one that looks like it, or
    a question mark. Once the terminal is gone whatever is written is dropped: nobody can be
    told.
    """

    def __init__(self, stream: TextIO) -> None:
        """Write to the terminal of ``stream``."""
        self._descriptor = own_descriptor(stream.fileno())
        self._encoding = stream.encoding or "utf-8"
        self._parts: list[str] = []
        self._length = 0
        self._gone = False

    def fileno(self) -> int:
        """Return the descriptor."""
        return self._descriptor

    def isatty(self) -> bool:
        """Tell that this is a terminal."""
        return True

    def write(self, text: str) -> int:
        """Take text; return its length."""
        self._parts.append(text)
        self._length += len(text)
        if self._length > _FULL:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Write all that was taken, however long the terminal takes over it."""
        data = memoryview("".join(self._parts).encode(self._encoding, _ALIKE))
        self._parts.clear()
        self._length = 0
        while data and not self._gone:
            data = data[self._put(data) :]

    def _put(self, data: memoryview) -> int:
        try:
            return os.write(self._descriptor, data)
        except BlockingIOError:
            select([], [self._descriptor], [], _PATIENCE)
            return 0
        except OSError:
            self._gone = True
            return 0


def _alike(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lost = error.object[error.start : error.end].translate(_LIKENESS)
    return "".join(each if each < "\x7f" else "?" for each in lost), error.end


_ALIKE = "nkreader.alike"
codecs.register_error(_ALIKE, _alike)
