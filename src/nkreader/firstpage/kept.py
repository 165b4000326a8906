"""Pages in their files: one for each way of starting, the oldest dropped.

A file holds a line that names its format, one of circumstances, one of lengths, a line
for each file that the page depends on, then the screen's bytes, then what the full screen
wanted to remember. Whatever is wrong with a file, it is as good as none.
"""

import os
from collections.abc import Iterable

from nkreader.firstpage.circumstances import Circumstances
from nkreader.firstpage.harmless import is_harmless
from nkreader.firstpage.signature import holds, sign

_FORMAT = b"nkreader page 1"
_LARGEST = 1 << 20  # bytes
_MOST = 32


class Page:
    """A page as it was kept: what to write to the terminal, and what to remember with it."""

    __slots__ = ("memory", "screen")

    def __init__(self, screen: bytes, memory: bytes) -> None:
        """Take both as bytes."""
        self.screen = screen
        self.memory = memory


def read(circumstances: Circumstances) -> Page | None:
    """Return the page for these circumstances, None where there is none that still holds."""
    try:
        data = _bytes_of(circumstances.file)
        head, made_for, lengths, rest = data.split(b"\n", 3)
        if head != _FORMAT or made_for != circumstances.written():
            return None
        watched, painted = map(int, lengths.split(b" "))
        *lines, rest = rest.split(b"\n", watched)
        screen, memory = rest[:painted], rest[painted:]
        if not painted or len(lines) != watched or len(screen) != painted:
            return None
        if not all(map(holds, lines)) or not is_harmless(screen):
            return None
    except (OSError, ValueError):
        return None
    return Page(screen, memory)


def keep(circumstances: Circumstances, page: Page, depends_on: Iterable[str]) -> None:
    """Keep a page that holds as long as these files are what they are now.

    What is too large, or would not be painted, is not kept. Raises OSError where the file
    cannot be written.
    """
    lines = sign(depends_on)
    lengths = b"%d %d" % (len(lines), len(page.screen))
    head = [_FORMAT, circumstances.written(), lengths, *lines]
    data = b"\n".join([*head, page.screen + page.memory])
    if len(data) > _LARGEST or not is_harmless(page.screen):
        return
    os.makedirs(circumstances.folder, mode=0o700, exist_ok=True)
    draft = f"{circumstances.file}.{os.getpid()}.tmp"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
        os.replace(draft, circumstances.file)
    except OSError:
        os.unlink(draft)
        raise
    _drop_the_oldest(circumstances.folder)


def forget(circumstances: Circumstances, paths: Iterable[str]) -> None:
    """Remove all pages that depend on any of these files or folders.

    Whoever reads there is about to change what will be seen. Raises OSError where it cannot.
    """
    named = [b" " + os.fsencode(path).hex().encode() + b"\n" for path in paths]
    if os.path.isdir(circumstances.folder):
        for _, file in _by_age(circumstances.folder):
            if _is_about(file, named):
                os.unlink(file)


def _bytes_of(file: str) -> bytes:
    """Return the bytes of a file of one's own; OSError where it is none."""
    # Not to be led elsewhere, and not to wait for a pipe that somebody has put there.
    handle = os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        found = os.fstat(handle)
        if found.st_uid != os.geteuid() or not 0 < found.st_size <= _LARGEST:
            raise OSError("no page of one's own")
        return os.read(handle, _LARGEST)
    finally:
        os.close(handle)


def _is_about(file: str, named: Iterable[bytes]) -> bool:
    try:
        data = _bytes_of(file)
    except OSError:
        return True
    return any(line in data for line in named)


def _by_age(folder: str) -> list[tuple[int, str]]:
    with os.scandir(folder) as entries:
        return sorted((entry.stat().st_mtime_ns, entry.path) for entry in entries)


def _drop_the_oldest(folder: str) -> None:
    for _, file in _by_age(folder)[:-_MOST]:
        os.unlink(file)
