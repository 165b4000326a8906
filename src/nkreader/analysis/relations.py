"""How two annotations may bear on each other: the likely relation, and from which it starts."""

from nkreader.model.annotation import Annotation, Label, Relation
from nkreader.model.moment import moment

_C, _D, _E, _S = Label.CLAIM, Label.DENIAL, Label.EVIDENCE, Label.SPECULATION

_LIKELY = {
    frozenset((_C,)): Relation.REPEATS,
    frozenset((_D,)): Relation.REPEATS,
    frozenset((_E,)): Relation.REPEATS,
    frozenset((_S,)): Relation.REPEATS,
    frozenset((_C, _D)): Relation.DENIES,
    frozenset((_C, _E)): Relation.SUPPORTS,
    frozenset((_C, _S)): Relation.CONCERNS,
    frozenset((_D, _E)): Relation.SUPPORTS,
    frozenset((_D, _S)): Relation.DENIES,
    frozenset((_E, _S)): Relation.SUPPORTS,
}

# The label that a relation starts from, where one of the two has it.
_STARTS_FROM = {
    Relation.DENIES: _D,
    Relation.SUPPORTS: _E,
    Relation.UNDERMINES: _E,
    Relation.CONCERNS: _S,
}

_LED_TO = {
    Relation.DENIES: "denied by",
    Relation.SUPPORTS: "supported by",
    Relation.UNDERMINES: "undermined by",
    Relation.REPEATS: "repeated by",
    Relation.CONCERNS: "subject of",
}


def likely_relation(one: Label, other: Label) -> Relation:
    """Return how two annotations with these labels most often bear on each other."""
    return _LIKELY[frozenset((one, other))]


def directed(
    relation: Relation, one: Annotation, other: Annotation
) -> tuple[Annotation, Annotation]:
    """Return the two in the order in which the relation is read: who denies what.

    It starts from the one whose label it belongs to, a repetition from the later one;
    where that does not decide, from ``one``.
    """
    if relation is Relation.REPEATS:
        return (other, one) if _is_later(other, one) else (one, other)
    label = _STARTS_FROM[relation]
    turned = other.label is label and one.label is not label
    return (other, one) if turned else (one, other)


def in_words(relation: Relation, *, outgoing: bool) -> str:
    """Return what a relation is called at the end it starts from, or at the other."""
    return relation.value if outgoing else _LED_TO[relation]


def _is_later(one: Annotation, other: Annotation) -> bool:
    """Tell whether the one was said after the other, as far as one knows."""
    if one.source == other.source:
        return one.start > other.start
    first, second = moment(one.said_at), moment(other.said_at)
    return first is not None and second is not None and first > second
