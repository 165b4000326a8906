"""D1 through the real reader: kill -9 while somebody types."""

import os
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random

from harness.store_samples import chance
from harness.terminal import Terminal, command, environment
from nkreader.store.acknowledge import VARIABLE
from soak.builds import ANNOTATOR, STORE
from soak.history_lines import Operation, operations, replayed
from soak.trial import Outcome, Run, Trial

_KEYS = (
    *("cj", "dj", "ej", "s", "c\rMinistry\r", "k", "j", "x", "u", "u", "U", "p"),
    # A tie, of which there is always another end to be; what is tied is untied again.
    *("jcjd>\r", "jcjd>\r"),
    # A review of what is tagged, up to its end and through what is said then.
    *("jcR\rdxnodd\r" + "\r" * 4, "jcR\ryudUx" + "\r" * 4),
)
_DECISIONS = frozenset(("accept", "reject", "note"))
_TYPED = 40  # keys, and words in the form of details
_LONGEST = 2.0  # seconds that it is let work
_TIMES_IN_A_PLACE = 10
_STORY = "The ministry of the harbour\n\n" + " ".join(
    f"The minister denied shipment {number}." for number in range(200)
)
# What is written stays in the air: so it is with tools that save when they are left.
_BAD = """
import os, sys
os.pwrite = lambda descriptor, data, at: len(data)
from nkreader.cli import main
sys.exit(main())
"""


@dataclass
class Presence:
    """Which annotations stand after operations, known from their words alone."""

    live: set[str] = field(default_factory=set)
    done: list[Operation] = field(default_factory=list)
    undone: list[Operation] = field(default_factory=list)

    def follow(self, operation: Operation) -> None:
        """Take an operation into account."""
        if operation.word == "undo":
            taken = self.done.pop()
            self.undone.append(taken)
            self._put(taken, stands=taken.word == "delete")
        elif operation.word == "redo":
            taken = self.undone.pop()
            self.done.append(taken)
            self._put(taken, stands=taken.word != "delete")
        elif operation.word == "record":  # which is no work, and never undone
            self.live.add(operation.identity)
        else:
            self.done.append(operation)
            self.undone.clear()
            self._put(operation, stands=operation.word != "delete")

    def _put(self, operation: Operation, *, stands: bool) -> None:
        if operation.word in ("tag", "delete"):
            (self.live.add if stands else self.live.discard)(operation.identity)


def _run(program: Sequence[str], run: Run) -> Outcome:
    random = chance(run.seed)
    told: list[Operation] = []
    faults: list[str] = []
    left = total = opened = 0
    words: Counter[str] = Counter()
    for number in range(1, run.count + 1):
        if not left:
            told, left, place = [], _TIMES_IN_A_PLACE, _workspace(run.folder / str(number))
        fresh = _killed(program, place, random)
        words.update(each.word for each in fresh)
        total, left = total + len(fresh), left - 1
        try:
            fault, told = _judged(place / "annotations", [*told, *fresh])
            opened += 1
        except Exception as error:
            fault = f"does not open: {type(error).__name__}: {error}"[:200]
        if fault:
            faults.append(f"kill {number}: {fault}")
            left = 0
    figures = {
        "acknowledged changes": total,
        "ties": words["link"] + words["unlink"],
        "decisions in reviews": sum(words[each] for each in _DECISIONS),
        "opened": f"{opened} of {run.count}",
    }
    return Outcome(figures, tuple(faults))


def _workspace(root: Path) -> Path:
    for name in ("annotations", "seeds", "home"):
        (root / name).mkdir(parents=True)
    (root / "seeds" / "story.txt").write_text(_STORY, encoding="utf-8")
    return root


def _killed(program: Sequence[str], place: Path, random: Random) -> list[Operation]:
    """Return what a reader acknowledged that was killed while keys came in."""
    reading, writing = os.pipe()
    more = {"NKREADER_ANNOTATOR": ANNOTATOR, VARIABLE: str(writing)}
    env = environment(place, **more)
    with Terminal(program, cwd=place, env=env, inherited=(writing,)) as terminal:
        os.close(writing)
        terminal.wait_for("? help")
        terminal.type("".join(random.choices(_KEYS, k=_TYPED)))
        moment = time.monotonic() + random.uniform(0, _LONGEST)
        terminal.read_for(moment - time.monotonic())
        terminal.process.kill()
        terminal.process.wait()
    with os.fdopen(reading, encoding="utf-8") as lines:
        return [Operation(*line.split()) for line in lines.read().splitlines()]


def _judged(folder: Path, told: Sequence[Operation]) -> tuple[str, list[Operation]]:
    """Return what is wrong with what is left, and all that was done to it."""
    found = STORE.found(folder)
    lines = folder / f"{ANNOTATOR}.history.jsonl"
    done, presence = operations(lines), Presence()
    for operation in done:
        presence.follow(operation)
    if done[: len(told)] != told:
        return f"{len(told)} operations were acknowledged, the history has {len(done)} others", done
    if len(done) > len(told) + 1:
        return f"{len(done) - len(told)} operations were made and not acknowledged", done
    if presence.live != found.keys():
        lost, returned = presence.live - found.keys(), found.keys() - presence.live
        return f"lost {sorted(lost)}, returned {sorted(returned)}", done
    return "" if replayed(lines) == found else "an annotation is not as it was edited", done


TRIAL = Trial(
    id="D1-reader",
    promise="Killed at any moment, neither does the reader: in a terminal, while keys come in. "
    "These are a fifth of the kills.",
    sample=2,
    full=200,
    run=partial(_run, [command()]),
    bad_build="a reader whose writes are not carried out",
    known_bad=partial(_run, [sys.executable, "-c", _BAD]),
    bad_tries=2,
)
