"""Work to store, a model of what a store must hold, and plain ways to look into one."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Protocol

from msgspec.structs import replace
from tinydb import TinyDB

from nkreader.model.annotation import Annotation, Label, Link, Relation, Status
from nkreader.model.change import Change, Changed, Step
from nkreader.model.review import Action, Position, Queue, Review, tallied
from nkreader.model.source import SourceRef
from nkreader.model.verdict import Verdict
from nkreader.store.rows.layout import ANNOTATIONS, REVIEWS, VERDICTS
from nkreader.store.rows.values import encoded, identity_in

AT = "2025-01-01T00:00:00Z"
LENGTH = 10_000  # of each source


def chance(seed: float) -> Random:
    """Return random numbers that are the same for the same seed."""
    return Random(seed)


def annotation(number: int, **fields: Any) -> Annotation:
    """Return the annotation of that number, as it was made; of any number one in its source."""
    start = number * 10 % (LENGTH - 10)
    made = Annotation(
        id=f"a{number}",
        source=source(number % 3).id,
        start=start,
        end=start + 7,
        quote="“Kim” \n",
        label=Label.CLAIM,
        annotator="ann",
        created=AT,
        modified=AT,
    )
    return replace(made, **fields)


def source(number: int) -> SourceRef:
    """Return the source of that number."""
    return SourceRef(f"{number:012x}", f"seeds/{number}.txt", f"{number:064x}", LENGTH, "plain")


def verdict(number: int, **fields: Any) -> Verdict:
    """Return a verdict on another annotator's annotation of that number."""
    made = Verdict(f"b{number}", "ann", created=AT, modified=AT, status=Status.REJECTED)
    return replace(made, **fields)


def review(**fields: Any) -> Review:
    """Return the record of a sitting that has just begun."""
    at = Position("seeds/1.txt", 0, 7, "b1")
    return replace(Review("r1", "ann", Queue(), AT, AT, 40, position=at), **fields)


def judge(before: Verdict | None, after: Verdict | None, *record: Change) -> Step:
    """Return the step that gives, changes or takes back a verdict."""
    return Step("judge", "reject", AT, (Change(before, after), *record))


def tag(*numbers: int) -> Step:
    """Return the step that makes these annotations."""
    return Step(
        f"tag{numbers}", "tag", AT, tuple(Change(None, annotation(number)) for number in numbers)
    )


def relabel(before: Annotation, label: Label = Label.DENIAL) -> Step:
    """Return the step that gives an annotation another label."""
    return Step("relabel", "relabel", AT, (Change(before, replace(before, label=label)),))


def delete(*before: Annotation) -> Step:
    """Return the step that deletes annotations."""
    return Step("delete", "delete", AT, tuple(Change(each, None) for each in before))


def plain(folder: Path, annotator: str = "ann") -> dict[str, dict[str, Any]]:
    """Return by what each is known the records of work as plain TinyDB reads them.

    json.load reads no other.
    """
    path = folder / f"{annotator}.json"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8") as file:
        tables = json.load(file)
    found: dict[str, dict[str, Any]] = {}
    for name in (ANNOTATIONS, VERDICTS, REVIEWS):
        with TinyDB(path, access_mode="r", encoding="utf-8") as database:
            documents = database.table(name).all()
        assert [dict(document) for document in documents] == [*tables.get(name, {}).values()]
        records = [dict(document) for document in documents if "deleted" not in document]
        found |= (rows := {str(identity_in(name, record)): record for record in records})
        assert len(rows) == len(records)
    return found


def records(live: Mapping[str, Changed]) -> dict[str, dict[str, Any]]:
    """Return what :func:`plain` must give."""
    return {key: encoded(each) for key, each in live.items()}


def standing(store: Any) -> dict[str, Changed]:
    """Return all work that a store holds, by what it is known by."""
    judged = ("verdicts", "reviews")  # which a store that is no nkreader's does not know
    return dict(store.annotations) | {
        key: each for name in judged for key, each in getattr(store, name, {}).items()
    }


class Store(Protocol):
    """What a model is held against."""

    def apply(self, step: Step, sources: Iterable[SourceRef] = ()) -> None:
        """Make the changes of a step."""

    def record(self, step: Step) -> None:
        """Make the changes of a step that is never undone."""

    def undo(self, *, at: str) -> Step | None:
        """Take the last step back and return it."""

    def redo(self, *, at: str) -> Step | None:
        """Do the step again that was undone last, and return it."""


