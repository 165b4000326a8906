"""Reviews: sittings in which passages are gone through one by one, and their record."""

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from nkreader.model.annotation import Label


class Material(StrEnum):
    """What is gone through."""

    ANNOTATIONS = "annotations"
    SENTENCES = "sentences"  # untagged ones, for which a label is suggested


class Action(StrEnum):
    """What is done with an item."""

    ACCEPT = "accept"
    RELABEL = "relabel"
    PASSAGE = "passage"
    NOTE = "note"
    REJECT = "reject"
    SKIP = "skip"


class Queue(Struct, frozen=True):
    """What a sitting goes through; ``query`` is a filter as it is typed, empty for all."""

    material: Material = Material.ANNOTATIONS
    query: str = ""

    def __str__(self) -> str:
        """Say it in words."""
        if self.material is Material.SENTENCES:
            what = "untagged sentences with a cue"
        else:
            what = "annotations" if self.query else "all annotations"
        return f"{what} · {self.query}" if self.query else what


class Position(Struct, frozen=True):
    """The item that one is at: where it stands, and its annotation's id, if it has one.

    ``path`` is how the source is written down, ``start`` and ``end`` are code points of
    the text as it was then.
    """

    path: str
    start: int
    end: int
    annotation: str | None = None


class Tally(Struct, frozen=True):
    """How often something was done with items of a label; ``label`` is the one after it."""

    action: Action
    label: Label
    count: int


class Review(Struct, frozen=True):
    """The record of a sitting, which may go over several days.

    ``position`` is the next item, None after the last; ``done`` of ``total`` items have
    been gone through. ``seconds`` are those in which keys were pressed. ``started``,
    ``modified`` and ``ended`` are ISO 8601; it has ended when no item was left.
    """

    id: str
    annotator: str
    queue: Queue
    started: str
    modified: str
    total: int
    done: int = 0
    seconds: int = 0
    position: Position | None = None
    ended: str | None = None
    tallies: tuple[Tally, ...] = ()

    def count(self, action: Action) -> int:
        """Return how often something was done."""
        return sum(each.count for each in self.tallies if each.action is action)


def tallied(
    tallies: Iterable[Tally], action: Action, label: Label, by: int = 1
) -> tuple[Tally, ...]:
    """Return tallies with one more, in the order of actions and labels."""
    counts = {(each.action, each.label): each.count for each in tallies}
    counts[action, label] = counts.get((action, label), 0) + by
    return tuple(
        Tally(act, lab, counts[act, lab])
        for act in Action
        for lab in Label
        if counts.get((act, lab), 0) > 0
    )
