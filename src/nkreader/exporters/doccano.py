"""doccano's JSONL for relation extraction: a source a line, with entities and relations.

Offsets are UTF-16 units, because doccano's page counts so (in a project that does not count
grapheme clusters) and keeps what an import says. ``id`` of an entity is a number there.
What doccano has no field for goes along in ``nkreader``, which it keeps as metadata of the
text. All is ASCII: doccano guesses encodings.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise

from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.exporters.native import details
from nkreader.exporters.tagged_text import TaggedText, lost_by_text, mentions_lost, tagged_texts
from nkreader.model.record import source_to_record
from nkreader.text.utf16 import Utf16

MARK = re.compile(rb'\{"text": "[^\n]*\], "nkreader": \{"source": \{"id": "')
OVERLAPPING = "annotation in overlap with another (kept where the project allows overlaps)"


def lines(export: Export) -> Iterator[str]:
    """Yield one line for each source, in pieces."""
    first = 0
    for tagged in tagged_texts(export):
        yield from _line(tagged, first)
        first += len(tagged.annotations)


def losses(export: Export) -> Counter[str]:
    """Count what doccano does not show, or drops."""
    lost = lost_by_text(export) + mentions_lost(export)
    overlaps = sum(
        one.source.id == other.source.id and one.span.overlaps(other.span)
        for one, other in pairwise(export.annotations)
    )
    return lost + Counter({OVERLAPPING: overlaps})


def _line(tagged: TaggedText, first: int) -> Iterator[str]:
    units = Utf16(tagged.text).units
    numbers = {one.annotation.id: first + at for at, one in enumerate(tagged.annotations)}
    yield f'{{"text": {json.dumps(tagged.text)}, "entities": ['
    yield from _listed(
        {"id": numbers[one.annotation.id]} | _entity(one, units) for one in tagged.annotations
    )
    yield '], "relations": ['
    yield from _listed(
        {
            "id": at,
            "from_id": numbers[one.annotation.id],
            "to_id": numbers[link.target],
            "type": link.relation.value,
        }
        for at, (one, link) in enumerate(tagged.links)
    )
    yield f'], "nkreader": {{"source": {json.dumps(source_to_record(tagged.source))}, '
    yield '"entities": ['
    yield from _listed(_entity(one, units) | details(one) for one in tagged.annotations)
    yield "]}}\n"


def _entity(one: ExportedAnnotation, units: Callable[[int], int]) -> dict[str, object]:
    return {
        "start_offset": units(one.span.start),
        "end_offset": units(one.span.end),
        "label": one.annotation.label.value,
    }


def _listed(objects: Iterator[dict[str, object]]) -> Iterator[str]:
    before = ""
    for value in objects:
        yield before + json.dumps(value)
        before = ", "
