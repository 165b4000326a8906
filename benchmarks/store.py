"""What opening a database and a durable change cost, in small and large ones.

    python benchmarks/store.py [--rounds 100]

Databases of 1,000 and 100,000 annotations; beside nkreader's store TinyDB as it comes, which
writes all of them anew for every change and syncs none, and the least that a durable change can
be: a line appended to a file and synced. Of opening the least processor time of three is told.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from itertools import count, repeat
from pathlib import Path
from time import perf_counter, process_time

from material import ANNOTATOR, tag
from msgspec.structs import replace
from results import Section, command, figures
from tinydb import TinyDB

from nkreader.model.change import Change, Step
from nkreader.store.annotations import AnnotationStore

_SIZES = (1_000, 100_000)
_OPENED = 3
# What a line of the history holds, in bytes.
_LINE = b"x" * 700 + b"\n"
# Each change to the large one takes stock TinyDB seconds.
_STOCK_ROUNDS = 3

_Changes = Iterator[Callable[[], object]]


def measure(rounds: int) -> Section:
    """Return what opening and changing cost."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stores:
        work = Path(folder)
        rows = []
        changes: dict[str, _Changes] = {
            "an append, synced": repeat(stores.enter_context(closing(_Appended(work / "bare"))))
        }
        for size in _SIZES:
            where = work / str(size)
            where.mkdir()
            tag(where, 0, size)
            stock = work / f"{size}.json"
            shutil.copy(where / "annotations" / f"{ANNOTATOR}.json", stock)
            ours, theirs = f"nkreader, {size:,}", f"TinyDB, {size:,}"
            rows.append((f"open, {ours}", f"{_least(lambda at=where: _open(at).close()):.0f}"))
            rows.append((f"open, {theirs}", f"{_least(lambda at=stock: _read(at)):.0f}"))
            changes[ours] = _tags(stores.enter_context(closing(_open(where))))
            changes[theirs] = _inserts(stores.enter_context(TinyDB(stock)))
        rows += [(f"change, {name}", figures(each)) for name, each in _timed(changes, rounds)]
    return Section(
        "Store",
        "Milliseconds: of opening, processor time; of a change, median / 95th percentile by the "
        "clock.",
        ("", "ms"),
        tuple(rows),
    )


class _Appended:
    """A file that is appended to, each time durably."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab", buffering=0)

    def __call__(self) -> None:
        self._file.write(_LINE)
        os.fdatasync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


def _open(workspace: Path) -> AnnotationStore:
    return AnnotationStore.open(workspace / "annotations", ANNOTATOR, write=True)


def _read(path: Path) -> None:
    with TinyDB(path) as database:
        database.table("annotations").all()


def _tags(store: AnnotationStore) -> _Changes:
    model = next(iter(store.annotations.values()))
    for number in count():
        made = replace(model, id=f"b{number:011x}")
        yield lambda made=made, number=number: store.apply(
            Step(f"b{number}", "tag", made.created, (Change(None, made),))
        )


def _inserts(database: TinyDB) -> _Changes:
    table = database.table("annotations")
    model = dict(next(iter(table)))
    for number in count():
        yield lambda row=model | {"id": f"b{number:011x}"}: table.insert(row)


def _timed(changes: dict[str, _Changes], rounds: int) -> list[tuple[str, list[float]]]:
    """Return the milliseconds of each kind of change, made in turns."""
    took: dict[str, list[float]] = {name: [] for name in changes}
    for turn in range(rounds):
        for name, each in changes.items():
            if turn < _STOCK_ROUNDS or not name.startswith("TinyDB"):
                change = next(each)
                began = perf_counter()
                change()
                took[name].append((perf_counter() - began) * 1000)
    return list(took.items())


def _least(work: Callable[[], object]) -> float:
    took = []
    for _ in range(_OPENED):
        began = process_time()
        work()
        took.append((process_time() - began) * 1000)
    return min(took)


if __name__ == "__main__":
    command(__doc__, measure, 100)
