"""What a list of sources says of each: its parts, and how much is tagged in them."""

from bisect import bisect_right

from msgspec import Struct

from nkreader.model.errors import NkreaderError
from nkreader.model.source import Source
from nkreader.session.anchoring import annotations_on, place
from nkreader.session.library import Entry
from nkreader.session.session import Session


class Listed(Struct, frozen=True):
    """A source of the library, or the ``reason`` that it cannot be read.

    ``tagged`` counts everybody's annotations, ``tagged_in`` those that stand in each
    section today.
    """

    path: str
    source: Source | None = None
    reason: str | None = None
    tagged: int = 0
    tagged_in: tuple[int, ...] = ()


def listed(session: Session, entry: Entry) -> Listed:
    """Look at one source; one that cannot be read is told with its reason."""
    path = session.workspace.relative(entry.path)
    try:
        source = session.library.load(entry)
    except NkreaderError as error:
        # The loader's error names the file, which whoever lists it does too.
        return Listed(path, reason=str(error.__cause__ or error))
    annotations = annotations_on(session, path, source.id)
    starts = [section.span.start for section in source.sections]
    counts = [0] * len(starts)
    for each in place(session, source, annotations):
        span = each.span
        at = bisect_right(starts, span.start) - 1 if span else -1
        if span and at >= 0 and span.start < source.sections[at].span.end:
            counts[at] += 1
    return Listed(path, source, tagged=len(annotations), tagged_in=tuple(counts))
