"""The record of reviews: which sittings there were, and which can be gone on with."""

from nkreader.model.review import Review
from nkreader.session.session import Session


def reviews(session: Session) -> tuple[Review, ...]:
    """Return the records of one's sittings, the one that was sat in last first."""
    found = session.store.reviews.values()
    return tuple(sorted(found, key=lambda each: (each.modified, each.id), reverse=True))


def unfinished(session: Session) -> tuple[Review, ...]:
    """Return the sittings in which something is left, the one that was sat in last first."""
    return tuple(each for each in reviews(session) if each.ended is None)
