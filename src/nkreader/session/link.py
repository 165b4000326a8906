"""Linking annotations, and taking links away. Each function makes one step that can be undone.

A link is kept in the annotation that it starts from.
"""

from dataclasses import replace

from nkreader.model.annotation import Annotation, Link, Relation
from nkreader.model.change import Change, Step
from nkreader.model.errors import NkreaderError
from nkreader.session.session import Session


def link(
    session: Session, annotation: Annotation, relation: Relation, target: Annotation
) -> Annotation:
    """Tie an annotation to another one; return it as it is then, durable.

    Raises NkreaderError for a link to itself, one that there is already, a target that is
    gone, and an annotation that is not mine.
    """
    _check_own(session, annotation)
    check_target(session, target.id)
    if target.id == annotation.id:
        raise NkreaderError(f"annotation {annotation.id} cannot be linked to itself")
    new = Link(relation, target.id)
    if new in annotation.links:
        raise NkreaderError(f"annotation {annotation.id} {relation} {target.id} already")
    return _with_links(session, "link", annotation, (*annotation.links, new))


def unlink(
    session: Session, annotation: Annotation, target: str, relation: Relation | None = None
) -> Annotation:
    """Take away what ties an annotation to ``target``, an id; return it as it is then, durable.

    Without a relation, all that does. The target need not be there any more. Raises
    NkreaderError where nothing does, and for an annotation that is not mine.
    """
    _check_own(session, annotation)
    left = tuple(
        each
        for each in annotation.links
        if each.target != target or (relation is not None and each.relation is not relation)
    )
    if left == annotation.links:
        how = relation or "is linked to"
        raise NkreaderError(f"no such link: nothing says that {annotation.id} {how} {target}")
    return _with_links(session, "unlink", annotation, left)


def check_target(session: Session, target: str) -> None:
    """Raise NkreaderError unless there is an annotation with this id."""
    mine = session.store.annotations
    if target not in mine and all(each.id != target for each in session.others):
        raise NkreaderError(f"annotation {target} is not there (any more): nothing was linked")


def _with_links(
    session: Session, operation: str, before: Annotation, links: tuple[Link, ...]
) -> Annotation:
    now = session.now()
    after = replace(before, links=links, modified=now)
    session.store.apply(Step(session.new_id(), operation, now, (Change(before, after),)))
    return after


def _check_own(session: Session, annotation: Annotation) -> None:
    if annotation.id in session.store.annotations:
        return
    if annotation.annotator == session.workspace.annotator:
        raise NkreaderError(
            f"annotation {annotation.id} was deleted meanwhile: undo brings it back"
        )
    raise NkreaderError(
        f"annotation {annotation.id} is {annotation.annotator}'s, and a link is kept where it "
        "starts: tag the passage yourself, then link that"
    )
