"""UIMA CAS JSON 0.4, which INCEpTION imports: one document for each source that is tagged.

Offsets are UTF-16 units of the source's text, which is in the document unchanged. No tokens
and no sentences: INCEpTION makes them, and those of ours that leave boilerplate out would
make it refuse a passage there. It refuses a document too in which a passage begins or ends
with a blank; such a passage is shorter here, and says in a feature where it really stands.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import count

from msgspec.structs import replace

from nkreader.exporters.cas_types import (
    DOCUMENT,
    LINK,
    MENTION,
    PASSAGE,
    PASSAGE_FIELDS,
    SOFA,
    STRINGS,
    VIEW,
    WIKIDATA,
    type_declarations,
)
from nkreader.exporters.document_names import document_name
from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.exporters.native import dumps
from nkreader.exporters.output import Beginning, File
from nkreader.exporters.tagged_text import (
    ACROSS,
    DANGLING,
    NO_TEXT,
    NOT_THERE,
    TaggedText,
    lost_by_text,
    tagged_texts,
)
from nkreader.model.entity import Mention
from nkreader.model.record import to_record
from nkreader.model.source import SourceRef
from nkreader.model.span import Span
from nkreader.text.spaces import inked
from nkreader.text.utf16 import Utf16

_NAME = re.compile(r".*-[0-9a-f]{12}\.json")
_MARK = re.compile(rb'\{"%TYPES": \{"nkreader\.Passage": \{')
NAMES = "name of a mention that Wikidata does not know"
BLANK = "annotation of white space only"
UNWRITTEN = "link from what is not exported"

_Structure = dict[str, object]

_TEXT, _ABOUT, _FIRST = 1, 2, 3  # ids of feature structures; passages and all else follow


def documents(export: Export) -> Iterator[File]:
    """Yield a document for each source that is tagged and whose text is at hand."""
    for tagged in _inked_texts(export):
        yield File(f"{document_name(tagged.source)}.json", document(tagged))


def made(name: str, beginning: Beginning) -> bool:
    """Tell whether an export has made a file of a folder."""
    return bool(_NAME.fullmatch(name) and _MARK.match(beginning(name)))


def losses(export: Export) -> Counter[str]:
    """Count what documents cannot hold: a passage lists its links, wherever they lead."""
    lost = lost_by_text(export)
    del lost[ACROSS], lost[DANGLING]
    written = {id(one) for tagged in _inked_texts(export) for one in tagged.annotations}
    lost[BLANK] = len(export.annotations) - len(written) - lost[NO_TEXT] - lost[NOT_THERE]
    lost[NAMES] = sum(
        mention.entity.wikidata is None for one in export.annotations for mention in one.mentions
    )
    lost[UNWRITTEN] = sum(
        len(one.annotation.links) for one in export.annotations if id(one) not in written
    )
    return +lost


def _inked_texts(export: Export) -> Iterator[TaggedText]:
    """Yield the sources with the annotations in which there is more than blanks."""
    for tagged in tagged_texts(export):
        inky = tuple(one for one in tagged.annotations if _has_ink(tagged, one))
        if inky:
            yield replace(tagged, annotations=inky)


def _has_ink(tagged: TaggedText, one: ExportedAnnotation) -> bool:
    start, end = inked(tagged.text, one.span)
    return start < end


def document(tagged: TaggedText) -> Iterator[str]:
    """Yield one CAS, a feature structure a line."""
    yield f'{{"%TYPES": {dumps(type_declarations())},\n"%FEATURE_STRUCTURES": [\n'
    members: list[int] = []
    before = ""
    for number, (kind, features) in enumerate(_structures(tagged), _TEXT):
        if kind not in (SOFA, STRINGS):
            members.append(number)
        yield before + dumps({"%ID": number, "%TYPE": kind} | features)
        before = ",\n"
    yield f'\n],\n"%VIEWS": {{{dumps(VIEW)}: {{"%SOFA": {_TEXT}, "%MEMBERS": '
    yield f"[{', '.join(map(str, members))}]}}}}}}\n"


def _structures(tagged: TaggedText) -> Iterator[tuple[str, _Structure]]:
    """Yield the feature structures in the order of their ids, each with its type."""
    units = Utf16(tagged.text)
    lists = count(_FIRST + len(tagged.annotations))
    passages = {one.annotation.id: at for at, one in enumerate(tagged.annotations, _FIRST)}
    spans = [inked(tagged.text, one.span) for one in tagged.annotations]
    places = {
        one.annotation.id: _place(units, *span)
        for one, span in zip(tagged.annotations, spans, strict=True)
    }

    yield SOFA, _sofa(tagged.text)
    yield DOCUMENT, _place(units, 0, len(tagged.text)) | _metadata(tagged.source)
    for one, span in zip(tagged.annotations, spans, strict=True):
        listed = {f"@{name}": next(lists) for name in _lists(one)}
        yield PASSAGE, places[one.annotation.id] | _passage(one, span) | listed
    for one in tagged.annotations:
        for elements in _lists(one).values():
            yield STRINGS, {"%ELEMENTS": elements}
    for mention in sorted(tagged.mentions, key=lambda each: (each.span, each.entity.name)):
        yield MENTION, _place(units, *mention.span) | _mention(mention)
    for one, link in tagged.links:
        yield (
            LINK,
            places[link.target]
            | {
                "@Governor": passages[one.annotation.id],
                "@Dependent": passages[link.target],
                "relation": link.relation.value,
            },
        )


def _sofa(text: str) -> _Structure:
    return {"sofaNum": 1, "sofaID": VIEW, "mimeType": "text", "sofaString": text}


def _place(units: Utf16, start: int, end: int) -> _Structure:
    return {"@sofa": _TEXT, "begin": units.units(start), "end": units.units(end)}


def _metadata(source: SourceRef) -> _Structure:
    return {"language": "x-unspecified"} | _known(
        {"documentTitle": source.title, "documentId": source.path, "documentUri": source.url}
    )


def _passage(one: ExportedAnnotation, shown: Span) -> _Structure:
    record = to_record(one.annotation)
    said = {feature: record[field] for feature, field in PASSAGE_FIELDS}
    whole = f"{one.span.start}:{one.span.end}" if shown != one.span else None
    return _known(said | {"source": one.source.sha256, "span": whole})


def _lists(one: ExportedAnnotation) -> dict[str, list[str]]:
    """Return the features that are lists, without the empty ones."""
    links = [f"{link.relation} {link.target}" for link in one.annotation.links]
    lists = {"tags": list(one.annotation.tags), "links": links}
    return {name: elements for name, elements in lists.items() if elements}


def _mention(mention: Mention) -> _Structure:
    wikidata = mention.entity.wikidata
    iri = f"{WIKIDATA}{wikidata}" if wikidata else None
    return _known({"value": mention.entity.type.value, "identifier": iri})


def _known(features: _Structure) -> _Structure:
    return {name: value for name, value in features.items() if value is not None}
