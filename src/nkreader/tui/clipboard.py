"""Putting text on the clipboard, wherever the terminal is.

Inside tmux by tmux; over SSH by OSC 52, which the terminal at the other end obeys;
locally by pyperclip, and where that finds no clipboard by OSC 52 again.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from enum import StrEnum

# Terminals drop an OSC 52 sequence of more than about 100,000 bytes.
LIMIT = 74_000
_SECONDS = 2


class Way(StrEnum):
    """How the text gets to the clipboard."""

    TMUX = "tmux"
    TERMINAL = "the terminal (OSC 52)"
    SYSTEM = "the system clipboard"


def way(environ: Mapping[str, str] = os.environ) -> Way:
    """Return how text is copied from here; SSH variables are stale inside tmux."""
    if environ.get("TMUX") and shutil.which("tmux"):
        return Way.TMUX
    if environ.get("SSH_TTY") or environ.get("SSH_CONNECTION"):
        return Way.TERMINAL
    return Way.SYSTEM


def copy(text: str, osc52: Callable[[str], None], environ: Mapping[str, str] = os.environ) -> Way:
    """Copy ``text``; return the way it went.

    ``osc52`` writes the sequence. Raises ValueError where the text is too long.
    """
    chosen = way(environ)
    if chosen is Way.TMUX and _by_tmux(text):
        return Way.TMUX
    if chosen is Way.SYSTEM and _by_system(text):
        return Way.SYSTEM
    if len(text.encode("utf-8", "replace")) > LIMIT:
        raise ValueError("too long for the terminal's clipboard")
    osc52(text)
    return Way.TERMINAL


def _by_tmux(text: str) -> bool:
    command = [shutil.which("tmux") or "tmux", "load-buffer", "-w", "-"]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, the text goes to its input
            command,
            input=text.encode("utf-8", "replace"),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _by_system(text: str) -> bool:
    import pyperclip

    try:
        pyperclip.copy(text)
    except (pyperclip.PyperclipException, OSError):
        return False
    return True
