"""I7: databases that are none, and databases with rows that are none."""

import os
from collections.abc import Callable
from contextlib import chdir, suppress
from functools import partial
from pathlib import Path
from unittest import mock

from harness.store_samples import annotation, chance, source, tag
from nkreader.session.start import open_to_look
from nkreader.session.workspace import locate
from nkreader.store.annotations import AnnotationStore
from soak.builds import ANNOTATOR, STOCK, command
from soak.malformed import malformed
from soak.trial import Outcome, Run, Trial
from soak.unsynced import unsynced

_OTHER = "zoe"
_READING = tuple(
    tuple(words.split())
    for words in (
        "list", "show", "export", "verify", "doctor", "check", "log", "ledger", "ledger --open",
        "timeline", "review --summary", "review --queue label:claim", "attribute",
    )
)  # fmt: skip


def _run(look: Callable[[Path], None], run: Run) -> Outcome:
    kinds = chance(run.seed).sample([*malformed().items()], run.count)
    faults = []
    for number, (name, content) in enumerate(kinds):
        place = run.folder / str(number)
        with unsynced(), AnnotationStore.open(place / "annotations", _OTHER) as store:
            store.apply(tag(50), [source(50 % 3)])
        path = place / "annotations" / f"{ANNOTATOR}.json"
        path.write_bytes(content)
        try:
            with unsynced(), chdir(place), mock.patch.dict(os.environ, HOME=str(place)):
                look(path)
        except Exception as error:
            faults.append(f"{name}: {type(error).__name__}: {error}"[:200])
    figures = {"kinds": len(kinds), "commands that read": len(_READING)}
    return Outcome(figures, tuple(faults))


def _look(path: Path) -> None:
    content = path.read_bytes()
    for name, *more in _READING:
        ran = command(name, path.parent, *more)
        assert ran.code in (0, 1), f"{name} ends with {ran.code}"
        _assert_clear(ran.err, name)
        assert _is_kept(path, content), f"{name} changed the file"
    session, why = open_to_look(locate(annotator=ANNOTATOR), [], write=True)
    with session.store as store:
        assert annotation(50) in store.others().values(), "the others' work is not shown"
        for line in filter(None, [why, *store.notices]):
            _assert_clear(line, "the reader")
        assert why or store.notices or len(store.annotations) == 3, "nothing is told"
    assert _is_kept(path, content), "the reader changed the file"


def _assert_clear(said: str, who: str) -> None:
    assert "fault of its own" not in said, f"{who} crashed: {said}"
    assert "Traceback" not in said, f"{who} crashed: {said}"
    assert said.replace("\n", "").isprintable(), f"{who} lets through {said!r}"


def _is_kept(path: Path, content: bytes) -> bool:
    with suppress(OSError):
        return any(each.read_bytes() == content for each in path.parent.iterdir())
    return False


def _look_at_stock(path: Path) -> None:
    STOCK.found(path.parent)


TRIAL = Trial(
    id="I7",
    promise="A malformed database crashes nothing and is left as it is: by the reader and by each "
    "command that reads a clear "
    "line says what is wrong, the file stays or is kept whole beside a repaired one, the rows "
    "that can be read and the others' work are shown.",
    sample=14,
    full=len(malformed()),
    run=partial(_run, _look),
    bad_build=STOCK.name,
    known_bad=partial(_run, _look_at_stock),
    bad_tries=21,
)
