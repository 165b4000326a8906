"""A disk whose power can be cut: an ext4 file system in a file, shut down by the kernel."""

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from struct import pack

_SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN
JOURNAL_FLUSHED, NOTHING_FLUSHED = 1, 2
_SIZE = 32 << 20


class Disk:
    """A file system at ``root``, mounted."""

    def __init__(self, image: Path, root: Path) -> None:
        """Make it; raise CalledProcessError where that is not allowed."""
        self.root = root
        self._image = image
        root.mkdir()
        with image.open("wb") as file:
            file.truncate(_SIZE)
        _done("mkfs.ext4", "-q", "-F", str(image))
        self._mount()

    def cut(self, how: int) -> None:
        """Lose at once whatever was not synced; nothing can be written from now on."""
        descriptor = os.open(self.root, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _SHUTDOWN, pack("I", how))
        finally:
            os.close(descriptor)

    def start_again(self) -> None:
        """Mount it as after a power cut. Only when nobody has a file of it open."""
        self.unmount()
        self._mount()

    def unmount(self) -> None:
        """Take it away."""
        _done("umount", str(self.root))

    def _mount(self) -> None:
        _done("mount", "-o", "loop", str(self._image), str(self.root))


@contextmanager
def disk(folder: Path) -> Iterator[Disk]:
    """Make a disk for a ``with`` block."""
    made = Disk(folder / "disk.image", folder / "disk")
    try:
        yield made
    finally:
        made.unmount()


def why_not(folder: Path) -> str | None:
    """Return why no power can be cut here, None if it can."""
    if os.geteuid():
        return "only root may mount a file system"
    if missing := [name for name in ("mkfs.ext4", "mount", "umount") if not shutil.which(name)]:
        return f"there is no {missing[0]}"
    try:
        with disk(folder) as made:
            made.cut(NOTHING_FLUSHED)
    except (subprocess.CalledProcessError, OSError) as error:
        return f"no ext4 can be mounted and shut down here: {error}"
    return None


def _done(*words: str) -> None:
    subprocess.run(words, check=True, capture_output=True)
