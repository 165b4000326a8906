"""Run trials in full and write what came of them.

    python -m soak [--count N] [--seed N] [--jobs N] [--report FILE] [ID ...]

Without ids all trials are run. A report also tells what came of the others when they were
run last. Exits with 1 if any promise was broken, or if a trial did
not find out the build that is known to be bad.
"""

import argparse
import sys
from pathlib import Path

from soak.kept import keep, kept
from soak.report import report
from soak.trials import trials
from soak.tried import Tried, all_tried

_KEPT = Path(".soak")
_SHOWN = 20  # faults of a trial


def main(arguments: list[str]) -> int:
    """Run what is asked for; return the exit code."""
    parser = argparse.ArgumentParser(prog="soak", description="Break things on purpose.")
    parser.add_argument("ids", nargs="*", metavar="ID", help="the trials to run (default: all)")
    parser.add_argument("--count", type=int, help="tries, in place of each trial's own number")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="trials that run at once")
    parser.add_argument("--report", type=Path, help="a Markdown file to write")
    asked = parser.parse_args(arguments)
    chosen = [each for each in trials() if not asked.ids or each.id in asked.ids]
    if unknown := set(asked.ids) - {each.id for each in chosen}:
        parser.error(f"no such trial: {', '.join(sorted(unknown))}")
    passed = True
    for each in all_tried(chosen, asked.count, asked.seed, jobs=asked.jobs):
        _say(each)
        passed = passed and each.passed
        if asked.report:
            keep(each, _KEPT)
            page = report([*kept(trials(), _KEPT)], seed=asked.seed)
            asked.report.write_text(page, encoding="utf-8")
    return int(not passed)


def _say(each: Tried) -> None:
    outcome = each.outcome
    verdict = "skipped" if outcome.skipped else "broken" if outcome.faults else "held"
    figures = ", ".join(f"{name} {value}" for name, value in outcome.figures.items())
    print(f"{each.trial.id} {verdict}: {each.tries:,} tries, {each.seconds:.0f} s. {figures}")
    for line in (*outcome.faults[:_SHOWN], *filter(None, [outcome.skipped])):
        print(f"  {line}")
    if more := len(outcome.faults[_SHOWN:]):
        print(f"  and {more:,} more")
    found = f"{len(each.bad.faults)} faults in {each.bad_tries:,} tries"
    print(f"  known to be bad, {each.trial.bad_build}: {each.bad.skipped or found}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
