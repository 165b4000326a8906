"""Opening the reader: what is waited for, and in which order."""

import subprocess
import sys
from pathlib import Path

# Ends well only if the screen is imported although the database is still being read.
_READS_LATE = """
import sys, time
from nkreader.cli import reader
from nkreader.model.errors import NkreaderError
from nkreader.session import start

def open_to_look(*_, **__):
    until = time.monotonic() + 60
    while "nkreader.tui.sitting" not in sys.modules:
        if time.monotonic() > until:
            raise NkreaderError("nothing was imported meanwhile")
        time.sleep(0.01)
    raise NkreaderError("read")

start.open_to_look = open_to_look
try:
    reader.read([])
except NkreaderError as error:
    print(error)
"""


def test_the_database_is_read_while_the_screen_is_imported(tmp_path: Path) -> None:
    code = [sys.executable, "-c", _READS_LATE]
    done = subprocess.run(code, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "read\n"
