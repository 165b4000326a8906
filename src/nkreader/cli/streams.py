"""The standard streams: results go to stdout, narration to stderr, and no text breaks either."""

import codecs
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, TextIO

from nkreader.text.display import one_line


def make_ready() -> None:
    """Make the streams take any text, and be there at all."""
    # A stream that was closed would give its number to the next file that is opened.
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def on_terminal() -> bool:
    """Tell whether a person sees what is written to stdout."""
    return sys.stdout.isatty()


def takes_unicode() -> bool:
    """Tell whether stdout is written in UTF-8."""
    with suppress(LookupError):
        return codecs.lookup(sys.stdout.encoding or "ascii").name == "utf-8"
    return False


def write(text: str) -> None:
    """Write to stdout."""
    sys.stdout.write(text)


def flush() -> None:
    """Let whoever reads stdout have what was written so far."""
    sys.stdout.flush()


def standard_input() -> BinaryIO:
    """Return stdin, as bytes; where it was closed, nothing."""
    return sys.stdin.buffer if sys.stdin else io.BytesIO()


def write_bytes(data: bytes) -> None:
    """Write to stdout what is to arrive as it is, whatever the locale."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def tell(message: str) -> None:
    """Say one line on stderr."""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"nkreader: {one_line(message)}\n")
        sys.stderr.flush()


def mute() -> None:
    """Drop what is left in stdout: whoever read it has gone, and is not to be complained about."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")
