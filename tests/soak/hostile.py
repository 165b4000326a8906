"""Hostile sources, names, notes and settings through every screen and every command."""

import asyncio
import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import chdir
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from random import Random
from unittest.mock import patch

from harness.commands import Written, written_by
from harness.stream import PLAIN, TABLE, foreign, without_copies
from nkreader.exporters.formats import FORMATS
from nkreader.text import display
from soak.hostile_desk import ME, OTHER, environment, lay_out
from soak.hostile_imports import given_out, taken_in
from soak.hostile_judged import hostile_query
from soak.hostile_texts import hostile_line
from soak.hostile_walk import walked
from soak.trial import Outcome, Run, Trial

# So many sources lie in a folder that is read in one go.
_BATCH = 100
_COMMANDS_OF_A_BATCH = 10
_FORMATS_OF_A_BATCH = 2
# What these print is for other programs, which are to see what is there.
_FOR_PROGRAMS = frozenset(("markdown", "qdc", "refi-qda"))
_MOST_TOLD = 5
_NOTHING = re.compile(r"(?!)")
# What cells of csv may hold: everything but what steers a terminal.
_CELLS = re.compile(
    "[^\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)


@dataclass(slots=True)
class Came:
    """What came of a folder: how much was written, and what was wrong."""

    figures: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def _run(run: Run) -> Outcome:
    batches = [
        (run.folder / str(first), run.seed + first, min(_BATCH, run.count - first))
        for first in range(0, run.count, _BATCH)
    ]
    if len(batches) == 1:
        return _outcome(map(_batch, *zip(*batches, strict=True)))
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        return _outcome(pool.map(_batch, *zip(*batches, strict=True)))


def _known_bad(run: Run) -> Outcome:
    with patch.object(display, "SUSPECT", _NOTHING):
        return _outcome([_batch(run.folder / "bad", run.seed, run.count)])


def _outcome(batches: Iterable[Came]) -> Outcome:
    figures: Counter[str] = Counter({"crashes": 0, "foreign controls": 0})
    faults: list[str] = []
    for each in batches:
        figures += each.figures
        faults += each.faults
    kept = {"crashes": 0, "foreign controls": 0} | figures
    return Outcome({name: f"{number:,}" for name, number in kept.items()}, tuple(faults))


def _batch(folder: Path, seed: int, count: int) -> Came:
    """Read a folder of ``count`` hostile sources with the reader, and with some commands."""
    came, chance = Came(), Random(seed)
    came.figures["sources"] = count
    try:
        lay_out(folder, chance, count)
    except Exception as error:
        _crashed(came, seed, "reading the sources", repr(error))
        return came
    with patch.dict(os.environ, environment(folder), clear=True), chdir(folder):
        try:
            drawn = asyncio.run(walked(folder, chance, count))
        except Exception as error:
            _crashed(came, seed, "the reader", repr(error))
        else:
            drawn, copies = without_copies(drawn)
            came.figures["bytes drawn"] += len(drawn)
            came.figures["bytes copied"] += sum(map(len, copies))
            _judged(came, seed, "the reader", foreign(drawn))
            for copy in copies:
                _judged(came, seed, "the clipboard", foreign(copy, PLAIN))
        for words in chance.sample([*commands(folder, chance)], _COMMANDS_OF_A_BATCH):
            run_command(came, seed, words, terminal=chance.random() < 0.5)
        for name, path, words in chance.sample([*given_out(folder, chance)], _FORMATS_OF_A_BATCH):
            run_command(came, seed, words, terminal=True)
            for taking in taken_in(name, path, chance):
                run_command(came, seed, taking, terminal=chance.random() < 0.5)
    return came


def commands(folder: Path, chance: Random) -> Iterator[tuple[str, ...]]:
    """Yield all commands that print, given hostile words, as a shell can give them."""
    source = str(chance.choice(sorted((folder / "seeds").iterdir())))
    ids = [*_ids(folder), "nowhere", hostile_line(chance)]

    def one() -> str:
        return chance.choice(ids)

    filters = ("--speaker", "--entity", "--by", "--source")
    filtered = (chance.choice(filters), hostile_line(chance))
    every = [
        ("list",), ("list", "--json"), ("show",), ("show", "--json"), ("verify",), ("log",),
        ("verify", "--json"), ("log", "--json"), ("doctor",), ("doctor", "--json"),
        ("search", "Pyongyang"), ("search", "Pyongyang", "--json"), ("inspect", source),
        ("inspect", source, "--json"), ("search", hostile_line(chance)),
        ("search", hostile_query(chance)), ("search", hostile_query(chance), "--json"),
        ("inspect", hostile_line(chance)), (hostile_line(chance),),
        ("show", "--label", hostile_line(chance)), ("show", "--speaker", hostile_line(chance)),
        ("relabel", hostile_line(chance), "claim"),
        ("entity", "add", hostile_line(chance), "--type", "PERSON"),
        ("tag", source, "--label", "claim", "--quote", hostile_line(chance)),
        ("--annotator", hostile_line(chance), "show"),
        ("ledger",), ("ledger", "--json"), ("ledger", "--open"), ("ledger", *filtered),
        ("ledger", "--format", "markdown"), ("ledger", "--open", "--json"),
        ("timeline",), ("timeline", "--json"), ("timeline", "--claim", one()),
        ("timeline", *filtered), ("suggest", source), ("suggest", source, "--json"),
        ("suggest", "--cues"), ("suggest", "--cues", "--json"), ("suggest", "--all"),
        ("review", "--summary"), ("review", "--summary", "--json"),
        ("review", "--queue", hostile_query(chance)), ("review", "--queue", "", "--json"),
        ("review", "--untagged"), ("review", "--untagged", hostile_query(chance), "--json"),
        ("attribute",), ("attribute", "--json"), ("attribute", "--accept"), ("attribute", one()),
        ("link", one(), "denies", one()), ("link", one(), "repeats", one(), "--json"),
        ("unlink", one(), one()), ("unlink", one(), "denies", one(), "--json"),
        ("accept", one()), ("accept", one(), "--json"), ("reject", one()),
        ("reject", one(), "--json"), ("note", one(), hostile_line(chance)),
        ("edit", one(), "--about", hostile_line(chance), "--via", hostile_line(chance)),
        ("delete", one()), ("undo",), ("redo",), ("check",), ("check", "--json"),
        ("tag", source, "--label", "claim", "--span", "0:1", "--attribute", "--json"),
        ("tag", source, "--label", "denial", "--span", "0:2", "--outlet", hostile_line(chance)),
        ("cite", source, "--span", "0:1"), ("cite", source, "--span", "0:2", "--json"),
        ("cite", source, "--quote", hostile_line(chance)),
        ("import", source), ("import", str(folder / "nkreader.toml"), "--json"),
        ("export", "--formats"), ("export", "--format", "labelstudio", "--config"),
        ("export", "--output", hostile_line(chance)),
        *(("export", "--format", each.name) for each in FORMATS),
    ]  # fmt: skip
    for words in every:
        yield tuple(map(_given, words))


def _ids(folder: Path) -> list[str]:
    """Return the ids of what two annotators have tagged."""
    paths = (folder / "annotations" / f"{name}.json" for name in (ME, OTHER))
    tables = (json.loads(path.read_bytes()).get("annotations", {}) for path in paths)
    return [str(row["id"]) for table in tables for row in table.values()]


def _given(word: str) -> str:
    """Return a word without what no shell can hand on: NUL, and half a character."""
    if word.startswith("/"):
        return word
    return word.encode("utf-8", "replace").decode().replace("\0", "")


def run_command(came: Came, seed: int, words: tuple[str, ...], *, terminal: bool) -> None:
    """Run a command and note what came of it; its streams are a ``terminal`` or pipes."""
    name = " ".join(words[:2]) if words[0] == "export" else words[0]
    try:
        done = written_by(words, terminal=terminal)
        found = _wrong_in(words, done, terminal=terminal)
    except Exception as error:
        _crashed(came, seed, name, repr(error))
        return
    came.figures["commands"] += 1
    came.figures["bytes written"] += len(done.out) + len(done.err)
    if b"fault of its own" in done.err or done.code not in (0, 1, 2):
        _crashed(came, seed, name, done.err.decode(errors="replace"))
    _judged(came, seed, name, found)


def _wrong_in(words: tuple[str, ...], done: Written, *, terminal: bool) -> list[str]:
    """Return what is foreign in what a command wrote; raise ValueError for JSON that is none."""
    allowed = TABLE if terminal else PLAIN
    faults = foreign(done.err, allowed)
    if terminal or not {"csv", *_FOR_PROGRAMS} & {*words}:
        faults += foreign(done.out, allowed)
    elif "csv" in words and "export" in words:
        faults += foreign(done.out, _CELLS)
    if done.code == 0 and not terminal and {"json", "--json"} & {*words}:
        json.loads(done.out)
    return faults


def _crashed(came: Came, seed: int, where: str, what: str) -> None:
    came.figures["crashes"] += 1
    came.faults.append(f"seed {seed}, {where}: {what[:200]}")


def _judged(came: Came, seed: int, where: str, found: list[str]) -> None:
    came.figures["foreign controls"] += len(found)
    came.faults += (f"seed {seed}, {where}: {each}" for each in found[:_MOST_TOLD])


TRIAL = Trial(
    id="T2",
    promise=(
        "Hostile sources, file names, notes, tags, speakers, annotators, entities, settings, cue "
        "rules, links, verdicts, kept reviews and imported files go through every screen and the "
        "commands: nothing crashes, and no control character reaches the terminal that is not "
        "the program's own."
    ),
    sample=24,
    full=4_000,
    run=_run,
    bad_build="the display map switched off",
    known_bad=_known_bad,
    bad_tries=8,
)
