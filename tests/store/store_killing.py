"""Kill a process that changes a store, again and again, and see what is left.

    python tests/store/store_killing.py random TRIALS [SEED]
    python tests/store/store_killing.py calls
    python tests/store/store_killing.py between

``random`` kills at random moments; ``calls`` before every single system call that
changes files, in each kind of change; ``between`` in what is done between changes: a
merge, leaving with a copy made, a repair. Runs in a process of its own, since it forks.
Prints what was lost and exits with 1 if anything was.
"""

import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from store_samples import AT, KINDS, Model, chance, plain, records, tag

from nkreader.store.annotations import AnnotationStore
from nkreader.store.backup import backups
from nkreader.store.repairing import repair
from nkreader.store.storage import LineStorage

_CALLS = "open pwrite fsync fdatasync ftruncate truncate replace link unlink mkdir close fchmod"
_TRIALS_IN_A_PLACE = 25


def main(arguments: list[str]) -> int:
    """Run what is asked for and say how it ended."""
    with tempfile.TemporaryDirectory() as folder:
        if arguments[0] == "calls":
            return at_every_call(Path(folder))
        if arguments[0] == "between":
            return between_changes(Path(folder))
        seed = int(arguments[2]) if len(arguments) > 2 else 0
        return at_random(Path(folder), int(arguments[1]), chance(seed))


def at_random(folder: Path, trials: int, random: Random) -> int:
    """Kill at random moments; most trials go on where the last one was killed."""
    model, acknowledged = Model(), 0
    for trial in range(trials):
        if trial % _TRIALS_IN_A_PLACE == 0:
            model, place = Model(), folder / str(trial)
        seed = random.random()
        done = killed(place, model, seed, random.uniform(0.001, 0.04))
        acknowledged += done
        left = survived(place, model, seed, done)
        if left is None:
            print(f"trial {trial}: {done} steps were acknowledged and are not what is left")
            return 1
        model = left
    print(f"{trials} kills, {acknowledged} steps acknowledged, none lost")
    return 0


def killed(folder: Path, model: Model, seed: float, after: float) -> int:
    """Return how many steps a child acknowledged that was killed ``after`` seconds of work."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with AnnotationStore.open(folder, "ann") as store:
            os.write(writing, b"r")
            followed(model, seed, 1_000_000, store, lambda: os.write(writing, b"."))
    os.close(writing)
    os.read(reading, 1)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return len(pipe.read())


def followed(
    model: Model,
    seed: float,
    steps: int,
    store: AnnotationStore | None = None,
    acknowledge: Callable[[], object] = lambda: None,
) -> Model:
    """Return the model after the first steps that follow from a seed."""
    model, random = model.copy(), chance(seed)
    for _ in range(steps):
        model.take(random, random.choice(KINDS), store)
        acknowledge()
    return model


def survived(folder: Path, model: Model, seed: float, done: int) -> Model | None:
    """Return the model that the files now are like: after ``done`` steps or one more."""
    with AnnotationStore.open(folder, "ann", write=False) as store:
        found = dict(store.annotations)
    for steps in (done, done + 1):
        expected = followed(model, seed, steps)
        if found == expected.live and plain(folder) == records(expected.live):
            return expected
    return None


def at_every_call(folder: Path) -> int:
    """Kill before the first system call of a change, before its second, and so on."""
    failures = trials = 0
    for sync in ("fsync", "fdatasync"):  # a kill does not reach what the system keeps
        setattr(os, sync, lambda _: None)
    for kind in ("tag", "edit", "delete", "import", "undo", "redo"):
        call, finished = 0, False
        while not finished:
            place = folder / f"{kind}{call}"
            model = prepared(place, kind)
            finished = struck(place, model, kind, call)
            if not (finished or as_before_or_after(place, model, kind)):
                failures += 1
                print(f"{kind}: killed before call {call}, neither the old state nor the new")
            call += 1
            trials += 1
    print(f"{trials} kills, {failures} left neither")
    return failures > 0


def between_changes(folder: Path) -> int:
    """Kill before every call of what is no change of the user's: nothing at all may be lost."""
    failures = trials = 0
    for sync in ("fsync", "fdatasync"):
        setattr(os, sync, lambda _: None)
    for kind in (merge, leave, mend):
        call, finished = 0, False
        while not finished:
            place = folder / f"{kind.__name__}{call}"
            model = prepared(place, "")
            finished = ended(partial(kind, place, call))
            repair(place / "ann.json", "ann", AT)
            with AnnotationStore.open(place, "ann") as store:
                found = dict(store.annotations)
                left = [copy for copy in backups(store.path) if LineStorage(copy).exists]
            if not (found.items() >= model.live.items() and left):
                failures += 1
                print(f"{kind.__name__}: killed before call {call}, something is lost")
            call += 1
            trials += 1
    print(f"{trials} kills, {failures} lost something")
    return failures > 0


def ended(do: Callable[[], None]) -> bool:
    """Tell whether a child came to the end of what it does."""
    child = os.fork()
    if child == 0:
        do()
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def merge(folder: Path, call: int) -> None:
    """Take in what another program has made of the file, which lacks the first row."""
    store = AnnotationStore.open(folder, "ann")
    path = folder / "ann.json"
    tables = json.loads(path.read_bytes())
    rows = tables["annotations"]
    del rows[next(iter(rows))]
    rows["7"] = {**next(iter(rows.values())), "id": "theirs"}
    path.write_text(json.dumps(tables), encoding="utf-8")
    strike_at(call)
    store.apply(tag(9001))


def leave(folder: Path, call: int) -> None:
    """Leave after a change, which compacts the file and copies it."""
    store = AnnotationStore.open(folder, "ann")
    store.apply(tag(9001))
    strike_at(call)
    store.close()


def mend(folder: Path, call: int) -> None:
    """Repair a file that is damaged in the middle."""
    path = folder / "ann.json"
    lines = path.read_bytes().split(b"\n")
    lines[14] = lines[14][9:]
    path.write_bytes(b"\n".join(lines))
    strike_at(call)
    repair(path, "ann", AT)


def prepared(folder: Path, kind: str) -> Model:
    """Return the model of a store with a past."""
    model, random = Model(), chance(1)
    with AnnotationStore.open(folder, "ann") as store:
        for each in ["tag", "import", "edit", "delete", "tag"] + ["undo"] * (kind == "redo"):
            model.take(random, each, store)
    return model


def struck(folder: Path, model: Model, kind: str, call: int) -> bool:
    """Tell whether a child made its change without getting as far as the call numbered."""
    child = os.fork()
    if child == 0:
        store = AnnotationStore.open(folder, "ann")
        strike_at(call)
        model.copy().take(chance(2), kind, store)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def strike_at(number: int) -> None:
    """Have this process killed before it makes the call of that number."""
    left = number

    def watched(call: Callable[..., Any]) -> Callable[..., Any]:
        def struck(*given: Any, **named: Any) -> Any:
            nonlocal left
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            left -= 1
            return call(*given, **named)

        return struck

    for name in filter(partial(hasattr, os), _CALLS.split()):
        setattr(os, name, watched(getattr(os, name)))


def as_before_or_after(folder: Path, model: Model, kind: str) -> bool:
    """Tell whether the files hold all of a change or nothing, and can be worked with."""
    after = model.copy()
    after.take(chance(2), kind, None)
    with AnnotationStore.open(folder, "ann") as store:
        found = dict(store.annotations)
        whole = found in (model.live, after.live) and plain(folder) == records(found)
        store.undo(at=AT)
    return whole


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
