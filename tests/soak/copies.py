"""D15: copies of a database that is damaged from time to time, over many sittings."""

import os
import shutil
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random

from harness.store_samples import chance, plain, tag
from soak.builds import ANNOTATOR, STOCK, STORE, Build, Held, StockStore
from soak.damage import ALL
from soak.trial import Outcome, Run, Trial
from soak.unsynced import unsynced

_HOUR, _DAY = 3_600, 86_400
_BETWEEN = 5 * _HOUR
_GENERATIONS = 3
_DAMAGED = 0.3  # of the sittings begin with a file that was damaged


def _run(build: Build, run: Run) -> Outcome:
    random, folder = chance(run.seed), run.folder / "annotations"
    damaged, faults = 0, []
    for number in range(run.count):
        damaged += number > _GENERATIONS and _damage(folder, random)
        before = _good(folder)
        _sit(build, folder, number)
        good = _good(folder)
        if len(good) < len(before):
            faults.append(f"sitting {number + 1}: {len(good)} of {len(before)} good copies left")
        if good and not _opens(folder):  # as anybody would do then
            shutil.copy(good[0], folder / f"{ANNOTATOR}.json")
        _let_time_go_by(folder)
    oldest = max((time.time() - path.stat().st_mtime for path in _good(folder)), default=0)
    if len(_good(folder)) < _GENERATIONS or oldest < _DAY:
        faults.append(f"at the end {len(_good(folder))} good copies, of up to {oldest:.0f} s")
    figures = {
        "sittings begun with a damaged file": damaged,
        "good copies at the end": len(_good(folder)),
        "age of the oldest": f"{oldest / _HOUR:.0f} hours",
    }
    return Outcome(figures, tuple(faults))


def _sit(build: Build, folder: Path, number: int) -> None:
    with (
        unsynced(),
        suppress(Exception),
    ):  # whether it can be opened, and what is done then, is not on trial
        store = build.open(folder)
        store.apply(tag(number))
        store.close()


def _damage(folder: Path, random: Random) -> bool:
    if random.random() > _DAMAGED:
        return False
    path = folder / f"{ANNOTATOR}.json"
    path.write_bytes(random.choice(ALL)(path.read_bytes(), random))
    return not _opens(folder)


def _copies(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{ANNOTATOR}.json.backup-*"))


def _good(folder: Path) -> list[Path]:
    """Return the copies that any program opens, and that hold something."""
    return [path for path in _copies(folder) if _holds(path)]


def _holds(path: Path) -> bool:
    beside = path.parent / "copy"
    beside.mkdir(exist_ok=True)
    shutil.copy(path, beside / f"{ANNOTATOR}.json")
    return _opens(beside)


def _opens(folder: Path) -> bool:
    try:
        return bool(plain(folder))
    except Exception:
        return False


def _let_time_go_by(folder: Path) -> None:
    for path in folder.glob(f"{ANNOTATOR}.json*"):
        then = path.stat().st_mtime - _BETWEEN
        os.utime(path, (then, then))


def _copied(folder: Path) -> Held:
    """Open stock TinyDB; its copies are moved on first, whatever it holds."""
    path = folder / f"{ANNOTATOR}.json"
    copies = [path.with_name(f"{path.name}.backup-{number}") for number in (1, 2, 3)]
    for older, newer in ((2, 1), (1, 0)):
        with suppress(FileNotFoundError):
            copies[newer].replace(copies[older])
    with suppress(FileNotFoundError):
        shutil.copy(path, copies[0])
    return StockStore(folder)


_COPIED = Build("three copies, one at each opening", _copied, STOCK.found, STOCK.kinds, OSError)

TRIAL = Trial(
    id="D15",
    promise="A copy of a damaged database never takes the place of a good one: over fifty "
    "sittings of five hours, some of which begin with a file that was damaged, there are three "
    "good copies as soon as there were three sittings, and one is at least a day old.",
    sample=12,
    full=50,
    run=partial(_run, STORE),
    bad_build=_COPIED.name,
    known_bad=partial(_run, _COPIED),
    bad_tries=20,
)
