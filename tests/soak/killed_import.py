"""S-import: kill -9 at random moments of an import; all of it is there afterwards, or nothing."""

import io
import os
import shutil
import time
from collections.abc import Iterable
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path
from unittest import mock

from harness.store_samples import chance, records, standing
from nkreader.cli import main
from nkreader.model.annotation import Label
from nkreader.model.change import Step
from nkreader.model.source import SourceRef
from nkreader.session.annotating.annotate import annotate
from nkreader.session.start import open_session
from nkreader.session.workspace import locate
from nkreader.store.annotations import AnnotationStore
from soak.builds import ANNOTATOR, STORE, Records
from soak.trial import Outcome, Run, Trial
from soak.worker import Worker

_OTHER = "zoe"
_SENTENCES, _BEFORE = 100, 3
# What an import is made from, each written by an export.
_FORMATS = ("json", "jsonl", "csv", "webannotation")
_STORY = "The ministry of the harbour\n\n" + " ".join(
    f"The minister denied shipment {number}." for number in range(_SENTENCES)
)
# Beyond the end of an import that nobody ends, as a share of its time.
_LATE = 1.1


def _run(run: Run, enough: int | None = None) -> Outcome:
    """Kill so many imports, or until there are faults ``enough``."""
    random, faults = chance(run.seed), list[str]()
    files = _files(run.folder)
    whole = _place(run.folder / "whole", ANNOTATOR, _BEFORE)
    before = STORE.found(whole / "annotations")
    longest = cache(lambda file: _timed(whole, run.folder / file.suffix, file))
    ended = {"all of it there": 0, "nothing of it there": 0}
    told = 0
    for number in range(1, run.count + 1):
        if enough is not None and len(faults) >= enough:
            return Outcome({"acknowledged": told, **ended}, tuple(faults), tries=number - 1)
        file = random.choice(files)
        place = run.folder / f"try{number}"
        shutil.copytree(whole, place)
        lines = _killed(place, file, random.uniform(0, _LATE * longest(file)))
        told += bool(lines)
        try:
            fault = _judged(place / "annotations", before, lines, ended)
        except Exception as error:
            fault = f"{type(error).__name__}: {error}"[:200]
        if fault:
            faults.append(f"kill {number}, {file.name}: {fault}")
        shutil.rmtree(place)
    return Outcome({"acknowledged": told, **ended}, tuple(faults))


def _judged(folder: Path, before: Records, lines: int, ended: dict[str, int]) -> str:
    """Return what is wrong with what is left; go on with it: import, undo."""
    found = STORE.found(folder)
    if not found.items() >= before.items():
        return "what was there before is not as it was"
    added = len(found) - len(before)
    if added not in (0, _SENTENCES):
        return f"{added} of {_SENTENCES} were taken in"
    if lines and not added:
        return "it was acknowledged, and nothing is there"
    ended["all of it there" if added else "nothing of it there"] += 1
    if added:
        with AnnotationStore.open(folder, ANNOTATOR) as store:
            store.undo(at="2026-01-01T00:00:00Z")
            if records(standing(store)) != before:
                return "undo does not take it back whole"
    return ""


def _files(root: Path) -> list[Path]:
    """Return a file of each format with another's annotations on all sentences."""
    place = _place(root / "made", _OTHER, _SENTENCES)
    files = [root / f"theirs.{each}" for each in _FORMATS]
    for file, name in zip(files, _FORMATS, strict=True):
        code = _command(place, "export", "--format", name, "--output", str(file))
        assert not code, f"{name} is not written"
    return files


def _timed(whole: Path, place: Path, file: Path) -> float:
    """Return how many seconds an import takes that nobody ends."""
    shutil.copytree(whole, place)
    start = time.monotonic()
    code = _command(place, "import", str(file))
    assert not code, f"{file.name} is not taken in"
    return time.monotonic() - start


def _place(folder: Path, annotator: str, count: int) -> Path:
    """Return a workspace in which an annotator has tagged the first so many sentences."""
    for name in ("annotations", "seeds", "home"):
        (folder / name).mkdir(parents=True)
    (folder / "seeds" / "story.txt").write_text(_STORY, encoding="utf-8")
    workspace = locate(cwd=folder, annotator=annotator, environ={"HOME": str(folder / "home")})
    session = open_session(workspace, [], write=True)
    with session.store:
        opened, at = session.open(session.library.entries[0]), 0
        for _ in range(count):
            span = opened.ground.sentence_after(at)
            assert span, "there are fewer sentences"
            annotate(session, opened, span, Label.DENIAL)
            at = span.end
    return folder


def _command(place: Path, *words: str) -> int:
    home = {"HOME": str(place / "home"), "NKREADER_ANNOTATOR": ANNOTATOR}
    out, err = io.TextIOWrapper(io.BytesIO()), io.StringIO()
    streams = redirect_stdout(out), redirect_stderr(err)
    with chdir(place), mock.patch.dict(os.environ, home), streams[0], streams[1]:
        return main(words)


def _killed(place: Path, file: Path, moment: float) -> int:
    """Import a file in a process that is killed after so many seconds; return what it told of."""
    worker = Worker.start(lambda _: _command(place, "import", str(file)))
    time.sleep(moment)
    worker.end()
    return len(worker.said())


def _known_bad(run: Run) -> Outcome:
    whole = AnnotationStore.apply

    def one_by_one(store: AnnotationStore, step: Step, sources: Iterable[SourceRef] = ()) -> None:
        """Take in a step as one does who knows no better: change by change."""
        for number, change in enumerate(step.changes):
            whole(store, Step(f"{step.id}-{number}", step.operation, step.at, (change,)), sources)

    with mock.patch.object(AnnotationStore, "apply", one_by_one):
        return _run(run, enough=1)


TRIAL = Trial(
    id="S-import",
    promise="Killed at any moment, an import is there whole or not at all: what it acknowledged "
    "is there, what was there before is as it was, nkreader check finds nothing, and one undo "
    "takes it back.",
    sample=4,
    full=200,
    run=_run,
    bad_build="an import that takes in one annotation after the other",
    known_bad=_known_bad,
    bad_tries=20,
)
