"""What the reader needs of a terminal, and what there is."""

import os
import sys
from collections.abc import Mapping
from typing import TextIO

STREAMS = ("stdin", "stdout", "stderr")


def missing(environ: Mapping[str, str] = os.environ) -> str | None:
    """Say what keeps the reader from being shown, None if nothing does."""
    for name in STREAMS:  # the screen is drawn on stderr
        if not is_terminal(name):
            return f"{name} is not a terminal"
    if environ.get("TERM") == "dumb":
        return "the terminal is a dumb one (TERM=dumb)"
    return None


def is_terminal(name: str) -> bool:
    """Tell whether a standard stream is a terminal."""
    stream: TextIO | None = getattr(sys, name)
    return stream is not None and not stream.closed and stream.isatty()


def size() -> str | None:
    """Return columns and rows, None without a terminal."""
    for name in STREAMS:
        if is_terminal(name):
            try:
                columns, rows = os.get_terminal_size(getattr(sys, name).fileno())
            except OSError:
                continue
            return f"{columns}x{rows}"
    return None
