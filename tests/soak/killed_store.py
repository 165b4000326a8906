"""D1: kill -9 at random moments, while a process tags, edits, deletes, undoes and imports."""

import time
from functools import partial
from random import Random

from harness.store_samples import chance
from soak.builds import STOCK, STORE, Build
from soak.ordeal import Ordeal, Worker
from soak.trial import Outcome, Run, Trial

_LONGEST = 0.1  # seconds; opening and some twenty changes


def _run(build: Build, run: Run) -> Outcome:
    random = chance(run.seed)
    ordeal = Ordeal(build, run.folder, random)
    for _ in range(run.count):
        ordeal.strike(partial(_killed, random))
    return Outcome(ordeal.figures, tuple(ordeal.faults))


def _killed(random: Random, worker: Worker) -> None:
    time.sleep(random.uniform(0, _LONGEST))
    worker.end()


TRIAL = Trial(
    id="D1",
    promise="A process that is killed at any moment loses nothing that it acknowledged, and "
    "nothing that was undone or deleted returns; nkreader, plain TinyDB and json.load open the "
    "file. Four fifths of the kills are these, of the store.",
    sample=40,
    full=800,
    run=partial(_run, STORE),
    bad_build=STOCK.name,
    known_bad=partial(_run, STOCK),
    bad_tries=40,
)
