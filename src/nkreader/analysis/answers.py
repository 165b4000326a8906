"""The answers to a statement, and the answers to these: each way of ties gone once."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from nkreader.model.annotation import Annotation, Relation
from nkreader.model.statement import Answer

_KINDS = tuple(Relation)


class Tie(NamedTuple):
    """An annotation that bears on the one with the id ``target``."""

    annotation: Annotation
    relation: Relation
    target: str


def direct(
    ties: Iterable[Tie],
    alike: Mapping[str, tuple[Annotation, ...]],
    rank: Callable[[Annotation], int],
) -> list[Tie]:
    """Return ties and those of what is said ``alike``, by kind and then by ``rank``.

    An annotation is tied once by each relation, to what it names itself where it names any.
    """
    found: dict[tuple[str, Relation], Tie] = {}
    own = list(ties)
    for tie in own:
        found.setdefault((tie.annotation.id, tie.relation), tie)
    for tie in own:
        for each in alike[tie.annotation.id]:
            found.setdefault((each.id, tie.relation), Tie(each, tie.relation, tie.target))
    return sorted(
        found.values(), key=lambda tie: (_KINDS.index(tie.relation), rank(tie.annotation))
    )


def answers(
    key: str, ties_into: Callable[[str], list[Tie]], key_of: Mapping[str, str]
) -> tuple[Answer, ...]:
    """Return all answers to the statement ``key``, each before the answers to it.

    What bears on several answers stands under each of them; its own answers stand once, as
    near to the statement as can be. So neither cycles nor many ways to one answer do harm.
    """
    ties: dict[str, list[Tie]] = {}
    first_under: dict[str, str] = {key: ""}
    waiting = deque([key])
    while waiting:
        above = waiting.popleft()
        ties[above] = ties_into(above)
        for other in dict.fromkeys(key_of[tie.annotation.id] for tie in ties[above]):
            if other not in first_under:
                first_under[other] = above
                waiting.append(other)
    out: list[Answer] = []
    shown: set[str] = set()
    stack = [(tie, key, 0) for tie in reversed(ties[key])]
    while stack:
        tie, above, depth = stack.pop()
        out.append(Answer(*tie, depth))
        answered, here = tie.annotation.id, key_of[tie.annotation.id]
        if first_under[here] == above and answered not in shown:
            shown.add(answered)
            below = [each for each in ties[here] if each.target == answered]
            stack += [(each, here, depth + 1) for each in reversed(below)]
    return tuple(out)
