"""What is put on trial: nkreader's store, and ways of keeping work that are known to be bad."""

import io
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol, cast

from tinydb import TinyDB, where
from tinydb.storages import JSONStorage

from harness.store_samples import KINDS, Store, plain, records, standing
from nkreader.cli import main
from nkreader.model.annotation import Annotation
from nkreader.model.change import Change, Step
from nkreader.model.record import from_record, to_record
from nkreader.model.source import SourceRef
from nkreader.store.acknowledge import acknowledge
from nkreader.store.annotations import AnnotationStore
from nkreader.store.errors import StoreError

ANNOTATOR = "ann"
Records = dict[str, dict[str, Any]]


class Held(Store, Protocol):
    """A store that is open."""

    @property
    def annotations(self) -> Mapping[str, Annotation]:
        """What it holds, by id."""

    def close(self) -> None:
        """Leave the files."""


@dataclass(frozen=True, slots=True)
class Build:
    """A way of keeping annotations in a folder.

    ``kinds`` are the changes that it knows, ``refusal`` is the error by which it says
    that one was not made. ``found`` returns the records that whoever comes next finds,
    by id; it raises an error where that one cannot open the files.
    """

    name: str
    open: Callable[[Path], Held]
    found: Callable[[Path], Records]
    kinds: tuple[str, ...]
    refusal: type[Exception]


class Ran(NamedTuple):
    """A command that was run: its exit code and what it said."""

    code: int
    out: str
    err: str


class StockStore:
    """TinyDB as it comes, with a storage of the kind given. It knows no undo."""

    def __init__(self, folder: Path, storage: type[JSONStorage] = JSONStorage) -> None:
        """Open the database of a folder, which is made if it is not there."""
        folder.mkdir(parents=True, exist_ok=True)
        self._database = TinyDB(folder / f"{ANNOTATOR}.json", storage=storage, encoding="utf-8")
        self._table = self._database.table("annotations")

    @property
    def annotations(self) -> Mapping[str, Annotation]:
        """What it holds, by id."""
        return {each["id"]: from_record(each) for each in self._table}

    def apply(self, step: Step, sources: Iterable[SourceRef] = ()) -> None:
        """Make the changes of a step and acknowledge them as nkreader does."""
        made = [each.after for each in step.changes if each.before is None]
        self._table.insert_multiple(to_record(cast(Annotation, each)) for each in made)
        for change in step.changes:
            if change.before:
                self._change(change)
        acknowledge(step.ids, step.operation)

    def undo(self, *, at: str) -> Step | None:
        """Refuse: there is no such thing."""
        raise NotImplementedError(at)

    redo = undo

    def record(self, step: Step) -> None:
        """Refuse: there is no such thing."""
        raise NotImplementedError(step.operation)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _change(self, change: Change) -> None:
        same = where("id") == change.identity
        if change.after:
            self._table.update(to_record(cast(Annotation, change.after)), same)
        else:
            self._table.remove(same)


class RenamingStorage(JSONStorage):
    """Replaces the file by a new one that is synced, but does not sync the folder."""

    def __init__(self, path: str, **named: Any) -> None:
        """Open the file at ``path``."""
        super().__init__(path, **named)
        self._path = Path(path)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Write all of it beside the file, and put it in its place."""
        beside = JSONStorage(f"{self._path}.new", encoding="utf-8")
        beside.write(data)
        beside.close()
        Path(f"{self._path}.new").replace(self._path)
        self.close()
        self._handle = self._path.open("r+", encoding="utf-8")


def _found(folder: Path) -> Records:
    """Return what nkreader and, after it, all others find; a check may also come first."""
    _check(folder, but="its last write was cut short")  # so it is, until it is opened
    with AnnotationStore.open(folder, ANNOTATOR, write=False) as store:
        found = records(standing(store))
    if plain(folder) != found:
        raise ValueError("plain TinyDB reads something else than nkreader")
    _check(folder)
    return found


def _check(folder: Path, but: str | None = None) -> None:
    """Raise ValueError where a check finds anything ``but`` this fault."""
    checked = command("check", folder)
    told = [line.split("\t") for line in checked.out.splitlines()]
    faults = [what for severity, _, what in told if severity == "fault" and what != but]
    if faults or (checked.code and not but):
        raise ValueError(f"nkreader check: {'; '.join(faults)}; {checked.err}")


def command(name: str, folder: Path, *more: str) -> Ran:
    """Run a command on the databases of a folder."""
    raw = io.BytesIO()  # exports are written as bytes
    out = io.TextIOWrapper(raw, encoding="utf-8")
    with redirect_stdout(out), redirect_stderr(err := io.StringIO()):
        code = main([name, *more, "--annotations", str(folder), "--annotator", ANNOTATOR])
        out.flush()
    return Ran(code, raw.getvalue().decode("utf-8", "replace"), err.getvalue().strip())


def _stock_found(folder: Path) -> Records:
    path = folder / f"{ANNOTATOR}.json"
    return plain(folder) if path.exists() and path.stat().st_size else {}


STORE = Build(
    "nkreader", lambda folder: AnnotationStore.open(folder, ANNOTATOR), _found, KINDS, StoreError
)

STOCK_KINDS = ("tag", "edit", "import", "delete", "delete")  # what shrinks a file hurts it
STOCK = Build("stock TinyDB", StockStore, _stock_found, STOCK_KINDS, OSError)
RENAMING = Build(
    "TinyDB, each time a new file and no sync of the folder",
    lambda folder: StockStore(folder, RenamingStorage), _stock_found, STOCK_KINDS, OSError,
)  # fmt: skip
