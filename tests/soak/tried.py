"""A trial that was run, and what came of it."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from soak.trial import Outcome, Run, Trial


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial, what came of it and of the build known to be bad, and how long the first took."""

    trial: Trial
    outcome: Outcome
    bad: Outcome
    count: int
    seconds: float

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


def tried(trial: Trial, count: int | None, seed: int) -> Tried:
    """Run a trial, ``count`` times or in full, and then the build known to be bad."""
    tries = count or trial.full
    start = monotonic()
    outcome = _in_a_folder(trial.run, tries, seed)
    seconds = monotonic() - start
    bad = _in_a_folder(trial.known_bad, trial.bad_tries, seed)
    return Tried(trial, outcome, bad, tries, seconds)


def _in_a_folder(run: Callable[[Run], Outcome], count: int, seed: int) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        return run(Run(count, seed, Path(folder)))
