"""A folder of whatever a folder of sources may hold, and what is to be said of it."""

import os
import shutil
import socket
from pathlib import Path

WORDS = "The ministry denied it. The end came late.\n"

# Files that can be read, whatever their names.
NAMES = (
    "\udcff\udcfe.txt",
    "a" * 247 + ".txt",
    "bi\u202edi.txt",
    "c\u0301.txt",
    "esc\x1b]0;owned\x07.txt",
    "mark[@click=app.quit]up[b.txt",
    "new\nline.txt",
    "\u0107.txt",
)
# What cannot be read, and a word of the reason.
UNREADABLE = {
    "back": "back to a folder",
    "closed": "may not read",
    "closed.txt": "may not read",
    "gone.txt": "links to nothing",
    "loop.txt": "link",
    "out": "leads out of the folder",
    "out.txt": "leads out of the folder",
    "pipe.txt": "a pipe",
    "socket.txt": "a socket",
    "zero.txt": "leads out of the folder",
}


def make_odd_files(folder: Path) -> None:
    """Fill a new folder; what must not be reached lies beside it."""
    folder.mkdir()
    (folder.parent / "secret.txt").write_text("secret", encoding="utf-8")
    for number, name in enumerate(NAMES):
        (folder / name).write_text(f"{WORDS}{number}\n", encoding="utf-8")
    (folder / "named.txt").mkdir()
    (folder / "named.txt" / "inside.txt").write_text(WORDS, encoding="utf-8")
    (folder / "closed.txt").write_text("closed", encoding="utf-8")
    (folder / "closed.txt").chmod(0o000)
    (folder / "closed").mkdir(mode=0o000)
    links = {"back": ".", "gone.txt": "nowhere", "loop.txt": "loop.txt", "out": "..",
             "out.txt": "../secret.txt", "zero.txt": "/dev/zero"}  # fmt: skip
    for name, target in links.items():
        (folder / name).symlink_to(target)
    os.mkfifo(folder / "pipe.txt")
    here = Path.cwd()
    os.chdir(folder)  # a socket's path must be short
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind("socket.txt")
    finally:
        os.chdir(here)


def like_a_user(command: list[str]) -> list[str] | None:
    """Return the command without root's right to read everything, None where that can't be."""
    if os.geteuid() != 0:
        return command
    lacking = "-dac_override,-dac_read_search"
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return None
    return [setpriv, f"--bounding-set={lacking}", f"--inh-caps={lacking}", *command]
