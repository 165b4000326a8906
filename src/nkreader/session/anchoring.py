"""Where annotations stand in a source as it is today."""

from collections.abc import Iterable
from operator import attrgetter

from msgspec import Struct

from nkreader.model.annotation import AnchorState, Annotation, Status
from nkreader.model.source import Source
from nkreader.model.span import Span
from nkreader.session.library import Entry
from nkreader.session.opened import Opened
from nkreader.session.session import Session

# In bytes; comparing less is done in no time.
_LONG = 1 << 18
# After every place that there is.
_NOWHERE = 1 << 62


class Placed(Struct, frozen=True):
    """An annotation and its place in today's text.

    An orphan has none, that of a ``changed`` one is a proposal.
    """

    annotation: Annotation
    state: AnchorState
    span: Span | None

    @property
    def order(self) -> tuple[int, int, str, str]:
        """The key that sorts by place, then by age; orphans last."""
        start, end = self.span or (_NOWHERE, _NOWHERE)
        return (start, end, self.annotation.created, self.annotation.id)

    @property
    def is_certain(self) -> bool:
        """Whether the quote stands at the place."""
        return self.state in (AnchorState.EXACT, AnchorState.MOVED)


def placed(
    session: Session, opened: Opened, *, others: bool = True, rejected: bool = False
) -> tuple[Placed, ...]:
    """Return the annotations on a source in text order, each with its place."""
    here = annotations_on(session, opened.path, opened.source.id, others=others, rejected=rejected)
    found = place(session, opened.source, here, standing=opened.standing)
    return tuple(sorted(found, key=attrgetter("order")))


def place(
    session: Session,
    today: Source,
    annotations: Iterable[Annotation],
    *,
    standing: dict[str, Placed] | None = None,
) -> list[Placed]:
    """Return annotations that were made on any version of a source, each with its place.

    ``standing`` are those that were found by their ids where they were tagged; it is added to.
    """
    known = {} if standing is None else standing
    out: list[Placed] = []
    elsewhere: list[Annotation] = []
    for each in annotations:
        at = known.get(each.id)
        if at is None or at.annotation is not each:
            if each.source != today.id or not _stands(today.text, each):
                elsewhere.append(each)
                continue
            at = known[each.id] = Placed(each, AnchorState.EXACT, each.span)
        out.append(at)
    if elsewhere:
        anchors = session.versions.anchors(elsewhere, today, session.everybody.refs)
        out += [Placed(each, *anchors[each.id]) for each in elsewhere]
    return out


def annotations_on(
    session: Session, path: str, source_id: str, *, others: bool = True, rejected: bool = False
) -> tuple[Annotation, ...]:
    """Return the annotations on a source; ``path`` is how it is written down.

    What was made on a file that had this path, and has another one now, is on that. Without
    ``others`` what others made is left out, also where it was imported; what is rejected is
    left out unless it is asked for.
    """
    found = session.everybody.on(path, source_id, others=others)
    if not others:
        me = session.workspace.annotator
        found = tuple(each for each in found if each.annotator == me)
    if not rejected:
        found = tuple(each for each in found if each.status is not Status.REJECTED)
    strays = {each.source for each in found} - {source_id}
    if not strays:
        return found
    refs = session.everybody.refs
    digests = {each: refs[each].sha256 for each in strays if each in refs}
    here = (session.workspace.root or session.workspace.cwd) / path
    renamed = session.library.others_with(digests.values(), here)
    return tuple(each for each in found if digests.get(each.source) not in renamed)


def is_long_to_compare(session: Session, entry: Entry) -> bool:
    """Tell whether a source was tagged in other versions, and so large that it takes a while."""
    try:
        if entry.path.stat().st_size <= _LONG:
            return False
    except OSError:
        return False
    digest = session.library.digest(entry) or ""
    if session.versions.knows(digest):
        return False
    return session.everybody.has_others_at(session.workspace.relative(entry.path), digest[:12])


def count_on(session: Session, path: str, source_id: str) -> int:
    """Return how many annotations there are on a source; ``path`` is how it is written down."""
    return len(annotations_on(session, path, source_id))


def _stands(text: str, annotation: Annotation) -> bool:
    """Tell whether a quote stands at the annotation's own offsets."""
    start, quote = annotation.start, annotation.quote
    whole = 0 <= start < annotation.end == start + len(quote)
    return whole and text.startswith(quote, start)
