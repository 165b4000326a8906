"""Sources as most other tools want them: a text, and what is tagged in it and nowhere else.

Knows which annotations and links such a document can hold, and counts the others.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.model.annotation import Link
from nkreader.model.entity import Mention
from nkreader.model.source import SourceRef

NO_TEXT = "annotation whose text is not at hand"
NOT_THERE = "annotation whose quote its text does not hold"
ACROSS = "link across sources"
DANGLING = "link to what is not exported"
BARE = "source without annotations"
MENTION = "mention"


class TaggedText(Struct, frozen=True):
    """A source, its text, and the annotations on it, each of which stands in the text."""

    source: SourceRef
    text: str
    annotations: tuple[ExportedAnnotation, ...]

    @property
    def links(self) -> Iterator[tuple[ExportedAnnotation, Link]]:
        """Every link between two of the annotations, with the one that it starts from."""
        here = {one.annotation.id for one in self.annotations}
        for one in self.annotations:
            for link in one.annotation.links:
                if link.target in here:
                    yield one, link

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Every mention in the annotations once, of which overlapping ones share some."""
        found = (mention for one in self.annotations for mention in one.mentions)
        return tuple({(each.span, each.entity.name): each for each in found}.values())


def tagged_texts(export: Export) -> Iterator[TaggedText]:
    """Yield the sources that are tagged and whose text is at hand, one at a time."""
    for _, text, standing in _by_text(export):
        if text is not None and standing:
            yield TaggedText(standing[0].source, text, standing)


def lost_by_text(export: Export) -> Counter[str]:
    """Count, by kind, what a document with one text and what is tagged in it cannot hold."""
    lost: Counter[str] = Counter()
    home: dict[str, str] = {}
    for group, text, standing in _by_text(export):
        lost[NO_TEXT if text is None else NOT_THERE] += len(group) - len(standing)
        home |= {one.annotation.id: one.source.id for one in standing}
    for one in export.annotations:
        here = home.get(one.annotation.id)
        for link in one.annotation.links:
            there = home.get(link.target)
            if here is None or there is None:
                lost[DANGLING] += 1
            elif there != here:
                lost[ACROSS] += 1
    return +lost + bare_sources(export)


def bare_sources(export: Export) -> Counter[str]:
    """Count the sources without annotations, for a format that knows sources by those alone."""
    bare = len(export.sources) - len({one.source.id for one in export.annotations})
    return +Counter({BARE: bare})


def mentions_lost(export: Export) -> Counter[str]:
    """Count the mentions, for a format that has no place for any."""
    return +Counter({MENTION: sum(len(one.mentions) for one in export.annotations)})


def _by_text(
    export: Export,
) -> Iterator[tuple[tuple[ExportedAnnotation, ...], str | None, tuple[ExportedAnnotation, ...]]]:
    """Yield the annotations of each source, its text, and those of them that stand in it."""
    for _, group in groupby(export.annotations, key=lambda one: one.source.id):
        here = tuple(group)
        text = export.text_of(here[0].source)
        yield here, text, tuple(one for one in here if text is not None and _stands(one, text))


def _stands(one: ExportedAnnotation, text: str) -> bool:
    start, end = one.span
    quote = one.annotation.quote
    return 0 <= start < end == start + len(quote) and text.startswith(quote, start)
