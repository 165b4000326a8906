"""A trial that was run, and what came of it."""

import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from time import monotonic

from soak.trial import Outcome, Run, Trial
from soak.trials import trials as all_trials


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial, what came of it and of the build known to be bad, how long it took, and when."""

    trial: Trial
    outcome: Outcome
    bad: Outcome
    count: int
    seconds: float
    commit: str
    date: str

    @property
    def tries(self) -> int:
        """How often it was tried: as often as was asked for, if there were as many ways."""
        return self.count if self.outcome.tries is None else self.outcome.tries

    @property
    def bad_tries(self) -> int:
        """How often the bad build was tried."""
        return self.trial.bad_tries if self.bad.tries is None else self.bad.tries

    @property
    def passed(self) -> bool:
        """Whether the promise held, and the bad build was found out; what was skipped passes."""
        return not self.outcome.faults and bool(self.bad.faults or self.bad.skipped)


def all_tried(
    trials: Sequence[Trial], count: int | None, seed: int, *, jobs: int
) -> Iterator[Tried]:
    """Yield trials as they are done, ``jobs`` at once, each in a process of its own."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), max_tasks_per_child=1) as pool:
        running = {pool.submit(_named_tried, each.id, count, seed): each for each in trials}
        for future in as_completed(running):
            outcome, bad, tries, seconds = future.result()
            yield Tried(running[future], outcome, bad, tries, seconds, _commit(), _today())


def _named_tried(name: str, count: int | None, seed: int) -> tuple[Outcome, Outcome, int, float]:
    """Run a trial by its id; return what can be sent from one process to another."""
    done = tried(next(each for each in all_trials() if each.id == name), count, seed)
    return done.outcome, done.bad, done.count, done.seconds


def _commit() -> str:
    here = Path(__file__).parent
    asked = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, cwd=here, capture_output=True, text=True).stdout.strip() or "?"


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def tried(trial: Trial, count: int | None, seed: int) -> Tried:
    """Run a trial, ``count`` times or in full, and then the build known to be bad."""
    tries = count or trial.full
    start = monotonic()
    outcome = _in_a_folder(trial.run, tries, seed)
    seconds = monotonic() - start
    bad = _in_a_folder(trial.known_bad, trial.bad_tries, seed)
    return Tried(trial, outcome, bad, tries, seconds, _commit(), _today())


def _in_a_folder(run: Callable[[Run], Outcome], count: int, seed: int) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        try:
            return run(Run(count, seed, Path(folder)))
        except Exception as error:  # the others are not to be lost to it
            return Outcome({}, (f"the trial ended by itself: {type(error).__name__}: {error}",))
