"""Linking annotations, and taking links away. Each function makes one step that can be undone.

A link is kept in the annotation that it starts from; where that is another's, in a verdict
of one's own on it.
"""

from nkreader.model.annotation import Annotation, Link, Relation
from nkreader.model.errors import NkreaderError
from nkreader.session.annotating.verdict import held, judge
from nkreader.session.session import Session


def link(
    session: Session, annotation: Annotation, relation: Relation, target: Annotation
) -> Annotation:
    """Tie an annotation to another one; return it as it is then, durable.

    Raises NkreaderError for a link to itself, one that there is already, and where either of
    the two is gone.
    """
    check_target(session, target.id)
    if target.id == annotation.id:
        raise NkreaderError(f"annotation {annotation.id} cannot be linked to itself")
    new = Link(relation, target.id)
    if new in annotation.links:
        raise NkreaderError(f"annotation {annotation.id} {relation} {target.id} already")
    links = (*held(session, annotation).links, new)
    return judge(session, "link", annotation, links=links)


def unlink(
    session: Session, annotation: Annotation, target: str, relation: Relation | None = None
) -> Annotation:
    """Take away what ties an annotation to ``target``, an id; return it as it is then, durable.

    Without a relation, all that does. The target need not be there any more. Raises
    NkreaderError where nothing does, and for what another annotator has tied.
    """
    unwanted = [
        each
        for each in annotation.links
        if each.target == target and relation in (None, each.relation)
    ]
    if not unwanted:
        how = relation or "is linked to"
        raise NkreaderError(f"no such link: nothing says that {annotation.id} {how} {target}")
    mine = held(session, annotation).links
    left = tuple(each for each in mine if each not in unwanted)
    if left == mine:
        raise NkreaderError(
            f"the link of {annotation.id} to {target} is {annotation.annotator}'s: what you have "
            "linked yourself can be taken away"
        )
    return judge(session, "unlink", annotation, links=left)


def check_target(session: Session, target: str) -> None:
    """Raise NkreaderError unless there is an annotation with this id."""
    if target not in session.store.annotations and target not in session.others:
        raise NkreaderError(f"annotation {target} is not there (any more): nothing was linked")