@dataclass
class Model:
    """What a store must hold after the same steps, kept in the simplest way."""

    live: dict[str, Changed] = field(default_factory=dict)
    done: list[Step] = field(default_factory=list)
    undone: list[Step] = field(default_factory=list)
    made: int = 0

    def copy(self) -> "Model":
        """Return a model that can go its own way."""
        return Model(dict(self.live), list(self.done), list(self.undone), self.made)

    def step(self, random: Random, kind: str) -> Step | None:
        """Return a step of that kind, None if there is nothing to take it on."""
        if kind in ("tag", "import"):
            count = 1 if kind == "tag" else random.choice([2, 5, 30])
            numbers = range(self.made, self.made + count)
            self.made += count
            changes = tuple(Change(None, annotation(number)) for number in numbers)
        elif kind == "judge":
            changes = self._judged(random)
        elif kind == "record":
            changes = (self._recorded(random),)
        elif not (tagged := [x for x in self.live.values() if isinstance(x, Annotation)]):
            return None
        else:
            chosen = random.choice(tagged)
            changes = (Change(chosen, self._after(random, kind, chosen)),)
        return Step(f"s{random.random()}", kind, AT, changes)

    def _after(self, random: Random, kind: str, chosen: Annotation) -> Annotation | None:
        """Return what a change of that kind makes of an annotation, None where it deletes it."""
        if kind == "edit":
            return replace(chosen, note=f"n{random.random()}" * random.choice([1, 400]))
        if kind == "attribute":
            return replace(chosen, speaker=f"s{random.random()}", via="w", outlet="o")
        if kind == "link":
            # To itself: whatever else it led to might be deleted, which a check tells of.
            link = Link(random.choice(list(Relation)), chosen.id)
            return replace(chosen, links=(*chosen.links, link))
        if kind == "unlink":
            return replace(chosen, links=chosen.links[1:], modified=f"{AT}{random.random()}")
        return None

    def _recorded(self, random: Random) -> Change:
        """Return the change to the record of a sitting in which an item was only looked at."""
        begun = review()
        sitting = self.live.get(begun.id)
        assert isinstance(sitting, Review | None)
        goes_on = replace(sitting or begun, seconds=random.randrange(1 << 40))
        return Change(sitting, goes_on)

    def _judged(self, random: Random) -> tuple[Change, ...]:
        """Return the changes to a verdict and to the record of the sitting in which it is given."""
        blank, begun = verdict(random.randrange(9)), review()
        before, sitting = self.live.get(blank.on), self.live.get(begun.id)
        assert isinstance(before, Verdict | None)
        assert isinstance(sitting, Review | None)
        after = replace(blank, note=f"n{random.random()}")
        gone = before is not None and random.random() < 0.3
        done = sitting or begun
        tallies = tallied(done.tallies, random.choice(list(Action)), Label.CLAIM)
        goes_on = replace(done, done=done.done + 1, tallies=tallies)
        return Change(before, None if gone else after), Change(sitting, goes_on)

    def take(self, random: Random, kind: str, store: Store | None) -> Step | None:
        """Do something of that kind here and, where one is given, in a store; return what.

        What the store refuses, by whatever error, is not done here either.
        """
        if kind == "undo":
            if store:
                assert store.undo(at=AT) == (self.done[-1] if self.done else None)
            return self._move(self.done, self.undone)
        if kind == "redo":
            if store:
                assert store.redo(at=AT) == (self.undone[-1] if self.undone else None)
            return self._move(self.undone, self.done)
        step = self.step(random, kind)
        if step and kind == "record":
            if store:
                store.record(step)
            self._follow(step.changes)
        elif step:
            if store:
                store.apply(step, [source(number) for number in range(3)])
            self.done.append(step)
            self.undone.clear()
            self._follow(step.changes)
        return step

    def _move(self, taken: list[Step], given: list[Step]) -> Step | None:
        if not taken:
            return None
        step = taken.pop()
        given.append(step)
        self._follow(step.inverted() if given is self.undone else step.changes)
        return step

    def _follow(self, changes: tuple[Change, ...]) -> None:
        for change in changes:
            if change.after is None:
                del self.live[change.identity]
            else:
                self.live[change.identity] = change.after


KINDS = (
    *("tag", "tag", "edit", "delete", "import", "judge", "link", "unlink", "attribute", "record"),
    *("undo", "undo", "redo"),
)
