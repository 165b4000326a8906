"""The entities that tagged passages mention, found source by source and kept."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby

from nkreader.model.annotation import Annotation
from nkreader.model.source import SourceRef
from nkreader.session.opened import FindsMentions, Opened
from nkreader.session.session import Session
from nkreader.session.tagged import Tagged

Names = frozenset[str]


class Mentioned:
    """The names of entities in passages, as long as neither they nor the gazetteer change."""

    def __init__(self, session: Session) -> None:
        """Know nothing yet."""
        self._session = session
        self._matcher: FindsMentions | None = None
        self._known: dict[tuple[str, str], Names] = {}

    def in_passage(self, annotation: Annotation) -> Names:
        """Return the names found in an annotation's passage, none where nobody has looked."""
        return self._known.get((annotation.id, annotation.quote), frozenset())

    def look(
        self, annotations: Iterable[Annotation], sources: Mapping[str, SourceRef]
    ) -> Iterator[None]:
        """Look where nobody has looked, one source a step, for whoever wants to stop between."""
        if self._matcher is not self._session.late_matcher:
            self._matcher = self._session.late_matcher
            self._known = {}
        new = [each for each in annotations if (each.id, each.quote) not in self._known]
        if not new:
            return
        tagged = Tagged(self._session, samples=True)
        new.sort(key=lambda each: each.source)
        for source_id, group in groupby(new, key=lambda each: each.source):
            ref = sources.get(source_id)
            opened = tagged.opened(ref) if ref else None
            for each in group:
                self._known[each.id, each.quote] = _names(opened, each, self._matcher)
            yield

    def missing(self, annotations: Collection[Annotation]) -> int:
        """Return in how many sources there is still to be looked."""
        new = (each for each in annotations if (each.id, each.quote) not in self._known)
        return len({each.source for each in new})


def _names(opened: Opened | None, annotation: Annotation, matcher: FindsMentions) -> Names:
    """Return the names in a passage as it stands in its text; else those in its words alone."""
    span, quote = annotation.span, annotation.quote
    if opened is not None and opened.source.text.startswith(quote, span.start):
        return frozenset(each.entity.name for each in opened.mentions_inside(span))
    words = " ".join(quote.split("\n"))
    return frozenset(each.entity.name for each in matcher.find(words))
