"""Which files there are to read: a walk through folders that opens none of the files."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from nkreader.loaders.opening import odd_kind, why
from nkreader.model.conventions import ANNOTATIONS_FOLDER, SETTINGS_FILE
from nkreader.model.errors import NkreaderError
from nkreader.text.display import one_line


class Found(Struct, frozen=True):
    """A file to read; ``reason`` says why one cannot be read, where that shows from outside."""

    path: Path
    reason: str | None = None


class _Place(Struct, frozen=True):
    """Something found, with what it is sorted by and where it really lies."""

    names: tuple[str, ...]
    found: Found
    real: str
    is_link: bool = False


def discover(paths: Sequence[Path], *, leave_out: Path | None) -> tuple[Found, ...]:
    """Return the files that these paths name, those of a folder sorted by their names' parts.

    Hidden files, settings, files called README, a folder's own ``annotations`` and the
    folder ``leave_out`` are not listed, and no file twice. A path that is named may be a
    link; one found in a folder is not followed out of it. Raises NkreaderError for a path
    that does not exist.
    """
    barred = os.path.realpath(leave_out) if leave_out else None
    listed: dict[str, Found] = {}
    for path in paths:
        for place in _places(path, barred):
            listed.setdefault(place.real, place.found)
    return tuple(listed.values())


def check_path(path: Path) -> int:
    """Return the ``st_mode`` of a path that was named.

    Raises NkreaderError for one that does not exist.
    """
    try:
        return path.stat().st_mode
    except (OSError, ValueError) as error:
        reason = why(error) if isinstance(error, OSError) else "its name holds a NUL character"
        if isinstance(error, FileNotFoundError):
            reason = "there is no such file or folder"
            if path.is_symlink():
                reason = "it links to nothing"
        raise NkreaderError(f"{one_line(str(path))} cannot be opened: {reason}") from error


def _places(path: Path, barred: str | None) -> list[_Place]:
    mode = check_path(path)
    real = os.path.realpath(path)
    if not stat.S_ISDIR(mode):
        return [_Place((), Found(path, odd_kind(mode)), real)]
    if real == barred:
        return []
    places = list(_walk(path, real, barred))
    # Of a file and links to it, the file is the one that is listed.
    files = {place.real for place in places if not place.is_link}
    places = [place for place in places if not (place.is_link and place.real in files)]
    return sorted(places, key=lambda place: place.names)


def _walk(root: Path, real_root: str, barred: str | None) -> Iterator[_Place]:
    folders: list[tuple[str, str, tuple[str, ...]]] = [(str(root), real_root, ())]
    while folders:
        folder, real_folder, names = folders.pop()
        try:
            with os.scandir(folder) as scan:
                entries = list(scan)
        except OSError as error:
            yield _Place(names, Found(Path(folder), why(error)), real_folder)
            continue
        for entry in entries:
            if _is_no_source(entry.name):
                continue
            inner = (*names, entry.name)
            real = f"{real_folder.rstrip('/')}/{entry.name}"
            if entry.is_symlink():
                yield _link(entry, inner, real, real_root)
            elif entry.is_file(follow_symlinks=False):
                yield _Place(inner, Found(Path(entry.path)), real)
            elif not entry.is_dir(follow_symlinks=False):
                yield _Place(inner, Found(Path(entry.path), _oddity(entry)), real)
            elif real != barred and inner != (ANNOTATIONS_FOLDER,):
                folders.append((entry.path, real, inner))


def _is_no_source(name: str) -> bool:
    """Tell whether a file is about the folder that it lies in, or hidden."""
    if name[:1] in ".nNrR":  # the others need no closer look, and may be a hundred thousand
        return name[0] == "." or name == SETTINGS_FILE or Path(name).stem.lower() == "readme"
    return False


def _link(entry: os.DirEntry[str], names: tuple[str, ...], own: str, root: str) -> _Place:
    """Return what a link in a folder is: the file in the folder that it names, or a reason."""
    real = os.path.realpath(entry.path)
    inside = os.path.commonpath((root, real)) == root
    reason: str | None
    try:
        mode = entry.stat().st_mode
    except FileNotFoundError:
        reason = "it links to nothing"
    except OSError as error:
        reason = f"it is a link: {why(error)}"
    else:
        if not inside:
            reason = "it is a link that leads out of the folder"
        elif not stat.S_ISDIR(mode):
            reason = odd_kind(mode)
        elif os.path.commonpath((real, own)) == real:
            reason = "it is a link back to a folder that it lies in"
        else:
            reason = "it is a link to a folder that is read anyway"
    # What cannot be read is listed by its own name, and so never taken for its target.
    return _Place(names, Found(Path(entry.path), reason), own if reason else real, not reason)


def _oddity(entry: os.DirEntry[str]) -> str:
    try:
        return odd_kind(entry.stat(follow_symlinks=False).st_mode) or "it is not a file"
    except OSError as error:
        return why(error)
