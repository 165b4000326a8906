"""Which annotations are wanted: one filter for lists, exports and the screen.

Within one criterion any value will do, between criteria all must hold; an empty
criterion asks for nothing.
"""

import re
from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import PurePath

from msgspec import Struct

from nkreader.analysis.dates import Dates, said_when
from nkreader.analysis.verdicts import VerdictsOn, in_words
from nkreader.model.annotation import Annotation, Label, Status
from nkreader.model.moment import moment
from nkreader.model.source import SourceRef
from nkreader.text.fold import fold
from nkreader.text.spaces import one_spaced

_WORD = re.compile(r"\w+")


class Filter(Struct, frozen=True):
    """What is asked of an annotation.

    ``speakers`` and ``entities`` match by whole words in order, whatever the case and
    the hyphens: ``kim`` finds Kim Jong-un. So does ``judged`` what a verdict is in words:
    ``bob``, ``rejected``, ``bob rejected``. ``sources`` are ids, paths, folders, file
    names or words of a title. ``since`` and ``until``, which is the first instant too
    late, are compared with the newest change, ``said`` with when it was said. ``text``
    may stand anywhere in the passage or in what the annotator said of it.
    """

    labels: tuple[Label, ...] = ()
    speakers: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    judged: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    said: Dates | None = None
    sources: tuple[str, ...] = ()
    text: str = ""

    def matches(
        self,
        annotation: Annotation,
        mentions_names: Collection[str],
        source_ref: SourceRef,
        verdicts_on: VerdictsOn,
    ) -> bool:
        """Tell whether the annotation is wanted.

        ``mentions_names`` are the names of the entities that its passage mentions,
        ``verdicts_on`` tells everybody's on it, and is asked only where they count.
        """
        return (
            (not self.labels or annotation.label in self.labels)
            and (not self.statuses or annotation.status in self.statuses)
            and (not self.annotators or _is_one_of(annotation.annotator, self.annotators))
            and (not self.judged or is_named(map(in_words, verdicts_on(annotation)), self.judged))
            and self._is_in_time(annotation, source_ref)
            and (not self.speakers or is_named((annotation.speaker or "",), self.speakers))
            and (not self.entities or is_named(mentions_names, self.entities))
            and (not self.sources or any(is_source(one, source_ref) for one in self.sources))
            and (not self.text or _says(annotation, self.text))
        )

    def joined(self, other: "Filter") -> "Filter":
        """Return a filter with the values of both; a date of the other comes before mine."""
        return Filter(
            labels=(*self.labels, *other.labels),
            speakers=(*self.speakers, *other.speakers),
            entities=(*self.entities, *other.entities),
            annotators=(*self.annotators, *other.annotators),
            statuses=(*self.statuses, *other.statuses),
            judged=(*self.judged, *other.judged),
            since=other.since or self.since,
            until=other.until or self.until,
            said=other.said or self.said,
            sources=(*self.sources, *other.sources),
            text=one_spaced(f"{self.text} {other.text}"),
        )

    def _is_in_time(self, annotation: Annotation, source_ref: SourceRef) -> bool:
        if self.said is not None and not self.said.hold(said_when(annotation, source_ref)):
            return False
        if self.since is None and self.until is None:
            return True
        modified = moment(annotation.modified)
        if modified is None:
            return False
        late_enough = self.since is None or modified >= self.since
        return late_enough and (self.until is None or modified < self.until)


def _is_one_of(name: str, wanted: Iterable[str]) -> bool:
    folded = fold(name)
    return any(fold(one) == folded for one in wanted)


def is_named(names: Iterable[str], wanted: Iterable[str]) -> bool:
    """Tell whether any of the names has the words of one that is wanted, in order."""
    needles = [_words(one) for one in wanted]
    return any(needle in hay for hay in map(_words, names) for needle in needles)


def _words(text: str) -> str:
    # A space at either end, so that a word is found as a whole word only.
    return f" {' '.join(_WORD.findall(fold(text)))} "


def is_source(wanted: str, ref: SourceRef) -> bool:
    """Tell whether ``wanted`` is the id, a part of the path, or words of the title of a source."""
    if wanted == ref.id:
        return True
    asked, path = PurePath(wanted).parts, PurePath(ref.path).parts
    if _runs_in(asked, path) or _runs_in(path, asked):
        return True
    return bool(ref.title) and is_named((ref.title or "",), (wanted,))


def _runs_in(parts: tuple[str, ...], path: tuple[str, ...]) -> bool:
    if not parts:
        return False
    starts = range(len(path) - len(parts) + 1)
    return any(path[start : start + len(parts)] == parts for start in starts)


def _says(annotation: Annotation, text: str) -> bool:
    said = (
        annotation.text,
        annotation.quote,
        annotation.speaker,
        annotation.about,
        annotation.note,
        *annotation.tags,
    )
    needle = one_spaced(fold(text))
    return any(needle in one_spaced(fold(one)) for one in said if one)
