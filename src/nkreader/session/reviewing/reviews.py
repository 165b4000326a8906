"""The record of reviews: which sittings there were, and which can be gone on with."""

from itertools import chain

from nkreader.model.review import Review
from nkreader.session.session import Session


def reviews(session: Session) -> tuple[Review, ...]:
    """Return the records of one's sittings, the one that was sat in last first."""
    found = session.store.reviews.values()
    return tuple(sorted(found, key=lambda each: (each.modified, each.id), reverse=True))


def unfinished(session: Session) -> tuple[Review, ...]:
    """Return the sittings in which something is left, the one that was sat in last first."""
    return tuple(each for each in reviews(session) if each.ended is None)


def other_annotators(session: Session) -> tuple[str, ...]:
    """Return the names of all whose work there is here, but one's own, in order."""
    mine = session.store.annotations.values()
    names = {each.annotator for each in chain(mine, session.others.values())}
    return tuple(sorted(names - {session.workspace.annotator}))
