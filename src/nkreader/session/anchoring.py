"""Where annotations stand in a source as it is today."""

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Iterable
from functools import cached_property
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


_ORDER = attrgetter("order")


class InTextOrder(tuple[Placed, ...]):
    """Annotations on one source, in order of their places, then of their age; orphans last."""

    @classmethod
    def of(cls, placed: Iterable[Placed]) -> "InTextOrder":
        """Return these in order."""
        return cls(sorted(placed, key=_ORDER))

    @cached_property
    def _by_id(self) -> dict[str, Placed]:
        return {each.annotation.id: each for each in self}

    @property
    def in_text(self) -> "InTextOrder":
        """Those that have a place."""
        count = self.starting_before(_NOWHERE)
        return self if count == len(self) else InTextOrder(self[:count])

    @cached_property
    def _states(self) -> Counter[AnchorState]:
        return Counter(each.state for each in self)

    def count_in(self, state: AnchorState) -> int:
        """Return how many are in a state."""
        return self._states[state]

    def find(self, annotation_id: str | None) -> Placed | None:
        """Return an annotation by its id."""
        return None if annotation_id is None else self._by_id.get(annotation_id)

    def number_of(self, annotation_id: str) -> int | None:
        """Return how many stand before an annotation, by its id; None where it is not there."""
        found = self.find(annotation_id)
        return None if found is None else bisect_left(self, found.order, key=_ORDER)

    def starting_before(self, offset: int) -> int:
        """Return how many start before an offset."""
        return bisect_left(self, (offset,), key=_ORDER)

    def numbers_on(self, span: Span) -> range:
        """Return the numbers of those whose place is a span; the empty range is where one goes."""
        first = bisect_left(self, (span.start, span.end), key=_ORDER)
        return range(first, bisect_left(self, (span.start, span.end + 1), key=_ORDER))

    def with_changes(self, ids: Collection[str], now: Iterable[Placed]) -> "InTextOrder":
        """Return what it is once those of ``ids`` are what they are ``now``, if they are any more.

        What is many is only copied: looked at is what was changed.
        """
        items, by_id, states = list(self), dict(self._by_id), Counter(self._states)
        for key in ids:
            if gone := by_id.pop(key, None):
                del items[bisect_left(items, gone.order, key=_ORDER)]
                states[gone.state] -= 1
        for each in now:
            insort(items, each, key=_ORDER)
            by_id[each.annotation.id] = each
            states[each.state] += 1
        found = InTextOrder(items)
        found.__dict__ |= {"_by_id": by_id, "_states": states}
        return found


NOTHING_PLACED = InTextOrder()


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
