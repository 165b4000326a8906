"""D4: the power is cut while a process makes changes, on a disk of its own."""

import time
from functools import partial
from random import Random

from harness.store_samples import chance
from soak.builds import RENAMING, STORE, Build
from soak.disk import JOURNAL_FLUSHED, NOTHING_FLUSHED, Disk, disk, why_not
from soak.ordeal import Ordeal
from soak.trial import Outcome, Run, Trial, cannot
from soak.worker import Worker

_LONGEST = 0.2  # seconds
_REST = 0.02  # after a change: else nearly all cuts come while one is being made


def _run(build: Build, run: Run, enough: int | None = None) -> Outcome:
    probe = run.folder / "probe"
    probe.mkdir()
    if why := why_not(probe):
        return cannot(why)
    random = chance(run.seed)
    with disk(run.folder) as made:
        ordeal = Ordeal(build, made.root, random, rest=_REST, refusing=True)
        return ordeal.outcome(run.count, partial(_cut, made, random), enough=enough)


def _cut(made: Disk, random: Random, worker: Worker) -> None:
    time.sleep(random.uniform(0, _LONGEST))
    made.cut(random.choice([JOURNAL_FLUSHED, NOTHING_FLUSHED, NOTHING_FLUSHED]))
    worker.end()
    made.start_again()


TRIAL = Trial(
    id="D4",
    promise="A power cut at any moment loses nothing that was acknowledged: ext4 on a loop device, "
    "shut down with its journal flushed and without. What comes next opens the files.",
    sample=8,
    full=200,
    run=partial(_run, STORE),
    bad_build=RENAMING.name,
    known_bad=partial(_run, RENAMING, enough=3),
    bad_tries=100,
)
