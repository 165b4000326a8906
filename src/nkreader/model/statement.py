"""Statements: what one or more annotations say alike, and what was said for and against it."""

from typing import NamedTuple

from msgspec import Struct

from nkreader.model.annotation import Annotation, Label, Relation


class Answer(Struct, frozen=True):
    """An annotation that bears on a statement, or on another answer to it.

    ``target`` is the id of what it is tied to. What repeats an answer answers like it.
    ``depth`` is 0 for what answers the statement, 1 for what answers such an answer.
    """

    annotation: Annotation
    relation: Relation
    target: str
    depth: int = 0


class Counts(NamedTuple):
    """How many annotations answer a statement, by how they do."""

    denials: int = 0
    supporting: int = 0
    undermining: int = 0
    speculation: int = 0


class Statement(Struct, frozen=True):
    """Annotations that `repeats` ties, first said first, and the answers to any of them.

    An answer stands under what it answers.
    """

    said: tuple[Annotation, ...]
    answers: tuple[Answer, ...] = ()

    @property
    def first(self) -> Annotation:
        """What was said first; the statement has its id."""
        return self.said[0]

    @property
    def label(self) -> Label:
        """The label: claim where anything in it is one."""
        return label_of(self.said)

    @property
    def about(self) -> str:
        """The proposition that was written first, else the passage said first."""
        return proposition(self.said)


def label_of(said: tuple[Annotation, ...]) -> Label:
    """Return the label of what was said alike, in order: claim where anything in it is one."""
    claims = any(each.label is Label.CLAIM for each in said)
    return Label.CLAIM if claims else said[0].label


def proposition(said: tuple[Annotation, ...]) -> str:
    """Return the proposition that was written first, else the passage said first."""
    written = [each for each in said if each.about]
    if written:
        return min(written, key=lambda each: (each.created, each.id)).about or ""
    return said[0].text or said[0].quote
