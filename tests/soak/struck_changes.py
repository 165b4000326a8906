"""Every kind of change, struck at any system call of it, and what must be left then."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from harness.store_samples import Model, chance, records, standing
from soak.builds import Build, Held
from soak.calls import Call, Striker, Work

KINDS = (
    *("first", "tag", "edit", "delete", "import", "judge", "record", "link", "unlink", "attribute"),
    *("undo", "redo", "close", "sitting"),
)
_WITH_CLOSING = ("close", "sitting")
_PAST = ("tag", "import", "edit", "delete", "tag")
_SEED = 5  # with which an import is of 30 annotations
MADE, REFUSED, UNOPENED = "made", "refused", "unopened"


class Blow(NamedTuple):
    """A call of a kind of change, and how it is struck, in strace's words."""

    kind: str
    call: Call
    how: str

    def __str__(self) -> str:
        """Say it in short."""
        return f"{self.how} at {self.call.name} {self.call.number} of: {self.kind}"


class Changes:
    """The kinds of change that a build knows, each begun from a folder with a past."""

    def __init__(self, build: Build, root: Path, striker: Striker) -> None:
        """Prepare a folder for each kind."""
        self.build = build
        self._striker = striker
        self._root = root
        own = ("first", *build.kinds, "close", "sitting")
        self._models = {kind: self._prepared(kind) for kind in KINDS if kind in own}
        self._tried = 0

    def blows(self, *hows: str, short: str = "") -> Iterator[Blow]:
        """Yield all that can be struck, by each of ``hows``, and what writes also ``short``."""
        for kind in self._models:
            work = self._work(self._copy(kind), kind, further=False)
            ended = self._striker(work, self._root / "notes", None, "")
            for call in ended.calls:
                yield from (Blow(kind, call, how) for how in hows)
                if short and "write" in call.name:
                    yield Blow(kind, call, short)

    def fault(self, blow: Blow) -> str:
        """Make a change, strike it, and return what is wrong then, nothing if all is well."""
        folder = self._copy(blow.kind)
        work = self._work(folder, blow.kind)
        said = self._striker(work, self._root / "notes", blow.call, blow.how).said
        if said not in ("", MADE, REFUSED, UNOPENED):
            return f"{said} [{blow}]"
        allowed = [*self._after(blow.kind, said)]
        try:
            found = self.build.found(folder)
            if found not in [records(model.live) for model in allowed]:
                return f"it said '{said}', and that is not so [{blow}]"
            model = next(each for each in allowed if found == records(each.live))
            self._go_on(folder, model)
        except Exception as error:
            return f"{type(error).__name__}: {error} [{blow}]"
        finally:
            shutil.rmtree(folder)
        return ""

    def _prepared(self, kind: str) -> Model:
        model, random = Model(), chance(1)
        if kind == "first":
            return model
        store = self.build.open(self._root / kind)
        for each in (*_PAST, *(["undo"] if kind == "redo" else [])):
            model.take(random, each, store)
        store.close()
        return model

    def _copy(self, kind: str) -> Path:
        self._tried += 1
        copy = self._root / f"try{self._tried}"
        copy.mkdir()
        if kind != "first":
            shutil.copytree(self._root / kind, copy, dirs_exist_ok=True)
        return copy

    def _work(self, folder: Path, kind: str, *, further: bool = True) -> Work:
        """Return what makes the change and then, outside of what can be struck, a ``further``."""
        model = self._models[kind].copy()

        def work(ready: object) -> str:
            assert callable(ready)
            if kind == "sitting":
                ready()
            try:
                store = self.build.open(folder)
            except self.build.refusal:
                return UNOPENED
            if kind == "close":
                model.take(chance(_SEED), "edit", store)
            if kind != "sitting":
                ready()
            said = MADE if kind == "close" else self._changed(store, model, kind)
            if further and kind not in _WITH_CLOSING:
                model.take(chance(3), "tag", store)
            live = standing(store)
            if further or kind in _WITH_CLOSING:
                store.close()
            return said if live == model.live else "memory holds something else"

        return work

    def _changed(self, store: Held, model: Model, kind: str) -> str:
        try:
            model.take(chance(_SEED), _change(kind), store)
        except self.build.refusal:
            return REFUSED
        return MADE

    def _after(self, kind: str, said: str) -> Iterator[Model]:
        """Yield the models that the files may be like, after a change of which this was said."""
        model = self._models[kind].copy()
        changed = model.copy()
        changed.take(chance(_SEED), _change(kind), None)
        model.step(chance(_SEED), _change(kind))  # its numbers are used up
        if said == UNOPENED or (not said and kind != "close"):
            yield model
        if said == REFUSED:
            yield from _ends(kind, model)
        if said in ("", MADE):
            yield changed
            yield from _ends(kind, changed)

    def _go_on(self, folder: Path, model: Model) -> None:
        store = self.build.open(folder)
        model.take(chance(4), "tag", store)
        if "undo" in self.build.kinds:
            model.take(chance(4), "undo", store)
        store.close()
        assert self.build.found(folder) == records(model.live), "and cannot be worked with"


def _change(kind: str) -> str:
    return {"first": "tag", "sitting": "tag", "close": "edit"}.get(kind, kind)


def _ends(kind: str, model: Model) -> Sequence[Model]:
    if kind in _WITH_CLOSING:
        return [model]
    further = model.copy()
    further.take(chance(3), "tag", None)
    return [further]
