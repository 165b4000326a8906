"""A command that is run to its end: how long that takes, and in how much memory."""

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")
_POLL = 0.02


@dataclass(frozen=True)
class Ended:
    """Seconds by the clock and of a processor, and the most memory that there was, in bytes."""

    seconds: float
    computed: float
    peak: int


def run(command: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None) -> Ended:
    """Run a command whose output nobody reads; raise RuntimeError where it fails."""
    began = monotonic()
    process = subprocess.Popen(
        command, cwd=cwd, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    # What the system tells of its end counts the memory of the process that has started it.
    peak, status = 0, Path(f"/proc/{process.pid}/status")
    while os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        found = _PEAK.search(status.read_text(encoding="ascii"))
        peak = max(peak, int(found[1]) * 1024 if found else 0)
        sleep(_POLL)
    seconds = monotonic() - began
    _, ended, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} has ended with {process.returncode}")
    return Ended(seconds, used.ru_utime + used.ru_stime, peak)
