"""The report that a crash leaves: where it happened, and nothing that was read or written."""

import os
import platform
import secrets
import sys
import traceback
from datetime import datetime
from pathlib import Path

from nkreader import __version__
from nkreader.store.durable import make_folder


def report_crash(folder: Path) -> str:
    """Write a report on the exception under way; return the line for the user.

    The report names files and lines of code only: the message of an exception and the
    values of variables may hold what the user reads.
    """
    kind, _, trace = sys.exc_info()
    frames = traceback.extract_tb(trace)
    lines = [
        f"nkreader {__version__}, Python {platform.python_version()}, {platform.system()}",
        f"{kind.__name__ if kind else 'unknown'}",
        *(f"{frame.filename}:{frame.lineno} in {frame.name}" for frame in frames),
    ]
    what = "nkreader has crashed. What you tagged is saved."
    moment = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    file = folder / f"crash-{moment}-{secrets.token_hex(2)}.txt"
    try:
        make_folder(folder)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as out:
            out.write("\n".join(lines) + "\n")
    except OSError:
        return what
    return f"{what} Please send the report, which holds none of your text: {file}"
