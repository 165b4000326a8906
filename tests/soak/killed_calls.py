"""D2: kill -9 at every system call of every kind of change."""

from contextlib import nullcontext
from functools import partial

from harness.store_samples import chance
from soak import inside, outside
from soak.builds import STOCK, STORE, Build
from soak.struck_changes import Changes
from soak.trial import Outcome, Run, Trial
from soak.unsynced import unsynced

_SOME = 100  # and fewer are struck inside the process, and nothing is synced, to save time


def struck_by(hows: tuple[str, ...], short: str, build: Build, run: Run) -> Outcome:
    """Strike as many calls as are asked for: all, if that many there are not."""
    strace = run.count > _SOME and not outside.why_not()
    with nullcontext() if strace else unsynced():
        changes = Changes(build, run.folder, outside.struck if strace else inside.struck)
        blows = [*changes.blows(*hows, short=short)]
        chosen = blows if run.count >= len(blows) else chance(run.seed).sample(blows, run.count)
        faults = [*filter(None, map(changes.fault, chosen))]
    figures = {
        "system calls struck" if strace else "calls of Python's struck": len(chosen),
        "of so many in all": len(blows),
        "kinds of change": len({blow.kind for blow in blows}),
    }
    return Outcome(figures, tuple(faults), tries=len(chosen))


_run = partial(struck_by, ("signal=KILL",), "")

TRIAL = Trial(
    id="D2",
    promise="Killed at any system call of a change, it leaves the state before or the state after: "
    "a first tag, tag, edit, delete, import, undo, redo; compaction on leaving; a whole sitting. "
    "The files can be worked with.",
    sample=20,
    full=2000,
    run=partial(_run, STORE),
    bad_build=STOCK.name,
    known_bad=partial(_run, STOCK),
    bad_tries=100,
)
