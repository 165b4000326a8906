"""What came of the trials, as a page for people."""

import os
import platform
import re
from collections.abc import Iterator, Sequence
from importlib.metadata import version

from soak.trial import Outcome
from soak.tried import Tried

_HEAD = """# Reliability

What nkreader promises, and what came of trying to break it. Each trial is a file in
`tests/soak`; a sample of each runs with the tests, all of it by `make soak`, which writes
this page. Beside each stands a build that is known to be bad and was put to the same
trial: a trial that cannot fail would prove nothing.
"""
_SHOWN = 5  # faults of a trial


def report(tried: Sequence[Tried], *, seed: int) -> str:
    """Return the page: where and when it was run, a table, then a part for each trial."""
    return "\n".join([_HEAD, _where(seed), *_table(tried), "", *map(_part, tried)])


def _where(seed: int) -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("textual", "rich", "tinydb"))
    return (
        f"Run with seed {seed}: {platform.system()} "
        f"{platform.release()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"{packages}.\n"
    )


def _table(tried: Sequence[Tried]) -> Iterator[str]:
    yield "| trial | what must hold | tries | faults | known to be bad | its tries | its faults |"
    yield "|---|---|--:|--:|---|--:|--:|"
    for each in tried:
        trial = each.trial
        found = _count(each.outcome)
        yield (
            f"| [{trial.id}](#{_anchor(trial.id)}) | {_short(trial.promise)} | {each.tries:,} "
            f"| {found} | {trial.bad_build} | {each.bad_tries:,} | {_count(each.bad)} |"
        )


def _count(outcome: Outcome) -> str:
    if outcome.skipped:
        return "not run"
    return f"**{len(outcome.faults):,}**" if outcome.faults else "0"


def _short(promise: str) -> str:
    return re.split(r"[.:;](?:\s|$)", promise, maxsplit=1)[0]


def _anchor(title: str) -> str:
    """Return what a heading is linked by."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")


def _part(tried: Tried) -> str:
    trial = tried.trial
    lines = [
        f"## {trial.id}",
        "",
        trial.promise,
        "",
        f"Run on {tried.date} at commit {tried.commit}.",
        "",
        *_said(f"{tried.tries:,} tries, {tried.seconds:.0f} s", tried.outcome),
        *_said(f"known to be bad, {trial.bad_build}, {tried.bad_tries:,} tries", tried.bad),
    ]
    return "\n".join(lines) + "\n"


def _said(which: str, outcome: Outcome) -> Iterator[str]:
    if outcome.skipped:
        yield f"- {which}: not run, {outcome.skipped}"
        return
    faults = outcome.faults
    yield f"- {which}: **{len(faults):,} faults**" if faults else f"- {which}: no fault"
    yield from (f"  - {name}: {value}" for name, value in outcome.figures.items())
    yield from (f"  - fault: `{_plain(fault)}`" for fault in faults[:_SHOWN])
    if more := len(faults[_SHOWN:]):
        yield f"  - and {more:,} more"


def _plain(fault: str) -> str:
    """Return a fault without what would differ from run to run, or end the code that it is."""
    one_line = " ".join(fault.replace("`", "'").split())
    return re.sub(r"/\S*/", "…/", one_line)
