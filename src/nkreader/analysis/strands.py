"""What is said alike: annotations that `repeats` ties, whichever way and over however many."""

from collections.abc import Iterable, Mapping

from nkreader.model.annotation import Annotation, Relation


def strands(annotations: Mapping[str, Annotation]) -> dict[str, str]:
    """Return for the id of each annotation one that all have that are said alike with it.

    Links that lead to none of the ``annotations`` tie nothing.
    """
    above = {key: key for key in annotations}
    for key, other in _repeats(annotations.values()):
        if other in above:
            one, another = _top(above, key), _top(above, other)
            above[one] = another
    return {key: _top(above, key) for key in annotations}


def _repeats(annotations: Iterable[Annotation]) -> Iterable[tuple[str, str]]:
    for each in annotations:
        for link in each.links:
            if link.relation is Relation.REPEATS:
                yield each.id, link.target


def _top(above: dict[str, str], key: str) -> str:
    """Return what stands above all, and let half of those on the way know a nearer one."""
    while above[key] != key:
        above[key] = above[above[key]]
        key = above[key]
    return key
