"""A store that is worked on and struck down, again and again; what it acknowledged must stand."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from random import Random
from urllib.parse import unquote

from harness.store_samples import Model, chance, records
from soak.builds import Build, Records
from soak.trial import Outcome
from soak.worker import Worker

_TIMES_IN_A_PLACE = 25  # what was struck down goes on where it was, with a past
_BROKEN, _REFUSED = "!", "-"  # how a line begins that acknowledges nothing


@dataclass
class Ordeal:
    """The tries on one build, and what came of them.

    ``rest`` is how long a process pauses after each change, in seconds; ``refusing`` tells
    that it may be refused one, by what strikes it down.
    """

    build: Build
    root: Path
    random: Random
    rest: float = 0
    refusing: bool = False
    faults: list[str] = field(default_factory=list)
    tries: int = 0
    acknowledged: int = 0
    lost: int = 0
    returned: int = 0
    opened: int = 0
    _model: Model = field(default_factory=Model)
    _place: Path = field(default_factory=Path)
    _left: int = 0

    def outcome(
        self, tries: int, down: Callable[[Worker], None], *, enough: int | None = None
    ) -> Outcome:
        """Strike so often, or until there are faults ``enough``."""
        while self.tries < tries and (enough is None or len(self.faults) < enough):
            self.strike(down)
        figures = {
            "acknowledged changes": self.acknowledged,
            "acknowledged and lost": self.lost,
            "taken back and returned": self.returned,
            "opened": f"{self.opened} of {self.tries}",
        }
        return Outcome(figures, tuple(self.faults), tries=self.tries)

    def strike(self, down: Callable[[Worker], None]) -> None:
        """Let a process work, have it struck ``down``, and see what is left."""
        if not self._left:
            self._begin_anew()
        self._left -= 1
        self.tries += 1
        seed = self.random.random()
        worker = Worker.start(partial(self._tried, seed))
        down(worker)
        worker.end()
        lines = worker.said()
        told = [line for line in lines if not line.startswith((_BROKEN, _REFUSED))]
        self.acknowledged += len(told)
        last = "".join(lines[len(told) :])
        broken = "" if self.refusing and last.startswith(_REFUSED) else last
        self._judge(broken, [*ways(self._model, seed, self.build.kinds, told)])

    def _begin_anew(self) -> None:
        self._model, self._left = Model(), _TIMES_IN_A_PLACE
        self._place = self.root / f"place{self.tries}" / "annotations"

    def _tried(self, seed: float, writing: int) -> None:
        try:
            self._work(seed)
        except self.build.refusal as error:
            _tell(writing, _REFUSED, error)
        except BaseException as error:
            _tell(writing, _BROKEN, error)

    def _work(self, seed: float) -> None:
        store, model, random = self.build.open(self._place), self._model, chance(seed)
        while True:
            model.take(random, random.choice(self.build.kinds), store)
            time.sleep(self.rest)

    def _judge(self, broken: str, allowed: Sequence[Model]) -> None:
        try:
            found = self.build.found(self._place)
        except Exception as error:
            return self._fault(f"does not open: {type(error).__name__}: {error}"[:200])
        self.opened += 1
        if broken:
            return self._fault(f"it ended by itself: {broken}")
        for model in allowed:
            if found == records(model.live):
                self._model = model
                return None
        lost, returned = differences(found, [records(model.live) for model in allowed])
        self.lost += len(lost)
        self.returned += len(returned)
        return self._fault(f"lost {lost[:5]}, returned {returned[:5]}, of {len(found)} found")

    def _fault(self, what: str) -> None:
        self.faults.append(f"try {self.tries}: {what}")
        self._left = 0


def ways(model: Model, seed: float, kinds: Sequence[str], told: Sequence[str]) -> Iterator[Model]:
    """Yield the models that the files may be like: after the steps told of, and after one more."""
    random, left = chance(seed), [*map(_ids_told, told)]
    while True:
        ahead = model.copy()
        step = ahead.take(random, random.choice(kinds), None)
        if step and not left:
            yield model
            yield ahead
            return
        if step:
            ids, left = left[: len(step.ids)], left[len(step.ids) :]
            assert sorted(ids) == sorted(step.ids), f"acknowledged {ids}, made {step.ids}"
        model = ahead


def differences(found: Records, allowed: Sequence[Records]) -> tuple[list[str], list[str]]:
    """Return the ids of what is not as in any allowed state, and of what is in none."""
    first, last = allowed[0], allowed[-1]
    lost = [key for key in first if found.get(key) not in (first[key], last.get(key))]
    return lost, [key for key in found if key not in first and key not in last]


def _tell(writing: int, how: str, error: BaseException) -> None:
    said = " ".join(f"{type(error).__name__}: {error}".split())
    with suppress(OSError):
        os.write(writing, f"{how} {said}\n".encode())


def _ids_told(line: str) -> str:
    return unquote(line.split(" ", 1)[0])
