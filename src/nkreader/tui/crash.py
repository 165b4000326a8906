"""The report that a crash leaves: where it happened, and nothing that was read or written."""

import os
import platform
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from nkreader import __version__
from nkreader.store.disk.durable import make_folder

_MOST_CAUSES = 5


def report_crash(error: BaseException | None, folder: Path | None) -> str:
    """Write a report on an exception, if there is a folder; return the line for the user.

    The report names files and lines of code only: the message of an exception and the
    values of variables may hold what the user reads.
    """
    system = f"nkreader {__version__}, Python {platform.python_version()}, {platform.system()}"
    what = f"stopped by a fault of its own{_place(error)}; what you tagged is saved"
    if folder is None:
        return what
    moment = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    file = folder / f"crash-{moment}-{os.urandom(2).hex()}.txt"
    try:
        make_folder(folder)
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as out:
            out.write("\n".join([system, *_told(error)]) + "\n")
    except OSError:
        return what
    return f"{what}. Please send the report, which holds none of your text: {file}"


def _place(error: BaseException | None) -> str:
    frames = traceback.extract_tb(error.__traceback__) if error else []
    at = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f", {type(error).__name__}{at}" if error else ""


def _told(error: BaseException | None) -> Iterator[str]:
    """Tell of an exception and of what caused it, the last first."""
    for _ in range(_MOST_CAUSES):
        if error is None:
            return
        yield type(error).__name__
        for frame in traceback.extract_tb(error.__traceback__):
            yield f"  {frame.filename}:{frame.lineno} in {frame.name}"
        error = error.__cause__ or error.__context__
