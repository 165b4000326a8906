"""Run trials in full and write what came of them.

    python -m soak [--count N] [--seed N] [--report FILE] [ID ...]

Without ids all trials are run. Exits with 1 if any promise was broken.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from soak.report import report
from soak.trial import Outcome, Run, Trial
from soak.trials import trials

_SHOWN = 20  # faults of a trial


@dataclass(frozen=True, slots=True)
class Tried:
    """A trial that was run, what came of it and of the build known to be bad, and how long."""

    trial: Trial
    outcome: Outcome
    bad: Outcome
    count: int
    seconds: float


def main(arguments: list[str]) -> int:
    """Run what is asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="soak", description="Break things on purpose.")
    parser.add_argument("ids", nargs="*", metavar="ID", help="the trials to run (default: all)")
    parser.add_argument("--count", type=int, help="tries, in place of each trial's own number")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--report", type=Path, help="a Markdown file to write")
    asked = parser.parse_args(arguments)
    chosen = [each for each in trials() if not asked.ids or each.id in asked.ids]
    if unknown := set(asked.ids) - {each.id for each in chosen}:
        parser.error(f"no such trial: {', '.join(sorted(unknown))}")
    tried = [*_tried(chosen, asked.count, asked.seed)]
    if asked.report:
        asked.report.write_text(report(tried, seed=asked.seed), encoding="utf-8")
    return int(any(each.outcome.faults for each in tried))


def _tried(chosen: list[Trial], count: int | None, seed: int) -> Iterator[Tried]:
    for trial in chosen:
        tries = count or trial.full
        start = monotonic()
        outcome = _in_a_folder(trial.run, tries, seed)
        seconds = monotonic() - start
        bad = _in_a_folder(trial.known_bad, trial.bad_tries, seed)
        _say(trial, outcome, tries, seconds)
        print(f"  known to be bad, {trial.bad_build}: {len(bad.faults)} faults", flush=True)
        yield Tried(trial, outcome, bad, tries, seconds)


def _in_a_folder(run: Callable[[Run], Outcome], count: int, seed: int) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        return run(Run(count, seed, Path(folder)))


def _say(trial: Trial, outcome: Outcome, tries: int, seconds: float) -> None:
    verdict = "skipped" if outcome.skipped else "broken" if outcome.faults else "held"
    figures = ", ".join(f"{name} {value}" for name, value in outcome.figures.items())
    print(f"{trial.id} {verdict}: {tries:,} tries, {seconds:.0f} s. {figures}", flush=True)
    for line in (*outcome.faults[:_SHOWN], *filter(None, [outcome.skipped])):
        print(f"  {line}", flush=True)
    if more := len(outcome.faults[_SHOWN:]):
        print(f"  and {more:,} more", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
