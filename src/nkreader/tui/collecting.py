"""Garbage is collected while no key is pressed.

A full collection looks at all that there is, tens of milliseconds of it where a source is large,
and Python begins one in the middle of whatever goes on.
"""

import gc

from nkreader.tui.quiet import Quiet

# So many collections of what is not old come before one of everything: in quiet, and without any.
_ENOUGH = 10
_AT_THE_LATEST = 500
# Who presses no key for so long reads, in seconds: a key would wait for it.
_PAUSE = 1.0


def collect_in_quiet() -> None:
    """Begin to collect: nothing of what there is by now, and what grows old when there is quiet."""
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, _AT_THE_LATEST)
    gc.enable()


def collect(quiet: Quiet) -> None:
    """Collect all garbage, if there may be much of it and no key is about to come."""
    if quiet.has_lasted(_PAUSE) and gc.get_count()[2] >= _ENOUGH:
        gc.collect()
