"""D3: an error, a full disk or a short write at every system call of every kind of change."""

from functools import partial

from soak.builds import STOCK, STORE
from soak.killed_calls import struck_by
from soak.trial import Trial

_run = partial(struck_by, ("error=EIO", "error=ENOSPC"), "retval=1")

TRIAL = Trial(
    id="D3",
    promise="Whatever the system refuses, made is made and refused is refused: an I/O error, a "
    "full disk or a short write at any system call of a change. One that was called made is on "
    "disk; of one that was called refused nothing is in memory or on disk, also not after the "
    "next change, which succeeds.",
    sample=20,
    full=5000,
    run=partial(_run, STORE),
    bad_build=STOCK.name,
    known_bad=partial(_run, STOCK),
    bad_tries=60,
)
