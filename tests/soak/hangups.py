"""S1: the connection is lost, or the reader told to end, at any moment."""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from random import Random
from time import monotonic, sleep

from harness.modes import left_behind
from harness.terminal import command
from soak.aftermath import Place, Sitting, burden
from soak.trial import Outcome, Run, Trial

# Typed one after the other: tags, forms half filled in, a search, the help, ties, screens of
# their own, reviews with a note half typed.
_KEYS = (
    "c",
    "jd",
    "je",
    "s",
    "x",
    "u",
    "U",
    "\r",
    "a note",
    "\t",
    "\x1b",
    "/ship",
    "?",
    "E",
    "\x10",
    "a>",
    "ship\r",
    "a.",
    "C",
    "\r",
    "fminister",
    "Sminister",
    "T",
    "R\r",
    "y",
    "nodd",
    "R\x1b[B\x1b[B\x1b[B\r",
    "iw",
    "p",
)
_LONGEST = 4.0  # seconds from the start, of which starting takes one
_PAUSE = 0.05
_AT_MOST = 3.0  # seconds until nothing is left of it
_GIVEN_UP = 20.0
_TIMES_IN_A_PLACE = 10
_PYTHON_STARTS = b"init_import_site"


def _told(number: int, sitting: Sitting) -> None:
    sitting.terminal.process.send_signal(number)


def _closed(sitting: Sitting) -> None:
    sitting.terminal.hang_up()


def _leader_killed(sitting: Sitting) -> None:
    sitting.terminal.process.kill()


@dataclass(frozen=True, slots=True)
class Way:
    """How a sitting is cut short: what starts the program, what ends it, what is left then.

    ``number`` is of the signal that it is to report, if there is a terminal left at all.
    """

    name: str
    before: tuple[str, ...]
    cut: Callable[[Sitting], None]
    number: int | None = None


WAYS = (
    Way("SIGTERM", (), partial(_told, signal.SIGTERM), signal.SIGTERM),
    Way("SIGHUP", (), partial(_told, signal.SIGHUP), signal.SIGHUP),
    Way("SIGINT", (), partial(_told, signal.SIGINT), signal.SIGINT),
    Way("closed", (), _closed),
    Way("closed, SIGHUP ignored", ("sh", "-c", 'trap "" HUP; exec "$@"', "sh"), _closed),
    Way("leader killed", ("sh", "-c", '"$@"; true', "sh"), _leader_killed),
)


@dataclass
class _Tally:
    """What came of the tries."""

    worst: dict[str, float] = field(default_factory=dict)
    acknowledged: int = 0
    starting: int = 0
    faults: list[str] = field(default_factory=list)


def _run(program: Sequence[str], run: Run, *, earliest: float = 0) -> Outcome:
    random, tally, told = Random(run.seed), _Tally(), list[str]()
    place = Place.make(run.folder / "0")
    for number in range(run.count):
        if number and number % _TIMES_IN_A_PLACE == 0:
            place, told = Place.make(run.folder / str(number)), []
        way = WAYS[number % len(WAYS)]
        moment = random.uniform(earliest, _LONGEST)
        for fault in _cut_short(program, place, way, moment, random, told, tally):
            tally.faults.append(f"{way.name} after {moment:.2f} s: {fault}")
    figures = {
        "worst time until gone, s": {name: round(time, 2) for name, time in tally.worst.items()},
        "of them while starting": tally.starting,
        "acknowledged changes": tally.acknowledged,
    }
    return Outcome(figures, tuple(tally.faults))


def _cut_short(
    program: Sequence[str], place: Place, way: Way, moment: float, random: Random,
    told: list[str], tally: _Tally,
) -> Iterator[str]:  # fmt: skip
    """Use a reader, cut it short after ``moment`` seconds, and say what is wrong then."""
    sitting = Sitting([*way.before, *program], place)
    terminal, end = sitting.terminal, monotonic() + moment
    while (left := end - monotonic()) > 0:
        terminal.read_for(min(left, _PAUSE))
        if b"\x1b[?1049h" in terminal.output:
            terminal.send(random.choice(_KEYS).encode())
    tally.starting += b"\x1b[?1049h" not in terminal.output
    way.cut(sitting)
    took = _until_gone(sitting)
    tally.worst[way.name] = max(took, tally.worst.get(way.name, 0))
    if took >= _GIVEN_UP:
        yield "it stays"
    elif took > _AT_MOST * burden():
        yield f"gone only after {took:.1f} s"
    if way.number and took < _GIVEN_UP:
        code = terminal.wait_for_end()
        # An interrupt of Python's own start, before it runs anything of ours, ends with 1.
        starting = way.number == signal.SIGINT and _PYTHON_STARTS in terminal.output
        if code not in (-way.number, 128 + way.number) and not starting:
            yield f"exit code {code}"
        if left_on := left_behind(terminal.output):
            yield f"terminal left with {' '.join(left_on)}"
        if terminal.attributes != terminal.before:
            yield "terminal's attributes are not as they were"
    fresh = sitting.end()
    tally.acknowledged += len(fresh)
    told += fresh
    yield from place.faults(told)


def _until_gone(sitting: Sitting) -> float:
    start = monotonic()
    while not sitting.gone() and monotonic() - start < _GIVEN_UP:
        sitting.terminal.read_for(0.01)
        sleep(0.005)
    return monotonic() - start


_STOCK = """
from textual.app import App
class Stock(App):
    ENABLE_COMMAND_PALETTE = False
Stock().run()
"""

TRIAL = Trial(
    id="S1",
    promise=(
        "Hung up, told to end, or its terminal gone, at any moment: gone within 3 seconds (more "
        "only by as much as the machine has more to do than processors), with nothing "
        "acknowledged lost, the lock free and the terminal as it was"
    ),
    sample=2,
    full=100,
    run=partial(_run, [command()]),
    bad_build="Textual without anything of ours around it",
    known_bad=partial(_run, [sys.executable, "-c", _STOCK], earliest=_LONGEST),
    bad_tries=1,
)
