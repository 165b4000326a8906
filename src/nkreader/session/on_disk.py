"""What has become of the file of a source that is open."""

from enum import StrEnum

from nkreader.model.source import Source
from nkreader.session.library import Entry, Library


class Disk(StrEnum):
    """The file of an open source, in the words of a mark."""

    SAME = ""
    CHANGED = "changed on disk"
    GONE = "gone from disk"
    UNREADABLE = "cannot be read any more"


def on_disk(library: Library, entry: Entry, source: Source) -> Disk:
    """Return what has become of the file of ``source`` since it was read."""
    digest = library.digest(entry)
    if digest is None:
        return Disk.UNREADABLE if entry.path.exists() else Disk.GONE
    return Disk.SAME if digest == source.sha256 else Disk.CHANGED
