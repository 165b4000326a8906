"""T7: keys pressed at random, and all else that can come from a terminal."""

import signal
import sys
from collections import Counter
from collections.abc import Sequence
from functools import partial
from random import Random

from harness.modes import left_behind
from harness.terminal import command
from soak.aftermath import Place, Sitting, burden
from soak.trial import Outcome, Run, Trial

_CHUNKS = 120
_PAUSE = 0.01
_OFTEN = 12
_ESCAPE = 0.15
# How a reader ends that is told to: in order, or where it was about to end anyway.
_TOLD = (143, -15, 0)
# Where there is more to do than this, times the processors, leaving in order may take too long.
_BURDENED = 1.5
_GIVEN_BACK = b"\x1b[?1049l"
_BY_FORCE = b"\x18\x1b[?2026l"
_LETTERS = "jkJKlhLHv}{)(bgGcdesr>.xuUaA/nNmEyfoSRCTiwWpt?+ 0123456789[]"
_CONTROLS = "\t\r\r\x1b\x1b\x7f\x05\x19\x10\x03\x08\x0c\x15\x17\x1a\x00"
_FRAGMENTS = (
    *(b"\x1b[", b"\x1bO", b"\x1b[1;2", b"\x1b[M", b"\x1b]", b"\x1bP", b"\x1b[200~"),
    *(b"[B", b"[A", b"OB", b"~", b"\x1b\\", b"\x1b[201~", b"\x1b[201~"),
    *(b"\x1b[B", b"\x1b[A", b"\x1b[1;2B", b"\x1b[6~", b"\x1bc"),
)
_ANSWERS = (
    *(b"\x1b[?62;22c", b"\x1b[24;80R", b"\x1b[?2026;2$y", b"\x1b[48;9999;9999;9;9t"),
    *(b"\x1bP1$r0m\x1b\\", b"\x1b]lcdes\x1b\\", b"\x1b]52;c;Y2Rlcw==\x07", b"\x1b]52;c;cdesx"),
    *(b"\x1b[I", b"\x1b[O"),
)
_PLACES = (
    # The ledger, its quotes, timelines.
    *(b"Co\r", b"Csrf", b"C\r\tjT", b"CT", b"Cfsaid:2024\rj", b"Cfentity:Kim\r", b"aTn", b"vLLT\r"),
    # Search over everything, to a result and back.
    *(b"Sminister\r\r\x7f", b"Slabel:denial\rj}{\r", b"S\rj/ship\t\r"),
    # Tying, following, coming back.
    *(b"jda>\r", b"a>ship\t\r", b"a>\x1b[B\x1b[3~", b"a.", b"a..\r\x7f"),
    # Cues, suggestions, what is proposed.
    *(b"iw", b"wd", b"Wi", b"ap", b"jcp"),
    # Reviews: each decision, a note half typed, suggestions, going on.
    *(b"R\r", b"R\r\ry", b"R\rdx", b"R\rjknodd", b"R\rnodd\rx", b"R\rLrU", b"Rlabel:denial\r\r"),
    *(b"R\x1b[B\x1b[B\x1b[B\r", b"Rby:\r", b"R\ru\x1b\x1b"),
    # In whatever of these is open.
    *(b"o", b"sr", b"n", b"N", b"y", b"q\x1b", b"\x1b[B\r", b"\t\r", b"\x7f\x7f"),
)
_NO_TEXT = (
    *(b"\xff", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98", b"\xed\xa0\x80", b"\x9b?1c", b"\xe3\xe4"),
)


def _letters(random: Random) -> bytes:
    return "".join(random.choices(_LETTERS, k=random.randint(1, 6))).encode()


def _changes(random: Random) -> bytes:
    return random.choice((b"jc", b"jd", b"je", b"s", b"+d", b"x", b"u", b"U", b"r", b"jjc\r"))


def _places(random: Random) -> bytes:
    """Return keys that open a screen or a dialog of its own, and do something there."""
    return random.choice(_PLACES)


def _control(random: Random) -> bytes:
    return random.choice(_CONTROLS).encode()


def _words(random: Random) -> bytes:
    return random.choice(("ministry", "said é中", "0", "/harbour\r", "\rspeaker\r")).encode()


def _noise(random: Random) -> bytes:
    return random.choice(random.choice((_FRAGMENTS, _ANSWERS, _NO_TEXT)))


def _mouse(random: Random) -> bytes:
    button, end = random.choice((0, 2, 32, 35, 64, 65, 999)), random.choice("Mm")
    x, y = (random.choice((1, 5, 40, 119, 9999, 0)) for _ in "xy")
    return f"\x1b[<{button};{x};{y}{end}".encode()


def _paste(random: Random) -> bytes:
    inside = (b"cdesx" * random.randrange(1, 2000), b"x\x1b[201~cdesx", b"\x1b]52;c;eA==\x07")
    return b"\x1b[200~" + random.choice(inside) + b"\x1b[201~"


def _extended(random: Random) -> bytes:
    code = random.choice((99, 27, 57344, 0x1F600, 0xD800, 0x110000, random.randrange(1 << 40)))
    return f"\x1b[{code};{random.randrange(20)}{random.choice(('', ';99', ':9'))}u".encode()


def _bytes(random: Random) -> bytes:
    return random.randbytes(random.randrange(1, 8))


_KINDS = {
    _changes: 20,
    _places: 20,
    _letters: 30,
    _control: 16,
    _words: 4,
    _noise: 16,
    _mouse: 6,
    _paste: 2,
    _extended: 6,
    _bytes: 4,
}
_SIZES = ((120, 40), (80, 24), (40, 10), (1, 1), (250, 80), (20, 3))


def _run(program: Sequence[str], run: Run) -> Outcome:
    counts: Counter[str] = Counter()
    faults: list[str] = []
    for number in range(run.count):
        seed = run.seed * 1000 + number
        place = Place.make(run.folder / str(number))
        faults += [f"seed {seed}: {fault}" for fault in _pressed(program, place, seed, counts)]
    return Outcome(counts, tuple(faults))


def _pressed(program: Sequence[str], place: Place, seed: int, counts: Counter[str]) -> list[str]:
    """Press keys; return what is wrong then. A reader that was left is started again."""
    random = Random(seed)
    faults: list[str] = []
    told: list[str] = []
    left = _CHUNKS
    while left and not faults:
        sitting = Sitting(program, place)
        sitting.terminal.wait_for("? help")
        left = _type(sitting, random, left)
        faults += _ended(sitting)
        faults += filter(None, [place.crashes()])
        told += sitting.end()
        counts["sittings"] += 1
        counts["bytes written"] += len(sitting.terminal.output)
    counts["chunks sent"] += _CHUNKS - left
    counts["acknowledged changes"] += len(told)
    return [*faults, *place.faults(told), *place.faults_of_undoing()]


def _type(sitting: Sitting, random: Random, left: int) -> int:
    """Send chunks, up to so many, until the reader is left; return how many are left."""
    terminal = sitting.terminal
    while left and terminal.process.poll() is None:
        left -= 1
        if random.random() < 1 / 30:
            terminal.resize(*random.choice(_SIZES))
        elif random.random() < 1 / 100:
            terminal.send(b"q")
        else:
            (kind,) = random.choices([*_KINDS], [*_KINDS.values()])
            terminal.send(kind(random))
        if left % _OFTEN == 0:  # out of whatever has opened
            terminal.send(b"\x1b")
            terminal.read_for(_ESCAPE)
        terminal.read_for(_PAUSE)
    return left


def _ended(sitting: Sitting) -> list[str]:
    """Tell a reader that goes on to leave; return what is wrong with how it was left."""
    terminal, faults = sitting.terminal, list[str]()
    going_on = terminal.process.poll() is None
    if going_on:
        terminal.process.terminate()
    code = terminal.wait_for_end()
    # Ctrl+C that comes once the terminal is given back is for what is under the reader.
    after = terminal.output.rpartition(_GIVEN_BACK)[2]
    interrupted = code == -signal.SIGINT and _GIVEN_BACK in terminal.output and b"^C" in after
    if code not in (_TOLD if going_on else (0,)) and not interrupted:
        faults.append(f"exit code {code}: {terminal.output[-200:]!r}")
    if _BY_FORCE in terminal.output and burden() < _BURDENED:
        faults.append("it no longer did what it was told")
    if left := left_behind(terminal.output):
        faults.append(f"terminal left with {' '.join(left)}")
    if terminal.attributes != terminal.before:
        faults.append("the terminal's attributes are not as they were")
    return faults


_STOCK = """
import sys
from textual.drivers.linux_driver import LinuxDriver
from nkreader.cli import main
from nkreader.tui import app
app.DifferenceDriver = app.HardyDriver = LinuxDriver
sys.exit(main())
"""

TRIAL = Trial(
    id="T7",
    promise=(
        "Whatever comes from a terminal (keys, halves of sequences, bytes that are no text, "
        "pastes, the mouse, answers, new sizes): the reader goes on or is left in order, every "
        "change is acknowledged and can be undone, sources and terminal are as they were"
    ),
    sample=1,
    full=100,
    run=partial(_run, [command()]),
    bad_build="the same reader on Textual's own driver",
    known_bad=partial(_run, [sys.executable, "-c", _STOCK]),
    bad_tries=1,
)
