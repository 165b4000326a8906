"""D18: a note is being typed, in the form or in a review, and the reader ends at any moment."""

import re
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import monotonic

from harness.terminal import Terminal, command, environment
from nkreader.store.annotations import AnnotationStore
from soak.aftermath import burden
from soak.trial import Outcome, Run, Trial

# What may be lost: so many characters, or what was typed in so many seconds.
_CHARACTERS = 200
_SECONDS = 4.0
_ENDS = (signal.SIGHUP, signal.SIGKILL, signal.SIGTERM)
_STORY = "Ministry denies shipments\n\nThe ministry denied it. The end came late.\n"
_WITHOUT_DRAFTS = (
    "import sys; from nkreader.session.annotating import drafts; "
    "drafts.write = lambda session: None; "
    "from nkreader.cli import main; sys.exit(main([]))"
)


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed, when how much of it was on screen, how it ended and when."""

    text: str
    seen: tuple[tuple[float, int], ...]
    how: signal.Signals
    ended: float

    def lost(self, kept: str) -> tuple[int, float]:
        """Return how many characters on screen were lost, and how long they had been there."""
        since = next((when for when, count in self.seen if count > len(kept)), self.ended)
        return max(self.seen[-1][1] - len(kept), 0), self.ended - since


def _run(run: Run, program: Sequence[str]) -> Outcome:
    random = Random(run.seed)
    faults: list[str] = []
    lost: list[int] = []
    seconds: list[float] = []
    told: list[int] = []
    for number in range(run.count):
        folder = run.folder / str(number)
        env = _workspace(folder)
        reach = (_to_the_form, _to_a_review)[number % 2]
        typed = _type(program, folder, env, random, _ENDS[number // 2 % len(_ENDS)], reach)
        kept, fault = _kept(folder)
        start = f"try {number}, {reach.__name__[1:]}, {typed.how.name}: "
        if fault or not typed.text.startswith(kept):
            faults.append(start + (fault or f"kept is {kept[-40:]!r}, which was not typed"))
            continue
        characters, age = typed.lost(kept)
        lost.append(characters)
        seconds.append(age)
        if characters > _CHARACTERS and age > _SECONDS * burden():
            faults.append(f"{start}{characters} characters lost, of {age:.1f} s")
        if typed.how is not signal.SIGKILL:
            told.append(len(typed.text.rstrip()) - len(kept))
            if characters:
                faults.append(f"{start}{characters} characters on screen were lost")
    figures = {
        "characters on screen that were lost at most": max(lost, default=0),
        "seconds they had been there at most": round(max(seconds, default=0.0), 2),
        "characters sent before a signal to leave, lost at most": max(told, default=0),
    }
    return Outcome(figures, tuple(faults))


def _workspace(folder: Path) -> dict[str, str]:
    for inner in ("annotations", "seeds", "home"):
        (folder / inner).mkdir(parents=True)
    (folder / "seeds" / "story.txt").write_text(_STORY, encoding="utf-8")
    return environment(folder)


def _to_the_form(terminal: Terminal) -> None:
    terminal.type("\r")
    terminal.wait_for("who reports it")
    terminal.type("\t" * 5)


def _to_a_review(terminal: Terminal) -> None:
    terminal.type("R")
    terminal.wait_for("Review what?")
    terminal.type("\r")
    terminal.wait_for("Review 1 of 1")
    terminal.type("n")
    terminal.wait_for("note: ")


def _type(
    program: Sequence[str],
    folder: Path,
    env: dict[str, str],
    random: Random,
    how: signal.Signals,
    reach: Callable[[Terminal], None],
) -> _Typed:
    """Type numbered words into a note, in bursts and pauses, until the reader is ended."""
    with Terminal(program, cwd=folder, env=env) as terminal:
        terminal.wait_for("? help")
        terminal.type("jd")
        terminal.wait_for("tagged, saved")
        reach(terminal)
        text, number = "", 1000
        seen = [(monotonic(), 0)]
        end = monotonic() + random.uniform(0.5, 5.0)
        while monotonic() < end:
            for _ in range(random.choice((1, 1, 1, 2, 8, 60))):
                terminal.type(f"{number} ")
                text += f"{number} "
                number += 1
            terminal.wait_for_quiet(random.choice((0.01, 0.05, 0.2)))
            seen.append((monotonic(), _shown(terminal.text)))
        terminal.process.send_signal(how)
        ended = monotonic()
        terminal.wait_for_end()
        return _Typed(text, tuple(seen), how, ended)


def _shown(screen: str) -> int:
    """Return how many characters of the note are on screen, or were before it scrolled."""
    note = next(iter(re.findall(r"note:? .*", screen)), "")
    words = re.findall(r"\b\d{4}\b", note)
    return (int(words[-1]) - 999) * 5 - 1 if words else 0


def _kept(folder: Path) -> tuple[str, str | None]:
    """Return the note that the next start will offer, and what is wrong with what is kept."""
    with AnnotationStore.open(folder / "annotations", "ann", write=False) as store:
        store.drafts.read()
        if store.drafts.notices:
            return "", store.drafts.notices[0]
        if not set(store.annotations).issuperset(each.id for each in store.drafts.all):
            return "", "a draft is of an annotation that there is not"
        return next((each.after.note or "" for each in store.drafts.all), ""), None


def _whole(run: Run) -> Outcome:
    return _run(run, [command()])


def _bad(run: Run) -> Outcome:
    return _run(run, [sys.executable, "-c", _WITHOUT_DRAFTS])


TRIAL = Trial(
    id="D18",
    promise=(
        "What is being typed in a note, in the form or in a review, and was not saved is kept, "
        "whatever ends the reader: at most 200 characters or 4 s of what was on screen are lost, "
        "and by a signal that tells it to leave nothing of it."
    ),
    sample=2,
    full=60,
    run=_whole,
    bad_build="drafts switched off",
    known_bad=_bad,
    bad_tries=2,
)
