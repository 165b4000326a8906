"""What the store says when it cannot keep, or cannot read, somebody's work."""

from pathlib import Path

from nkreader.model.errors import NkreaderError
from nkreader.text.display import one_line


class StoreError(NkreaderError):
    """Say why work could not be kept or read; nothing on disk was changed by it."""


class NoDatabaseError(StoreError):
    """Say that a file is not, or is no longer, a database of annotations; ``why`` in short."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(
            f"move {shown(path.name)} away, or name another folder with --annotations: it is not "
            f"a database of annotations ({why}) and was left as it is"
        )
        self.why = why


def shown(path: Path | str) -> str:
    """Return a file's name fit for a message."""
    return one_line(str(path))


def reason(error: BaseException) -> str:
    """Return what the system said, in its own words and on one line."""
    if isinstance(error, OSError) and error.strerror:
        return one_line(error.strerror).lower()
    return one_line(str(error)) or type(error).__name__
