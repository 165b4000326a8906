"""What came of the trials, as a page for people."""

import os
import platform
import subprocess
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from soak.__main__ import Tried
    from soak.trial import Outcome

_HEAD = """# Reliability

What nkreader promises, and what came of trying to break it. Each trial is a file in
`tests/soak`; a sample of each runs with the tests, all of it by `make soak`, which writes
this page. Beside each stands a build that is known to be bad and was found out by the same
trial: a trial that cannot fail would prove nothing.
"""


def report(tried: "Sequence[Tried]", *, seed: int) -> str:
    """Return the page: where and when it was run, then a part for each trial."""
    parts = [_HEAD, _where(seed), *(_part(each) for each in tried)]
    return "\n".join(parts)


def _where(seed: int) -> str:
    today = datetime.now(UTC).date().isoformat()
    packages = ", ".join(f"{name} {version(name)}" for name in ("textual", "rich", "tinydb"))
    return (
        f"Run on {today} at commit {_commit()}, seed {seed}: {platform.system()} "
        f"{platform.release()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{packages}.\n"
    )


def _commit() -> str:
    here = Path(__file__).parent
    asked = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, cwd=here, capture_output=True, text=True).stdout.strip() or "?"


def _part(tried: "Tried") -> str:
    trial = tried.trial
    lines = [
        f"## {trial.id}",
        "",
        trial.promise,
        "",
        *_said(f"{tried.count:,} tries, {tried.seconds:.0f} s", tried.outcome),
        *_said(f"known to be bad, {trial.bad_build}, {trial.bad_tries:,} tries", tried.bad),
    ]
    return "\n".join(lines) + "\n"


def _said(which: str, outcome: "Outcome") -> Iterator[str]:
    if outcome.skipped:
        yield f"- {which}: not run, {outcome.skipped}"
        return
    verdict = f"{len(outcome.faults)} faults" if outcome.faults else "no fault"
    yield f"- {which}: **{verdict}**"
    yield from (f"  - {name}: {value}" for name, value in outcome.figures.items())
