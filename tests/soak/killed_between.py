"""D2-between: kill -9 at every call of what is no change: merging, settling, repair."""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from harness.store_samples import AT, Model, chance, standing, tag
from nkreader.model.change import Changed
from nkreader.store.annotations import AnnotationStore
from nkreader.store.disk import durable
from nkreader.store.repair.repairing import repair
from soak.builds import ANNOTATOR, STORE
from soak.calls import Call, Work
from soak.inside import struck
from soak.trial import Outcome, Run, Trial
from soak.unsynced import unsynced

_NEW = 9001
_THEIRS = "theirs"
_IMPORTED = range(8001, 8041)

Ready = Callable[[], None]
Kind = Callable[[Path, Ready], str]


def merge(folder: Path, ready: Ready) -> str:
    """Change a database of which another program has taken the first row and added one."""
    store = AnnotationStore.open(folder, ANNOTATOR)
    path = folder / f"{ANNOTATOR}.json"
    tables = json.loads(path.read_bytes())
    rows = tables["annotations"]
    del rows[next(iter(rows))]
    rows["7"] = {**next(iter(rows.values())), "id": _THEIRS}
    path.write_text(json.dumps(tables), encoding="utf-8")
    ready()
    store.apply(tag(_NEW))
    return "merged"


def mend(folder: Path, ready: Ready) -> str:
    """Repair a database that is damaged in the middle."""
    path = folder / f"{ANNOTATOR}.json"
    lines = path.read_bytes().split(b"\n")
    lines[14] = lines[14][9:]
    path.write_bytes(b"\n".join(lines))
    ready()
    repair(path, ANNOTATOR, AT)
    return "mended"


def settle(folder: Path, ready: Ready) -> str:
    """Open a database that lacks what its history says last."""
    _import_behind(folder)
    return _opened(folder, ready)


def settle_torn(folder: Path, ready: Ready) -> str:
    """Open one that lacks it, and is torn as its history is."""
    path, history = _import_behind(folder)
    path.write_bytes(path.read_bytes()[:-30])
    history.write_bytes(history.read_bytes() + b'{"kind": "step", "id": "')
    return _opened(folder, ready)


def _import_behind(folder: Path) -> tuple[Path, Path]:
    """Let a history have an import that its database lacks; return both."""
    path = folder / f"{ANNOTATOR}.json"
    before = path.read_bytes()
    with AnnotationStore.open(folder, ANNOTATOR) as store:
        store.apply(tag(*_IMPORTED))
    path.write_bytes(before)
    return path, folder / f"{ANNOTATOR}.history.jsonl"


def _opened(folder: Path, ready: Ready) -> str:
    ready()
    with AnnotationStore.open(folder, ANNOTATOR):
        return "settled"


KINDS: tuple[Kind, ...] = (merge, mend, settle, settle_torn)
_MUST_BE_THERE: Mapping[Kind, set[str]] = {
    merge: {_THEIRS},
    settle: {f"a{number}" for number in _IMPORTED},
    settle_torn: {f"a{number}" for number in _IMPORTED},
}


def _run(run: Run, enough: int | None = None) -> Outcome:
    """Kill so often, or until there are faults ``enough``."""
    faults: list[str] = []
    tries = 0
    with unsynced():
        model = _prepared(run.folder / "past")
        blows = [(kind, call) for kind in KINDS for call in _calls(run.folder, kind)]
        chosen = chance(run.seed).sample(blows, min(run.count, len(blows)))
        for blow in chosen:
            tries += 1
            faults += filter(None, [_fault(run.folder, model, *blow)])
            if len(faults) == enough:
                break
    return Outcome(
        {"calls of Python's struck": tries, "of so many in all": len(blows)},
        tuple(faults),
        tries=tries,
    )


def _prepared(folder: Path) -> Model:
    model, random = Model(), chance(1)
    with AnnotationStore.open(folder, ANNOTATOR) as store:
        for each in ("tag", "import", "judge", "edit", "delete", "judge", "tag"):
            model.take(random, each, store)
    return model


def _calls(root: Path, kind: Kind) -> tuple[Call, ...]:
    with _copied(root) as folder:
        return struck(_work(folder, kind), root / "notes").calls


def _fault(root: Path, model: Model, kind: Kind, call: Call) -> str:
    """Kill at a call, and say what is lost: not there, and not put back by a repair either."""
    with _copied(root) as folder:
        struck(_work(folder, kind), root / "notes", call, "signal=KILL")
        try:
            if kind is settle:
                STORE.found(folder)  # a check comes before it is opened again
            lost = _lost(folder, model.live, _MUST_BE_THERE.get(kind, set()))
        except Exception as error:
            lost = f"{type(error).__name__}: {error}"
    return f"{lost} [killed at {call.name} {call.number} of: {kind.__name__}]" if lost else ""


def _lost(folder: Path, live: Mapping[str, Changed], ids: set[str]) -> str:
    found = _found(folder)
    if not found.keys() >= ids:
        return "what was to be taken in is lost"
    if not found.items() >= live.items():
        repair(folder / f"{ANNOTATOR}.json", ANNOTATOR, AT)
        found = _found(folder)
    return "" if found.items() >= live.items() else "what was saved is lost"


def _found(folder: Path) -> Mapping[str, Changed]:
    with AnnotationStore.open(folder, ANNOTATOR) as store:
        return standing(store)


@contextmanager
def _copied(root: Path) -> Iterator[Path]:
    """Copy the files with a past, for one try."""
    copy = root / "try"
    shutil.copytree(root / "past", copy)
    try:
        yield copy
    finally:
        shutil.rmtree(copy)


def _work(folder: Path, kind: Kind) -> Work:
    return lambda ready: kind(folder, ready)


def _write_over(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file over where it is, as one does who knows no better."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.pwrite(descriptor, b"".join(chunks), 0)
    os.close(descriptor)


def _known_bad(run: Run) -> Outcome:
    with mock.patch.object(durable, "replace", _write_over):
        return _run(run, enough=1)


TRIAL = Trial(
    id="D2-between",
    promise="Killed at any call of a merge, a settling or a repair, it loses nothing: what was "
    "saved here, what another program wrote and what only the history had are there, or put back "
    "by nkreader check --repair.",
    sample=12,
    full=1000,
    run=_run,
    bad_build="a store that writes its file over in place",
    known_bad=_known_bad,
    bad_tries=60,
)
