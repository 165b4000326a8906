"""Changes: the only way anything is written, and how it is taken back."""

from msgspec import Struct

from nkreader.model.annotation import Annotation
from nkreader.model.entity import Entity
from nkreader.model.review import Review
from nkreader.model.verdict import Verdict

Changed = Annotation | Entity | Verdict | Review

_IN_WORDS = {
    "attribute": "attribution",
    "external": "outside change",
    "merge": "outside change",
    "move": "passage set",
    "passage": "passage set",
}


class Change(Struct, frozen=True):
    """``(None, a)`` creates, ``(a, b)`` edits, ``(b, None)`` deletes.

    An entity is one of the user's own gazetteer, known by its name; a verdict is known
    by the id of the annotation that it is on.
    """

    before: Changed | None
    after: Changed | None

    @property
    def value(self) -> Changed | None:
        """What stands after the change, or stood before it where nothing does."""
        return self.after or self.before

    @property
    def identity(self) -> str:
        """What is changed: the id of an annotation or review, the name of an entity."""
        value = self.value
        return identity_of(value) if value else ""

    def inverted(self) -> "Change":
        """Return the change that takes this one back."""
        return Change(self.after, self.before)


class Step(Struct, frozen=True):
    """Changes that are done and undone together.

    ``operation`` is one word for the log (``tag``, ``relabel``, ``delete``);
    ``at`` ISO 8601.
    """

    id: str
    operation: str
    at: str
    changes: tuple[Change, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """What is changed, each once: ids of annotations, names of entities.

        The id of a review is among them only where nothing else is changed.
        """
        judged = [each for each in self.changes if not isinstance(each.value, Review)]
        return tuple(dict.fromkeys(change.identity for change in judged or self.changes))

    def inverted(self) -> tuple[Change, ...]:
        """Return the changes that take this step back, last first."""
        return tuple(change.inverted() for change in reversed(self.changes))


def identity_of(value: Changed) -> str:
    """Return what a value is known by: an id, or the name of an entity."""
    if isinstance(value, Entity):
        return value.name
    return value.on if isinstance(value, Verdict) else value.id


def operation_in_words(operation: str) -> str:
    """Return what a person is told that a step of this operation did."""
    return _IN_WORDS.get(operation, operation)
