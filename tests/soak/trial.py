"""What a trial is, and what comes of one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """What a trial is told: how often to try, from which seed, and a folder of its own."""

    count: int
    seed: int
    folder: Path


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run: ``figures`` to be read, and ``faults``, one a line.

    A trial is passed if there is no fault. ``skipped`` says why it could not be run here;
    ``tries`` are given where there are fewer ways to try than was asked for.
    """

    figures: Mapping[str, object]
    faults: tuple[str, ...] = ()
    skipped: str | None = None
    tries: int | None = None


def cannot(why: str) -> Outcome:
    """Return the outcome of a trial that cannot be run here."""
    return Outcome({}, skipped=why)


@dataclass(frozen=True, slots=True)
class Trial:
    """One way of breaking things.

    ``promise`` is what must hold, in a sentence; what stands before its first stop or colon
    says it in short. ``sample`` tries are made in the default
    tests, ``full`` in the soak. ``known_bad`` runs the same against ``bad_build``, something
    known to break the promise: a trial that finds no fault with it proves nothing.
    ``bad_tries`` are enough for it to be found out.
    """

    id: str
    promise: str
    sample: int
    full: int
    run: Callable[[Run], Outcome]
    bad_build: str
    known_bad: Callable[[Run], Outcome]
    bad_tries: int
