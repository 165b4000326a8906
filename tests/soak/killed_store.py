"""D1: kill -9 at random moments, while a process tags, edits, deletes, undoes and imports."""

import time
from functools import partial
from random import Random

from harness.store_samples import chance
from soak.builds import STOCK, STORE, Build
from soak.ordeal import Ordeal
from soak.trial import Outcome, Run, Trial
from soak.worker import Worker

_LONGEST = 0.1  # seconds; opening and some twenty changes


def _run(build: Build, run: Run, enough: int | None = None) -> Outcome:
    random = chance(run.seed)
    ordeal = Ordeal(build, run.folder, random)
    return ordeal.outcome(run.count, partial(_killed, random), enough=enough)


def _killed(random: Random, worker: Worker) -> None:
    time.sleep(random.uniform(0, _LONGEST))
    worker.end()


TRIAL = Trial(
    id="D1",
    promise="Killed at any moment, the store loses nothing that it acknowledged, and nothing that "
    "was undone or deleted returns: nkreader, plain TinyDB and json.load open the file. These are "
    "four fifths of the kills.",
    sample=25,
    full=800,
    run=partial(_run, STORE),
    bad_build=STOCK.name,
    known_bad=partial(_run, STOCK, enough=3),
    bad_tries=200,
)
