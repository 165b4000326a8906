"""D19: what a durable change costs, in a small database and in one a hundred times its size."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from functools import partial
from itertools import count, islice
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from msgspec.structs import replace

from harness.store_samples import AT, annotation, delete, relabel, source, tag
from nkreader.model.annotation import Label
from nkreader.model.change import Change, Step
from soak.builds import STOCK, STORE, Build, Held
from soak.trial import Outcome, Run, Trial, cannot

_TIMED = 200  # changes from which on a time means something; fewer are only counted
_IN_FULL, _IN_A_SAMPLE = (1_000, 100_000), (400, 4_000)  # annotations
_STOCK_TRIES = 6  # each takes seconds in the large one
_MOST_GROWTH, _MOST_TIMES, _MOST_BARE = 1.25, 2, 20
_COUNTS = Path("/proc/self/io")

Changes = Iterator[Callable[[], object]]


def _run(build: Build, run: Run) -> Outcome:
    if not _COUNTS.exists():
        return cannot(f"no {_COUNTS} counts what is written")
    timed = run.count >= _TIMED
    sizes = _IN_FULL if timed else _IN_A_SAMPLE
    figures: dict[str, object] = {}
    with ExitStack() as stores:
        changes = []
        for size in sizes:
            store = stores.enter_context(closing(_filled(build, run.folder, size)))
            changes.append(_changes(build, store, size))
        written = [_written(each, min(run.count, _TIMED)) for each in changes]
        faults = _counted(sizes, written, figures)
        if timed:
            faults += _compared(sizes, _times(changes, run), figures)
    if timed and build is STORE:
        _measure_stock(run, figures)
    return Outcome(figures, tuple(faults))


def _counted(
    sizes: Sequence[int], written: Sequence[float], figures: dict[str, object]
) -> list[str]:
    for size, bytes_ in zip(sizes, written, strict=True):
        figures[f"bytes written for a change, {size:,} annotations"] = f"{bytes_:,.0f}"
    growth = written[1] / written[0]
    if growth > _MOST_GROWTH:
        return [f"of {sizes[1]:,} annotations a change writes {growth:.1f} times as much"]
    return []


def _compared(
    sizes: Sequence[int], times: Sequence[Sequence[float]], figures: dict[str, object]
) -> list[str]:
    faults = []
    small, large, bare = (_p95(each) for each in times)
    names = [*(f"a change, {size:,} annotations" for size in sizes), "an append and fdatasync"]
    for name, each in zip(names, times, strict=True):
        figures[name] = _shown(each)
    figures["p95, large to small"] = f"{large / small:.2f}"
    figures["p95, large to an append"] = f"{large / bare:.1f}"
    if large > small * _MOST_TIMES:
        faults.append(f"a change takes {large / small:.1f} times as long in the large database")
    if max(small, large) > bare * _MOST_BARE:
        faults.append(f"a change takes {max(small, large) / bare:.1f} times as long as an append")
    return faults


def _measure_stock(run: Run, figures: dict[str, object]) -> None:
    for size in _IN_FULL:
        with closing(_filled(STOCK, run.folder / "stock", size)) as store:
            times = [_took(each) for each in islice(_changes(STOCK, store, size), _STOCK_TRIES)]
        figures[f"a change in {STOCK.name}, {size:,} annotations"] = _shown(times)


def _filled(build: Build, folder: Path, size: int) -> Held:
    store = build.open(folder / str(size))
    changes = tuple(Change(None, annotation(number)) for number in range(size))
    store.apply(Step("filled", "import", AT, changes), [source(number) for number in range(3)])
    return store


def _changes(build: Build, store: Held, size: int) -> Changes:
    """Yield changes of all kinds, each on an annotation of its own."""
    for number in count(size):
        yield partial(store.apply, tag(number))
        yield partial(store.apply, relabel(annotation(number)))
        if "undo" in build.kinds:
            yield partial(store.undo, at=AT)
            yield partial(store.redo, at=AT)
        yield partial(store.apply, delete(replace(annotation(number), label=Label.DENIAL)))


def _written(changes: Changes, tries: int) -> float:
    """Return the bytes that a change hands to the system, on the average."""
    before = _bytes_so_far()
    for change in islice(changes, tries):
        change()
    return (_bytes_so_far() - before) / tries


def _bytes_so_far() -> int:
    counted = dict(line.split(": ") for line in _COUNTS.read_text(encoding="ascii").splitlines())
    return int(counted["wchar"])


def _times(changes: Sequence[Changes], run: Run) -> list[list[float]]:
    """Return how long changes and appends took, one after the other, so that noise hits all."""
    with (run.folder / "bare").open("ab", buffering=0) as bare:

        def append() -> None:
            bare.write(b"x" * 700)
            os.fdatasync(bare.fileno())

        times: list[list[float]] = [[], [], []]
        for _ in range(run.count):
            for each, work in zip(times, (next(changes[0]), next(changes[1]), append), strict=True):
                each.append(_took(work))
    return times


def _took(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


def _p95(times: Sequence[float]) -> float:
    return quantiles(times, n=20)[-1]


def _shown(times: Sequence[float]) -> str:
    return f"median {median(times) * 1e3:.2f} ms, p95 {_p95(times) * 1e3:.2f} ms"


TRIAL = Trial(
    id="D19",
    promise="A durable change costs the same in 1,000 and in 100,000 annotations: tag, relabel, "
    "delete, undo, redo write as many bytes, take at most twice the p95 of time, and at most 20 "
    "times an append and fdatasync. A sample counts the bytes only.",
    sample=50,
    full=1_000,
    run=partial(_run, STORE),
    bad_build=STOCK.name,
    known_bad=partial(_run, STOCK),
    bad_tries=9,
)
