r"""brat's standoff: a folder with a text and its annotations for each source, and the types.

Offsets are code points of a text whose lines end in LF. No reference text may hold a line end,
so a passage over line ends is as many fragments as it has lines. Details that take one of a few
values are attributes, the others notes with the detail's name for a type; in a note a backslash,
tab or line end is written ``\\``, ``\t``, ``\n`` or ``\r``.
"""

import re
from collections import Counter
from collections.abc import Iterator

from nkreader.exporters.document_names import document_name
from nkreader.exporters.export import Export, ExportedAnnotation
from nkreader.exporters.native import details
from nkreader.exporters.output import Beginning, File
from nkreader.exporters.tagged_text import TaggedText, lost_by_text, tagged_texts
from nkreader.model.annotation import Annotation, Certainty, Label, Relation, Status
from nkreader.model.entity import EntityType
from nkreader.text.fragments import fragments, joined
from nkreader.text.line_feeds import LineFeeds

_TYPES = "annotation.conf"
# The first passage of a document, and the source that it is on.
_MARK = re.compile(rb"T1\t[^\n]*\n#1\tsource T1\t([0-9a-f]{12})[0-9a-f]{52} ")
ATTRIBUTES = {"certainty": tuple(Certainty), "status": tuple(Status)}
NOTES = (
    "id",
    "section",
    "speaker",
    "via",
    "outlet",
    "about",
    "tags",
    "said_at",
    "annotator",
    "created",
    "modified",
)
NOTE = "AnnotatorNotes"
# The type of a note that says where a passage starts and ends that has blanks there.
SPAN = "span"
# The type of the note, on the first passage, that says the hash and the path of the source.
SOURCE = "source"

_WHITE_SPACE_ONLY = "annotation of white space only"
_SPLIT = "edge of a passage between CR and LF (here it is before both)"
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_LINE_LIKE = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029\ud800-\udfff]")


def files(export: Export) -> Iterator[File]:
    """Yield the types, and then two files for each source."""
    yield File(_TYPES, iter((config(),)))
    for tagged in tagged_texts(export):
        if all(one.annotation.quote.isspace() for one in tagged.annotations):
            continue
        name, made = document_name(tagged.source), LineFeeds(tagged.text)
        yield File(f"{name}.txt", iter((made.text,)))
        yield File(f"{name}.ann", _Numbered(tagged, made).lines())


def made(name: str, beginning: Beginning) -> bool:
    """Tell whether an export has made a file of a folder: a text belongs to its annotations."""
    if name == _TYPES:
        return beginning(name) == config().encode()
    stem, _, suffix = name.rpartition(".")
    found = _MARK.match(beginning(f"{stem}.ann")) if suffix in ("txt", "ann") else None
    return found is not None and stem.endswith(f"-{found[1].decode()}")


def losses(export: Export) -> Counter[str]:
    """Count what a document has no place for."""
    passages = [one.annotation for one in export.annotations]
    blank = sum(each.quote.isspace() for each in passages)
    split = sum(_is_split(each) for each in passages)
    return lost_by_text(export) + Counter({_WHITE_SPACE_ONLY: blank, _SPLIT: split})


def _is_split(passage: Annotation) -> bool:
    before, after = passage.prefix[-1:] + passage.quote[:1], passage.quote[-1:] + passage.suffix[:1]
    return "\r\n" in (before, after)


def config() -> str:
    """Return the types that the documents use, which brat reads as annotation.conf."""
    return "\n".join(_config()) + "\n"


def _config() -> Iterator[str]:
    labels = "|".join(Label)
    yield "[entities]"
    yield from Label
    yield from EntityType
    yield "[relations]"
    for relation in Relation:
        yield f"{relation}\tArg1:{labels}, Arg2:{labels}"
    yield "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    yield "[events]"
    yield "[attributes]"
    for name, values in ATTRIBUTES.items():
        yield f"{name.capitalize()}\tArg:{labels}, Value:{'|'.join(values)}"


class _Numbered:
    """The lines of a document, each kind numbered from 1."""

    def __init__(self, tagged: TaggedText, made: LineFeeds) -> None:
        self._tagged = tagged
        self._made = made
        self._counts: Counter[str] = Counter()

    def lines(self) -> Iterator[str]:
        keys: dict[str, str] = {}
        for one in self._tagged.annotations:
            key, line = self._bound(one.annotation.label, one.span.start, one.span.end)
            if line:
                keys[one.annotation.id] = key
                yield line
                if len(keys) == 1:
                    source = self._tagged.source
                    yield self._note(SOURCE, key, f"{source.sha256} {source.path}")
                yield from self._blanks(one, key)
                yield from self._details(one, key)
        for one, link in self._tagged.links:
            origin, target = keys.get(one.annotation.id), keys.get(link.target)
            if origin and target:
                yield f"{self._key('R')}\t{link.relation} Arg1:{origin} Arg2:{target}\n"
        yield from self._mentions()

    def _blanks(self, one: ExportedAnnotation, key: str) -> Iterator[str]:
        quote = one.annotation.quote
        if quote != quote.strip():
            start, end = map(self._made.here, one.span)
            yield self._note(SPAN, key, f"{start}:{end}")

    def _details(self, one: ExportedAnnotation, key: str) -> Iterator[str]:
        known = details(one)
        for name in ATTRIBUTES:
            if name in known:
                yield f"{self._key('A')}\t{name.capitalize()} {key} {known[name]}\n"
        if "note" in known:
            yield self._note(NOTE, key, str(known["note"]))
        for name in NOTES:
            value = known.get(name, [])
            for each in value if isinstance(value, list) else [value]:
                yield self._note(name, key, str(each))

    def _mentions(self) -> Iterator[str]:
        for mention in self._tagged.mentions:
            entity = mention.entity
            key, line = self._bound(entity.type, *mention.span)
            if not line:
                continue
            yield line
            if entity.wikidata:
                name = _one_line(entity.name)
                yield f"{self._key('N')}\tReference {key} Wikidata:{entity.wikidata}\t{name}\n"
            else:
                yield self._note(NOTE, key, entity.name)

    def _bound(self, kind: str, start: int, end: int) -> tuple[str, str]:
        """Return a new key and its line; "" of what is blank."""
        text = self._made.text
        found = fragments(text, self._made.here(start), self._made.here(end))
        if not found:
            return "", ""
        key = self._key("T")
        places = ";".join(f"{first} {last}" for first, last in found)
        return key, f"{key}\t{kind} {places}\t{joined(text, found)}\n"

    def _note(self, kind: str, key: str, text: str) -> str:
        return f"{self._key('#')}\t{kind} {key}\t{_one_line(text)}\n"

    def _key(self, kind: str) -> str:
        self._counts[kind] += 1
        return f"{kind}{self._counts[kind]}"


def _one_line(text: str) -> str:
    return _LINE_LIKE.sub("\ufffd", text.translate(_ESCAPES))
