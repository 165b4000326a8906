"""What was typed and is not saved yet: a file for each annotation, as long as there is any.

folder/ANNOTATOR.drafts/ID.json
"""

import errno
import json
import stat
from contextlib import suppress
from pathlib import Path
from threading import Lock

from nkreader.model.draft import Draft
from nkreader.model.errors import NkreaderError
from nkreader.model.moment import moment
from nkreader.model.record import Record, from_record, to_record
from nkreader.store.disk import durable
from nkreader.store.errors import StoreError, reason, shown

_SUFFIX = ".json"
_FORMAT = {"format": "nkreader draft", "version": 1}
_LARGEST = 32 << 20  # bytes; a note of a megabyte, escaped, has room six times
_MOST = 1_000  # drafts that are looked at


class Drafts:
    """Drafts by the id of their annotation, in memory; in files after :meth:`write`.

    Only the process that may change the annotator's work may write. What is held may be
    changed while another thread writes it: the files follow.
    """

    def __init__(self, folder: Path) -> None:
        """Hold nothing yet."""
        self.folder = folder
        self._drafts: dict[str, Draft] = {}
        self._unwritten: set[str] = set()
        self._unreadable: dict[str, str] = {}
        self._writing = Lock()

    def read(self) -> None:
        """Take in what the files hold and is not held already."""
        for path in self._files():
            identity = path.name.removesuffix(_SUFFIX)
            try:
                found = _read(path)
                if found.id != identity:
                    raise NkreaderError(f"it is of annotation {shown(found.id)}")
            except (NkreaderError, OSError) as error:
                self._unreadable[identity] = (
                    f"{shown(path)} holds no draft that can be read, and is left alone: "
                    f"{reason(error)}"
                )
                continue
            self._drafts.setdefault(identity, found)

    @property
    def notices(self) -> tuple[str, ...]:
        """What could not be read, a line each."""
        return tuple(self._unreadable.values())

    @property
    def all(self) -> tuple[Draft, ...]:
        """All drafts, the oldest first."""
        return tuple(sorted(self._drafts.values(), key=lambda each: each.at))

    def get(self, identity: str) -> Draft | None:
        """Return the draft of an annotation."""
        return self._drafts.get(identity)

    def file(self, identity: str) -> Path:
        """Return where the draft of an annotation is, or would be."""
        return self.folder / (identity + _SUFFIX)

    def keep(self, draft: Draft) -> None:
        """Hold a draft in place of the one that the annotation had."""
        self._drafts[draft.id] = draft
        self._unwritten.add(draft.id)

    def drop(self, identity: str) -> None:
        """Hold no draft of an annotation any more."""
        if self._drafts.pop(identity, None):
            self._unwritten.add(identity)

    def write(self) -> None:
        """Let the files be what is held, durable on return, whatever thread this is.

        Raises StoreError where they cannot be written; what is held stays so.
        """
        with self._writing:
            for identity in tuple(self._unwritten):
                self._unwritten.discard(identity)  # first: what is typed from here on is news
                try:
                    self._write(identity, self._drafts.get(identity))
                except OSError as error:
                    self._unwritten.add(identity)
                    raise StoreError(
                        f"cannot write {shown(self.file(identity))}: {reason(error)}"
                    ) from error

    def tidy(self) -> None:
        """Remove what writing has left that was killed."""
        with suppress(OSError):
            for path in self.folder.iterdir():
                if path in durable.leftovers(path.with_suffix("")):
                    path.unlink()

    def _write(self, identity: str, draft: Draft | None) -> None:
        file = self.file(identity)
        if identity in self._unreadable or self.folder.is_symlink():
            raise OSError(errno.EEXIST, "something else is in its place")
        if draft:
            durable.make_folder(self.folder)
            durable.replace(file, [_bytes(draft)])
        elif file.exists():
            file.unlink()
            durable.sync_folder(self.folder)
            with suppress(OSError):  # there are others
                self.folder.rmdir()

    def _files(self) -> list[Path]:
        try:
            if self.folder.is_symlink():
                return []
            names = (path for path in self.folder.iterdir() if path.name.endswith(_SUFFIX))
            return sorted(path for path, _ in zip(names, range(_MOST), strict=False))
        except OSError:
            return []


def _bytes(draft: Draft) -> bytes:
    before, after = to_record(draft.before), to_record(draft.after)
    typed = {name: value for name, value in after.items() if value != before[name]}
    record = {**_FORMAT, "at": draft.at, "annotation": before, "typed": typed}
    return json.dumps(record, indent=1).encode("ascii") + b"\n"


def _read(path: Path) -> Draft:
    """Return the draft in a file; raise NkreaderError or OSError where there is none."""
    status = path.stat(follow_symlinks=False)
    if not stat.S_ISREG(status.st_mode):
        raise NkreaderError("it is not a file")
    if status.st_size > _LARGEST:
        raise NkreaderError(f"it is larger than {_LARGEST >> 20} MB")
    with durable.opened(path) as file:
        record = _record(file.read(_LARGEST + 1))
    annotation, typed, at = (record.get(name) for name in ("annotation", "typed", "at"))
    if not isinstance(annotation, dict) or not isinstance(typed, dict):
        raise NkreaderError("it does not say of what annotation what was typed")
    if not isinstance(at, str) or moment(at) is None:
        raise NkreaderError("it does not say when that was")
    return Draft(at, from_record(annotation), from_record(annotation | typed))


def _record(data: bytes) -> Record:
    try:
        record = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise NkreaderError("it is no JSON") from error
    if not isinstance(record, dict) or any(record.get(k) != v for k, v in _FORMAT.items()):
        raise NkreaderError("it is not in the form of this version")
    return record
