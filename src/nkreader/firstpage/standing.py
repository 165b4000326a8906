"""The first page on the terminal, from when it is painted until the full screen takes over.

Keys typed meanwhile are not echoed and not gathered into lines: they wait in the
terminal's queue for whoever reads next. However the program ends before that, the terminal
is given back as it was.
"""

import os
import signal
import sys
import termios
from collections.abc import Mapping, Sequence
from types import FrameType

from nkreader.firstpage import kept
from nkreader.firstpage.circumstances import Circumstances
from nkreader.firstpage.found import Found

# Importing typing for the sake of its names takes as long as painting.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ENTER = "\x1b[?1049h"
# Those that tell a program to end.
ENDING = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
_HIDE_CURSOR = b"\x1b[?25l"
# The reader's screen is written to stderr, sized and typed into on the others.
_STREAMS = (0, 1, 2)
_SCREEN = 2
# Where termios keeps what.
_IFLAG, _LFLAG, _CHARACTERS = 0, 3, 6


class Standing:
    """A page that stands on the terminal.

    ``page`` is what was painted, ``size`` the columns and rows of the terminal then, ``found``
    the terminal before.
    """

    def __init__(self, page: kept.Page, size: tuple[int, int]) -> None:
        """Paint ``page``; raise OSError or termios.error where the terminal refuses."""
        self.page = page
        self.size = size
        before = termios.tcgetattr(0)
        self.found = Found(before)
        self._in_the_way = True
        self._signals_before = {number: signal.getsignal(number) for number in ENDING}
        try:
            for number in ENDING:
                signal.signal(number, _end)
            termios.tcsetattr(0, termios.TCSANOW, _raw(before))
            _write(ENTER.encode() + _HIDE_CURSOR + page.screen)
        except BaseException:
            self.leave()
            raise

    def hand_over(self) -> None:
        """Leave it to the full screen to clear the terminal in the end."""
        self._in_the_way = False

    def leave(self) -> None:
        """Give the terminal back as it was, however far things have come."""
        if self._in_the_way:
            self._in_the_way = False
            self.found.give_back()
        else:
            self.found.settle()
        for number, before in self._signals_before.items():
            if signal.getsignal(number) is _end:
                signal.signal(number, before)


def show(words: Sequence[str], environ: Mapping[str, str] = os.environ) -> Standing | None:
    """Paint the page kept for these words of the command line; None where there is none."""
    try:
        if not all(map(os.isatty, _STREAMS)) or not _is_understood(environ):
            return None
        size = os.get_terminal_size(1)
        page = kept.read(Circumstances(words, environ, os.getcwd(), size))
        return Standing(page, size) if page is not None else None
    except (OSError, termios.error):
        return None


def _is_understood(environ: Mapping[str, str]) -> bool:
    """Tell whether a page in UTF-8, of the terminal's own size, can be what comes."""
    encoding = sys.stderr.encoding if sys.stderr else ""
    told_a_size = "COLUMNS" in environ or "LINES" in environ
    return environ.get("TERM") != "dumb" and encoding.lower() == "utf-8" and not told_a_size


def _raw(before: "list[Any]") -> "list[Any]":
    """Return the modes in which the full screen reads keys too."""
    modes = [*before]
    modes[_IFLAG] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
    modes[_LFLAG] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
    modes[_CHARACTERS] = [*before[_CHARACTERS]]
    modes[_CHARACTERS][termios.VMIN] = 1
    return modes


def _write(data: bytes) -> None:
    while data:
        data = data[os.write(_SCREEN, data) :]


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
