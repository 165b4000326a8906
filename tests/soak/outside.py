"""System calls struck from outside the process, by strace."""

import re
import shutil
import subprocess
from pathlib import Path

from soak.calls import Call, Ended, Work, forked, numbered

_TRACED = (
    "?open,?openat,?read,?pread64,?write,?pwrite64,?writev,?fsync,?fdatasync,?truncate,"
    "?ftruncate,?rename,?renameat,?renameat2,?link,?linkat,?unlink,?unlinkat,?mkdir,?mkdirat,"
    "?close,?fchmod,?fchown"
)
_LINE = re.compile(r"^\d+ +([a-z0-9_]+)\(", re.MULTILINE)


def why_not() -> str | None:
    """Return why nothing can be struck from outside here, None if it can."""
    if not shutil.which("strace"):
        return "there is no strace"
    probe = subprocess.run(["strace", "-qq", "-e", "trace=none", "true"], capture_output=True)
    return "strace may not look at processes" if probe.returncode else None


def struck(work: Work, notes: Path, call: Call | None = None, how: str = "") -> Ended:
    """Do some work in a process of its own and have a call of it struck."""

    def watch(pid: int) -> subprocess.Popen[bytes]:
        asked = ["strace", "-p", str(pid), "-o", str(notes), "-f", "-e", f"trace={_TRACED}"]
        if call:
            asked += ["-e", f"inject={call.name}:{how}:when={call.number}"]
        tracer = subprocess.Popen(asked, stderr=subprocess.PIPE)
        assert tracer.stderr
        said = tracer.stderr.readline()
        assert b"attached" in said, said
        return tracer

    said = forked(work, watch)
    names = _LINE.findall(notes.read_text(encoding="utf-8", errors="replace"))
    return Ended(said, numbered(names))
