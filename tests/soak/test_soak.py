"""A sample of each trial, and the proof that each can fail."""

from pathlib import Path

import pytest

from soak.trial import Run, Trial
from soak.trials import trials

_SEED = 1


@pytest.mark.parametrize("trial", trials(), ids=lambda trial: trial.id)
def test_the_promise_holds(trial: Trial, tmp_path: Path) -> None:
    outcome = trial.run(Run(trial.sample, _SEED, tmp_path))
    if outcome.skipped:
        pytest.skip(outcome.skipped)
    assert not outcome.faults, "\n".join(outcome.faults[:20])


@pytest.mark.parametrize("trial", trials(), ids=lambda trial: trial.id)
def test_a_build_that_breaks_it_is_found_out(trial: Trial, tmp_path: Path) -> None:
    # Mostly the first tries find it out.
    for tries in sorted({1, max(1, trial.bad_tries // 8), trial.bad_tries}):
        folder = tmp_path / str(tries)
        folder.mkdir()
        outcome = trial.known_bad(Run(tries, _SEED, folder))
        if outcome.skipped:
            pytest.skip(outcome.skipped)
        if outcome.faults:
            return
    pytest.fail(f"{trial.bad_build} should have failed")
