"""The reader is told to end while its first page stands, or just after."""

import random
import shutil
import signal
import sys
import termios
import time
from collections.abc import Sequence
from pathlib import Path

from harness.terminal import Terminal, command, environment
from nkreader.firstpage.standing import ENDING
from soak.aftermath import burden
from soak.trial import Outcome, Run, Trial

_ENTER, _LEAVE = b"\x1b[?1049h", b"\x1b[?1049l"
# From when the page stands, in seconds: up to a full screen that takes keys.
_SPREAD = 0.8
_LONGEST = 3.0
_DEAF = """
import sys
from nkreader.firstpage import standing
standing.ENDING = ()
from nkreader.cli import main
sys.exit(main(sys.argv[1:]))
"""


class _Desk:
    def __init__(self, folder: Path, reader: Sequence[str]) -> None:
        self.folder = folder
        self.reader = reader
        for made in ("annotations", "seeds", "home"):
            (folder / made).mkdir()
        (folder / "seeds" / "story.txt").write_text("The ministry denied it.\n", encoding="utf-8")
        self.env = environment(folder)
        # What changed in the second before a sitting is not trusted, and no page is kept.
        time.sleep(1.1)
        with self.open() as terminal:
            terminal.wait_for("? help")
            terminal.wait_for_quiet(0.5)
            terminal.type("q")
            terminal.wait_for_end()
        self.pages = folder / "home/.local/state/nkreader/pages"
        shutil.copytree(self.pages, folder / "kept")

    def open(self) -> Terminal:
        return Terminal(self.reader, cwd=self.folder, env=self.env)

    def end_early(self, number: signal.Signals, after: float) -> tuple[list[str], float]:
        """Return what was wrong afterwards, and how long the end took."""
        shutil.copytree(self.folder / "kept", self.pages, dirs_exist_ok=True)
        faults = []
        with self.open() as terminal:
            terminal.wait_for("ministry")
            time.sleep(after)
            terminal.process.send_signal(number)
            began = time.monotonic()
            try:
                code = terminal.wait_for_end()
            except AssertionError:
                return ["it did not end"], time.monotonic() - began
            took = time.monotonic() - began
            if code != 128 + number:
                faults.append(f"exit code {code}")
            if terminal.output.count(_ENTER) != 1:
                faults.append(f"{terminal.output.count(_ENTER)} times onto the screen")
            if terminal.output.rfind(_LEAVE) < terminal.output.rfind(_ENTER):
                faults.append("the reader's screen stays")
            if termios.tcgetattr(terminal.master) != terminal.before:
                faults.append("the terminal's modes are not as before")
        if took > _LONGEST * burden():
            faults.append(f"it took {took:.1f} s")
        return faults, took


def _ends(run: Run, reader: Sequence[str], spread: float = _SPREAD) -> Outcome:
    chance = random.Random(run.seed)
    desk = _Desk(run.folder, reader)
    faults, slowest = [], 0.0
    for _ in range(run.count):
        number, after = chance.choice(ENDING), chance.uniform(0, spread)
        found, took = desk.end_early(number, after)
        slowest = max(slowest, took)
        faults += [f"{number.name} after {after:.2f} s: {fault}" for fault in found]
    return Outcome({"ends": run.count, "slowest, s": round(slowest, 1)}, tuple(faults))


TRIAL = Trial(
    id="S1e",
    promise="A reader that is told to end while its first page stands gives the terminal back.",
    sample=3,
    full=100,
    run=lambda run: _ends(run, [command()]),
    bad_build="a first page that heeds no signals",
    # It is deaf only until the reader itself takes over.
    known_bad=lambda run: _ends(run, [sys.executable, "-c", _DEAF], spread=0.0),
    bad_tries=1,
)
