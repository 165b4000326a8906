"""Where annotations stand in a source as it is today."""

from collections.abc import Iterable

from nkreader.loaders.opening import size_of
from nkreader.model.annotation import AnchorState, Annotation, Status
from nkreader.model.source import Source
from nkreader.session.library import Entry
from nkreader.session.opened import Opened
from nkreader.session.placed import NOTHING_PLACED, InTextOrder, Placed
from nkreader.session.session import Session

# In bytes; comparing less is done in no time.
_LONG = 1 << 18


def placed(
    session: Session, opened: Opened, *, others: bool = True, rejected: bool = False
) -> InTextOrder:
    """Return the annotations on a source in text order, each with its place.

    What was returned of it before is brought up to date, where it is known what has changed.
    """
    everybody, path, source_id = session.everybody, opened.path, opened.source.id
    before, known = opened.placed.get((others, rejected), (None, NOTHING_PLACED))
    touched = everybody.changed_since(before) if before else None
    if touched is None:
        here = annotations_on(session, path, source_id, others=others, rejected=rejected)
        found = InTextOrder.of(place(session, opened.source, here, standing=opened.standing))
    elif touched:
        some = everybody.those(touched, source_id, others=others)
        here = _wanted(session, some, others=others, rejected=rejected)
        now = place(session, opened.source, here, standing=opened.standing)
        found = known.with_changes(touched, now)
    else:
        found = known
    # Whether what was tagged in another version belongs here depends on what lies on the disk.
    if everybody.versions(path, source_id) == {source_id}:
        opened.placed[others, rejected] = everybody, found
    else:
        opened.placed.clear()
    return found


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
    source_id, text = today.id, today.text
    out: list[Placed] = []
    elsewhere: list[Annotation] = []
    for each in annotations:
        at = known.get(each.id)
        if at is None or at.annotation is not each:
            if each.source != source_id or not _stands(text, each):
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
    everybody = session.everybody.on(path, source_id, others=others)
    found = _wanted(session, everybody, others=others, rejected=rejected)
    strays = {each.source for each in found} - {source_id}
    if not strays:
        return found
    refs = session.everybody.refs
    digests = {each: refs[each].sha256 for each in strays if each in refs}
    here = (session.workspace.root or session.workspace.cwd) / path
    renamed = session.library.others_with(digests.values(), here)
    return tuple(each for each in found if digests.get(each.source) not in renamed)


def _wanted(
    session: Session, found: tuple[Annotation, ...], *, others: bool, rejected: bool
) -> tuple[Annotation, ...]:
    if not others:
        me = session.workspace.annotator
        found = tuple(each for each in found if each.annotator == me)
    if not rejected:
        found = tuple(each for each in found if each.status is not Status.REJECTED)
    return found


def is_long_to_compare(session: Session, entry: Entry) -> bool:
    """Tell whether a source was tagged in other versions, and so large that it takes a while."""
    if size_of(entry.path) <= _LONG:
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
