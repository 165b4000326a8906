"""The project of a REFI-QDA archive: ``project.qde``.

The elements stand in the order that the standard asks for. Positions count code points of
a text whose lines all end in LF. The note of an annotation is a ``Note``; it is also the
selection's ``Description``, with what there is no element for in lines below it, because
that is what most programs show, some show nothing else, and all keep it.
"""

from collections.abc import Iterable, Iterator

from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.exporters.refi.codebook import codes, label_guid, tag_guid
from nkreader.exporters.refi.dates import date_time
from nkreader.exporters.refi.guids import guid
from nkreader.exporters.refi.xml_text import closing, element, opening
from nkreader.exporters.tagged_text import TaggedText, tagged_texts
from nkreader.model.annotation import Annotation
from nkreader.model.record import source_to_record
from nkreader.model.source import SourceRef
from nkreader.model.span import Span
from nkreader.text.display import inert_line
from nkreader.text.facts import with_facts
from nkreader.text.line_feeds import LineFeeds

_NAMESPACE = "urn:QDA-XML:project:1.0"
_VARIABLES = ("path", "sha256", "length", "shape", "title", "publisher", "published", "url")
_NUMBERS = frozenset({"length"})
_LONGEST_NAME = 60  # code points of a passage that name its selection


def project(export: Export) -> Iterator[str]:
    """Yield the project, of all annotations whose text is at hand."""
    # Filled while the sources are written, one text at a time.
    written: list[ExportedAnnotation] = []
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    created = date_time(export.generated)
    yield opening("Project", xmlns=_NAMESPACE, name="nkreader", origin="nkreader",
                  creationDateTime=created) + "\n"  # fmt: skip
    yield from _listed("Users", _users(export))
    yield "<CodeBook>\n"
    yield from codes(export)
    yield "</CodeBook>\n"
    yield from _listed("Variables", map(_variable, _VARIABLES))
    yield from _listed("Sources", _sources(export, written))
    yield from _listed("Notes", _notes(written))
    yield from _listed("Links", _links(written))
    yield closing("Project") + "\n"


def source_guid(source: SourceRef) -> str:
    """Return the GUID of a source, which is also the name of its text in the archive."""
    return guid("source", source.sha256)


def on_whole_line_ends(text: str, span: Span) -> Span:
    """Return ``span``, wider by a code point where it begins or ends between CR and LF."""
    splits_first, splits_last = (text[at - 1 : at + 1] == "\r\n" for at in span)
    return Span(span.start - splits_first, span.end + splits_last)


def _listed(name: str, items: Iterable[str]) -> Iterator[str]:
    """Yield items in an element of their own, which the schema allows only if there are any."""
    empty = True
    for item in items:
        if empty:
            yield f"<{name}>\n"
        empty = False
        yield item
    if not empty:
        yield f"</{name}>\n"


def _users(export: Export) -> Iterator[str]:
    for name in sorted({one.annotation.annotator for one in export.annotations}):
        yield element("User", guid=guid("user", name), name=name) + "\n"


def _variable(name: str) -> str:
    kind = "Integer" if name in _NUMBERS else "Text"
    return element("Variable", guid=guid("variable", name), name=name, typeOfVariable=kind) + "\n"


def _sources(export: Export, written: list[ExportedAnnotation]) -> Iterator[str]:
    names: set[str] = set()
    for tagged in tagged_texts(export):
        written += tagged.annotations
        yield from _source(tagged, _name_of(tagged.source, names))


def _name_of(source: SourceRef, taken: set[str]) -> str:
    """Return a name that no other source has; some programs make a file of it."""
    name = inert_line(source.path.rpartition("/")[2]) or source.id
    if name in taken:
        name = f"{name} ({source.id})"
    taken.add(name)
    return name


def _source(tagged: TaggedText, name: str) -> Iterator[str]:
    code = source_guid(tagged.source)
    yield opening("TextSource", guid=code, name=name, plainTextPath=f"internal://{code}.txt")
    yield "\n"
    feeds = LineFeeds(tagged.text)
    for one in tagged.annotations:
        start, end = on_whole_line_ends(tagged.text, one.span)
        yield _selection(one, feeds.here(start), feeds.here(end))
    record = source_to_record(tagged.source)
    for variable in _VARIABLES:
        if record[variable] is not None:
            value = element("VariableRef", targetGUID=guid("variable", variable))
            kind = "IntegerValue" if variable in _NUMBERS else "TextValue"
            value += element(kind, str(record[variable]))
            yield f"<VariableValue>{value}</VariableValue>\n"
    yield closing("TextSource") + "\n"


def _selection(one: ExportedAnnotation, start: int, end: int) -> str:
    annotation = one.annotation
    user, created = guid("user", annotation.annotator), date_time(annotation.created)
    coded = (label_guid(annotation.label), *map(tag_guid, annotation.tags))
    codings = "".join(
        opening("Coding", guid=guid("coding", annotation.id, str(number), code),
                creatingUser=user, creationDateTime=created)
        + element("CodeRef", targetGUID=code) + "</Coding>"
        for number, code in enumerate(coded)
    )  # fmt: skip
    noted = element("NoteRef", targetGUID=guid("note", annotation.id)) if annotation.note else ""
    return (
        opening("PlainTextSelection", guid=_selection_guid(annotation.id), name=_short(annotation),
                startPosition=str(start), endPosition=str(end), creatingUser=user,
                creationDateTime=created, modifiedDateTime=date_time(annotation.modified))
        + element("Description", _description(annotation))
        + codings + noted + "</PlainTextSelection>\n"
    )  # fmt: skip


def _selection_guid(annotation_id: str) -> str:
    return guid("annotation", annotation_id)


def _short(annotation: Annotation) -> str:
    text = inert_line(annotation.text or annotation.quote)
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"


def _description(annotation: Annotation) -> str:
    """Return what there is no element for, below the note; all of it comes back from there."""
    facts = {
        "id": annotation.id,
        "speaker": annotation.speaker,
        "via": annotation.via,
        "outlet": annotation.outlet,
        "about": annotation.about,
        "said at": annotation.said_at,
        "section": annotation.section,
        "certainty": annotation.certainty.value if annotation.certainty else None,
        "status": annotation.status.value,
    }
    for name, text in (("created", annotation.created), ("modified", annotation.modified)):
        facts[name] = text if date_time(text) != text else None
    return with_facts(
        annotation.note, {name: text for name, text in facts.items() if text is not None}
    )


def _notes(written: Iterable[ExportedAnnotation]) -> Iterator[str]:
    for one in written:
        annotation = one.annotation
        if annotation.note:
            yield (
                opening("Note", guid=guid("note", annotation.id), name="note",
                        creatingUser=guid("user", annotation.annotator),
                        creationDateTime=date_time(annotation.created))
                + element("PlainTextContent", annotation.note) + "</Note>\n"
            )  # fmt: skip


def _links(written: Iterable[ExportedAnnotation]) -> Iterator[str]:
    written = tuple(written)
    there = {one.annotation.id for one in written}
    for one in written:
        for number, link in enumerate(one.annotation.links):
            if link.target in there:
                yield (
                    element("Link", guid=guid("link", one.annotation.id, str(number)),
                            name=link.relation.value, direction="OneWay",
                            originGUID=_selection_guid(one.annotation.id),
                            targetGUID=_selection_guid(link.target)) + "\n"
                )  # fmt: skip
