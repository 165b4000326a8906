"""D14: truncations, flipped bits and the like in a database or its history."""

import json
import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import NoReturn

from harness.store_samples import AT, Model, chance, records, standing
from nkreader.model.annotation import Annotation
from nkreader.model.errors import NkreaderError
from nkreader.model.record import from_record
from nkreader.store.annotations import AnnotationStore
from nkreader.store.errors import StoreError
from soak.builds import ANNOTATOR, STOCK, STORE, Build, Records, command
from soak.damage import ALL
from soak.trial import Outcome, Run, Trial
from soak.unsynced import unsynced

_STEPS = 40
_PATIENCE = 60.0  # seconds; what hangs does so for good
_DATABASE, _HISTORY = f"{ANNOTATOR}.json", f"{ANNOTATOR}.history.jsonl"


class Hung(BaseException):
    """It took longer than anybody waits."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """Files of which one was damaged: ``raw`` is what it was made, ``whole`` what it was.

    ``origin`` is a folder in which all of them are whole.
    """

    folder: Path
    origin: Path
    name: str
    whole: bytes
    raw: bytes
    standing: Records

    def readable(self) -> set[str]:
        """Return the ids of the annotations whose last row in the database is untouched."""
        if self.name != _DATABASE:
            return set(self.standing)
        lines = set(self.raw.split(b"\n"))
        last = _last_rows(self.whole, tuple(self.standing))
        return {key for key, row in last.items() if row in lines}

    def restore(self) -> None:
        """Have all files as they were when one was damaged, whatever was done to them since."""
        if self.folder.exists():
            shutil.rmtree(self.folder)
        shutil.copytree(self.origin, self.folder)
        (self.folder / self.name).write_bytes(self.raw)

    def is_kept(self) -> bool:
        """Tell whether the damaged file is there, byte for byte: whole, or its ends set aside."""
        files = [path.read_bytes() for path in self.folder.iterdir()]
        rest = self.raw
        while not any(each.startswith(rest) for each in files):
            # The longest: what was set aside may be the end of something else that was.
            end = max((each for each in files if rest.endswith(each)), key=len, default=b"")
            if not end:
                return False
            rest = rest.removesuffix(end)
        return True


@cache
def _last_rows(whole: bytes, ids: tuple[str, ...]) -> dict[str, bytes]:
    """Return the last row of a database that names each id."""
    rows = whole.split(b"\n")
    return {key: row for row in rows for key in ids if f'"{key}"'.encode() in row}


def _run(build: Build, look: Callable[[Damaged], str], run: Run) -> Outcome:
    random = chance(run.seed)
    seen, faults = Counter[str](), []
    whole = run.folder / "whole"
    with unsynced():
        made = _made(build, whole)
        names = [name for name in (_DATABASE, _DATABASE, _HISTORY) if (whole / name).exists()]
        for number in range(1, run.count + 1):
            name, how = random.choice(names), random.choice(ALL)
            folder = run.folder / "damaged"
            before = (whole / name).read_bytes()
            damaged = Damaged(folder, whole, name, before, how(before, random), made)
            damaged.restore()
            try:
                with _patience():
                    seen[look(damaged)] += 1
            except (Exception, Hung) as error:
                what = f"{type(error).__name__}: {error}"[:150]
                faults.append(f"try {number}, {how.__name__} in {name}: {what}")
            shutil.rmtree(folder)
    return Outcome(dict(sorted(seen.items())), tuple(faults))


def _made(build: Build, folder: Path) -> Records:
    model, random = Model(), chance(7)
    store = build.open(folder)
    for _ in range(_STEPS):
        model.take(random, random.choice(build.kinds), store)
    store.close()
    return records(model.live)


def _look(damaged: Damaged) -> str:
    """Return what nkreader made of it; raise AssertionError for what it must not."""
    try:
        told, found = _opened(damaged)
    except StoreError:
        untouched = (damaged.folder / damaged.name).read_bytes() == damaged.raw
        assert untouched, "refused, and changed all the same"
        assert not damaged.readable(), "refused, though much of it can be read"
        return "refused whole, and left as it is"
    assert damaged.readable() <= found.keys(), "what can be read is not shown"
    if told:
        return "told of, and kept"
    if found == damaged.standing:
        return "harmless"
    damaged.restore()
    assert command("check", damaged.folder).code, "something else is shown, and nothing told"
    return "told of by nkreader check"


def _opened(damaged: Damaged) -> tuple[bool, Records]:
    """Return whether damage is told of, and what is shown; look also at the way on from there."""
    with AnnotationStore.open(damaged.folder, ANNOTATOR) as store:
        found = records(standing(store))
        told = bool(store.notices)
        assert not told or damaged.is_kept(), "told of, and not kept"
        with suppress(StoreError):
            store.steps()
        with suppress(StoreError):
            if store.undo(at=AT):
                assert _read(damaged.folder) == dict(store.annotations), "undone by half"
    return told, found


def _read(folder: Path) -> dict[str, Annotation]:
    """Return what the rows of a database say; what cannot be read was left there, and counts not.

    Of two rows with an id the first is the one that counts.
    """
    with (folder / _DATABASE).open(encoding="utf-8") as file:
        rows = json.load(file)["annotations"]
    found: dict[str, Annotation] = {}
    for number, row in rows.items():
        with suppress(NkreaderError):
            annotation = from_record(row)
            if number.isdecimal():
                found.setdefault(annotation.id, annotation)
    return found


def _look_at_stock(damaged: Damaged) -> str:
    assert STOCK.found(damaged.folder) == damaged.standing, "something else is shown"
    return "harmless"


@contextmanager
def _patience() -> Iterator[None]:
    def give_up(*_: object) -> NoReturn:
        raise Hung(f"no end after {_PATIENCE} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, _PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


TRIAL = Trial(
    id="D14",
    promise="Damage to a database or its history is told of or harmless: cut short, bits flipped, "
    "blocks of zeros, lines lost or doubled, garbage. It crashes and holds up nothing; the "
    "damaged file is kept byte for byte, and what can be read of it is shown.",
    sample=60,
    full=10_000,
    run=partial(_run, STORE, _look),
    bad_build=STOCK.name,
    known_bad=partial(_run, STOCK, _look_at_stock),
    bad_tries=100,
)
